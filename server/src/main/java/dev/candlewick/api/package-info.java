/// HTTP: one class per resource; `aliases` holds the documents' own paths. Uses everything but the
/// root and `cli`; nothing uses it. Start at `CandleApi`.
@NullMarked
package dev.candlewick.api;

import org.jspecify.annotations.NullMarked;
