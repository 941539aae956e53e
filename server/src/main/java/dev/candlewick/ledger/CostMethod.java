package dev.candlewick.ledger;

/// How the cost of a sale is found among the purchases before it.
public enum CostMethod {
  /// Every unit held costs the same: the average, which only purchases change.
  AVERAGE
}
