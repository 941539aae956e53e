package dev.candlewick.ledger;

/// The method that determines the cost of a sale from the purchases before it.
public enum CostMethod {
  /// Every unit held costs the same: the average, which only purchases change.
  AVERAGE
}
