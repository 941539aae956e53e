/// The documents' own paths, each a thin alias of a canonical one. Start at `Aliases`.
@NullMarked
package dev.candlewick.api.aliases;

import org.jspecify.annotations.NullMarked;
