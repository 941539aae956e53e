/// The command line: one class per command. Only `serve` boots the HTTP server; every other command
/// works beside a running one. Start at `Commands`.
@NullMarked
package dev.candlewick.cli;

import org.jspecify.annotations.NullMarked;
