/// Backup of a whole instance into one file, and its restore. Start at `Backup`.
@NullMarked
package dev.candlewick.store.backup;

import org.jspecify.annotations.NullMarked;
