/// Transactions to holdings and realised results, by replay. Pure: facts in, figures out.
@NullMarked
package dev.candlewick.ledger;

import org.jspecify.annotations.NullMarked;
