package dev.candlewick.store;

/// The advisory locks of a database by their class, the first of PostgreSQL's two lock numbers; the
/// second names what is locked, or is 0. Locks of an account's transactions use PostgreSQL's single
/// number of 64 bits, which no pair of numbers equals.
public enum AdvisoryLock {
  /// Writing to a series; key: its id.
  SERIES_WRITE(1),
  /// Running a backfill; key: its id.
  BACKFILL(2),
  /// Following series.
  FOLLOWER(3),
  /// Polling prices.
  PRICE_POLL(4),
  /// Shared by what works with the database, exclusive for a restore.
  OWNER(5),
  /// Saving a listing; key: the hash of the venue's name.
  LISTING_SAVE(6),
  /// Refreshing listings daily.
  LISTING_REFRESH(7);

  private final int number;

  AdvisoryLock(int number) {
    this.number = number;
  }

  /// The class of the lock.
  public int number() {
    return number;
  }
}
