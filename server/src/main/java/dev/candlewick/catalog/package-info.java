/// Resolution of names to instruments and markets: the stored listings of the venues, their
/// refresh, and the repair of data stored under wrong names. Uses `provider` and `store`;
/// resolution itself is `market.Listings`. Start at `Catalog`.
@NullMarked
package dev.candlewick.catalog;

import org.jspecify.annotations.NullMarked;
