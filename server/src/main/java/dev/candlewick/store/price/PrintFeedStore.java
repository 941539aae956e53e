package dev.candlewick.store.price;

import dev.candlewick.market.Symbol;
import dev.candlewick.store.Database;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/// The print feeds: the symbols whose prints are stored from a venue's feed.
public final class PrintFeedStore {
  /// The maximum number of print feeds: each takes memory and a place in its venue's feed.
  public static final int MAX_FEEDS = 200;

  static final RowMapper<PrintFeed> MAPPER =
      (row, context) ->
          new PrintFeed(
              row.getString("provider"), new Symbol(row.getString("base"), row.getString("quote")));

  private final Database database;

  public PrintFeedStore(Database database) {
    this.database = database;
  }

  /// A print feed.
  public record PrintFeed(String provider, Symbol symbol) {}

  /// Returns all print feeds, by provider and symbol.
  public List<PrintFeed> findAll() {
    return database.read(
        "cannot list the print feeds",
        handle ->
            handle
                .createQuery("select provider, base, quote from print_feed order by 1, 2, 3")
                .map(MAPPER)
                .list());
  }

  /// Adds a print feed; false when it exists already.
  public boolean add(PrintFeed feed) {
    return change(
        "insert into print_feed (provider, base, quote) values (:provider, :base, :quote)"
            + " on conflict do nothing",
        feed);
  }

  /// Removes a print feed; the stored prints stay. False when there is no such feed.
  public boolean remove(PrintFeed feed) {
    return change(
        "delete from print_feed where provider = :provider and base = :base and quote = :quote",
        feed);
  }

  private boolean change(String sql, PrintFeed feed) {
    return database.transaction(
        "cannot change the print feeds",
        handle ->
            handle
                    .createUpdate(sql)
                    .bind("provider", feed.provider())
                    .bind("base", feed.symbol().base())
                    .bind("quote", feed.symbol().quote())
                    .execute()
                == 1);
  }
}
