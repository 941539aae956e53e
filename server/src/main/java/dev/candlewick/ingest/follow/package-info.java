/// Keeping followed series and prints current, by feeds and by requests. Start at `Follower`.
@NullMarked
package dev.candlewick.ingest.follow;

import org.jspecify.annotations.NullMarked;
