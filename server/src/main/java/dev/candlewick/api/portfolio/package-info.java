/// Holdings over HTTP (document 002). Start at `AssetApi`.
@NullMarked
package dev.candlewick.api.portfolio;

import org.jspecify.annotations.NullMarked;
