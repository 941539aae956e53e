package dev.candlewick.store.price;

import dev.candlewick.market.Symbol;
import dev.candlewick.store.Database;
import java.util.List;
import org.jdbi.v3.core.mapper.RowMapper;

/// The symbols whose prints are kept as a venue tells them.
public final class PrintFeedStore {
  /// So many may be kept: each has its place in memory and in its venue's feed.
  public static final int MAX_FEEDS = 200;

  private static final RowMapper<PrintFeed> MAPPER =
      (row, context) ->
          new PrintFeed(
              row.getString("provider"), new Symbol(row.getString("base"), row.getString("quote")));

  private final Database database;

  public PrintFeedStore(Database database) {
    this.database = database;
  }

  /// One of them.
  public record PrintFeed(String provider, Symbol symbol) {}

  /// All, by provider and symbol.
  public List<PrintFeed> findAll() {
    return database.read(
        "cannot list whose prints are kept",
        handle ->
            handle
                .createQuery("select provider, base, quote from print_feed order by 1, 2, 3")
                .map(MAPPER)
                .list());
  }

  /// Keeps them from now on; false when they are kept already.
  public boolean add(PrintFeed feed) {
    return change(
        "insert into print_feed (provider, base, quote) values (:provider, :base, :quote)"
            + " on conflict do nothing",
        feed);
  }

  /// Keeps them no more; what is stored stays. False when they were not kept.
  public boolean remove(PrintFeed feed) {
    return change(
        "delete from print_feed where provider = :provider and base = :base and quote = :quote",
        feed);
  }

  private boolean change(String sql, PrintFeed feed) {
    return database.transaction(
        "cannot change whose prints are kept",
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
