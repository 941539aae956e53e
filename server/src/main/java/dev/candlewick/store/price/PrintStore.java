package dev.candlewick.store.price;

import dev.candlewick.market.Print;
import dev.candlewick.market.PrintConflict;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.Database;
import dev.candlewick.store.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;

/// Market prints, each stored exactly once: a venue's by its trade id, a posted one by symbol and
/// time.
public final class PrintStore {
  private static final String COLUMNS =
      "print_id, provider, base, quote, trade_id, price, qty, taker_side, traded_at";

  private static final String INSERT =
      "insert into market_print (provider, base, quote, trade_id, price, qty, taker_side, traded_at)"
          + " values (:provider, :base, :quote, :trade_id, :price, :qty, :taker, :time)"
          + " on conflict do nothing";

  private static final RowMapper<Row> MAPPER =
      (row, context) ->
          new Row(
              row.getLong("print_id"),
              row.getString("provider"),
              new Print(
                  new Symbol(row.getString("base"), row.getString("quote")),
                  row.getBigDecimal("price"),
                  row.getBigDecimal("qty"),
                  Times.required(row, "traded_at"),
                  parseSide(row.getString("taker_side")),
                  row.getString("trade_id")));

  /// Steps from one market to the next by the index of the venues' prints.
  private static final String MARKETS =
      """
      with recursive found as (
        (select provider, symbol, base, quote from market_print where trade_id is not null
          order by provider, symbol limit 1)
        union all select next.* from found cross join lateral (
          select provider, symbol, base, quote from market_print p where trade_id is not null
              and (p.provider, p.symbol) > (found.provider, found.symbol)
            order by provider, symbol limit 1) next)
      select provider, base, quote from found
      """;

  private final Database database;
  private final Consumer<String> warn;
  private final LongAdder conflicts = new LongAdder();

  /// The prints of a database, without a receiver of conflicts.
  public PrintStore(Database database) {
    this(database, conflict -> {});
  }

  /// The prints of a database.
  ///
  /// @param warn receives every print that a venue states under the id of another one, when it is
  ///   first received
  public PrintStore(Database database, Consumer<String> warn) {
    this.database = database;
    this.warn = warn;
  }

  /// A stored print.
  public record Row(long id, String provider, Print print) {}

  /// The result of saving a print: its stored row, and whether it is new.
  public record SavedPrint(Row row, boolean created) {}

  /// The result of saving many prints; the three counts add up to them.
  ///
  /// @param duplicates prints that are stored with the same values
  /// @param conflicts prints that have the id of a stored print and other values; they are stored
  ///   apart
  public record SavedPrints(int inserted, int duplicates, List<PrintConflict> conflicts) {}

  /// Returns how many new conflicts this process has found.
  public long conflicts() {
    return conflicts.sum();
  }

  /// One page and the total number of prints.
  ///
  /// @param total of the whole filter
  public record Page(List<Row> rows, long total) {}

  /// The filter of a page; a null component does not filter. Both times are inclusive.
  public record Filter(@Nullable String symbol, @Nullable Instant from, @Nullable Instant to) {

    private static final String WHERE =
        " where (:symbol::text is null or symbol = :symbol)"
            + " and (:from::timestamptz is null or traded_at >= :from)"
            + " and (:to::timestamptz is null or traded_at <= :to)";

    private <S extends SqlStatement<S>> S bindTo(S statement) {
      return statement
          .bind("symbol", symbol)
          .bind("from", Times.utcOrNull(from))
          .bind("to", Times.utcOrNull(to));
    }
  }

  /// Saves a print; an existing one stays unchanged.
  public SavedPrint save(String provider, Print print) {
    return database.transaction(
        "cannot save a print of " + print.symbol(),
        handle -> {
          boolean created = insert(handle, provider, print) == 1;
          if (created) addCount(handle, print.symbol().joined(), 1);
          return new SavedPrint(find(handle, provider, print), created);
        });
  }

  /// Saves all or none; existing prints stay unchanged. Another print under a known id is stored
  /// apart, as a conflict.
  public SavedPrints saveAll(String provider, List<Print> prints) {
    if (prints.isEmpty()) return new SavedPrints(0, 0, List.of());
    List<PrintConflict> newConflicts = new ArrayList<>();
    SavedPrints saved = saveAll(provider, prints, newConflicts);
    conflicts.add(newConflicts.size());
    newConflicts.forEach(conflict -> warn.accept(provider + " " + conflict));
    return saved;
  }

  private SavedPrints saveAll(
      String provider, List<Print> prints, List<PrintConflict> newConflicts) {
    return database.transaction(
        "cannot save prints of " + prints.getFirst().symbol(),
        handle -> {
          PreparedBatch batch = handle.prepareBatch(INSERT);
          for (Print print : prints) bind(batch, provider, print).add();
          int[] created = batch.execute();
          SortedMap<String, Integer> bySymbol = new TreeMap<>();
          for (int i = 0; i < created.length; i++) {
            bySymbol.merge(prints.get(i).symbol().joined(), created[i], Integer::sum);
          }
          bySymbol.forEach((symbol, count) -> addCount(handle, symbol, count));
          int inserted = Arrays.stream(created).sum();
          if (inserted == prints.size()) return new SavedPrints(inserted, 0, List.of());
          List<PrintConflict> found =
              PrintConflicts.find(
                  findStored(handle, provider, prints), alreadyStored(prints, created));
          newConflicts.addAll(PrintConflicts.save(handle, provider, found));
          return new SavedPrints(inserted, prints.size() - inserted - found.size(), found);
        });
  }

  private static List<Print> alreadyStored(List<Print> prints, int[] created) {
    return IntStream.range(0, created.length)
        .filter(i -> created[i] == 0)
        .mapToObj(prints::get)
        .toList();
  }

  /// Returns the stored prints of a venue that have the ids of these.
  private static List<Print> findStored(Handle handle, String provider, List<Print> prints) {
    return handle
        .createQuery(
            "select "
                + COLUMNS
                + " from market_print where provider = :provider and symbol = any(:symbols)"
                + " and trade_id = any(:ids)")
        .bind("provider", provider)
        .bindArray(
            "symbols",
            String.class,
            prints.stream().map(p -> p.symbol().joined()).distinct().toArray())
        .bindArray(
            "ids",
            String.class,
            prints.stream().map(Print::tradeId).filter(Objects::nonNull).toArray())
        .map(MAPPER)
        .map(Row::print)
        .list();
  }

  /// Returns the print of the highest number among those stored since the feed was added; empty
  /// when there is none. Numbers rise with time, so only the newest prints are read.
  public Optional<Print> findLast(PrintFeedStore.PrintFeed feed) {
    return database.read(
        "cannot look up the last print of " + feed.symbol(),
        handle ->
            handle
                .createQuery(
                    "select newest.* from (select "
                        + COLUMNS
                        + ", created_at from market_print where symbol = :symbol"
                        + " and provider = :provider and trade_id is not null"
                        + " order by traded_at desc, print_id desc limit 1000) newest"
                        + " join print_feed f using (provider, base, quote)"
                        + " where newest.created_at >= f.created_at")
                .bind("symbol", feed.symbol().joined())
                .bind("provider", feed.provider())
                .map(MAPPER)
                .stream()
                .map(Row::print)
                .filter(print -> print.symbol().equals(feed.symbol()))
                .filter(print -> print.number().isPresent())
                .max(Comparator.comparingLong(print -> print.number().orElseThrow())));
  }

  /// Returns the markets of venues of which any print is stored.
  public List<PrintFeedStore.PrintFeed> findMarkets() {
    return database.read(
        "cannot list the markets of the prints",
        handle -> handle.createQuery(MARKETS).map(PrintFeedStore.MAPPER).list());
  }

  private static int insert(Handle handle, String provider, Print print) {
    return bind(handle.createUpdate(INSERT), provider, print).execute();
  }

  static <S extends SqlStatement<S>> S bind(S statement, String provider, Print print) {
    return statement
        .bind("provider", provider)
        .bind("base", print.symbol().base())
        .bind("quote", print.symbol().quote())
        .bind("trade_id", print.tradeId())
        .bind("price", print.price())
        .bind("qty", print.qty())
        .bind("taker", print.taker() == null ? null : print.taker().name())
        .bind("time", Times.utc(print.time()));
  }

  private static void addCount(Handle handle, String symbol, int more) {
    handle
        .createUpdate(
            "insert into market_print_count as c (symbol, prints) values (:symbol, :more)"
                + " on conflict (symbol) do update set prints = c.prints + :more")
        .bind("symbol", symbol)
        .bind("more", more)
        .execute();
  }

  private static Row find(Handle handle, String provider, Print print) {
    String key =
        print.tradeId() == null
            ? "trade_id is null and traded_at = :time"
            : "trade_id = :trade_id and provider = :provider";
    return handle
        .createQuery("select " + COLUMNS + " from market_print where symbol = :symbol and " + key)
        .bind("symbol", print.symbol().joined())
        .bind("time", Times.utc(print.time()))
        .bind("trade_id", print.tradeId())
        .bind("provider", provider)
        .map(MAPPER)
        .one();
  }

  private static Print.@Nullable Side parseSide(@Nullable String text) {
    return text == null ? null : Print.Side.valueOf(text);
  }

  /// Returns a page, newest first.
  public Page page(Filter filter, int limit, long offset) {
    return database.read(
        "cannot list prints",
        handle ->
            new Page(
                filter
                    .bindTo(
                        handle.createQuery(
                            "select "
                                + COLUMNS
                                + " from market_print"
                                + Filter.WHERE
                                + " order by traded_at desc, print_id desc"
                                + " limit :limit offset :offset"))
                    .bind("limit", limit)
                    .bind("offset", offset)
                    .map(MAPPER)
                    .list(),
                total(handle, filter)));
  }

  private static long total(Handle handle, Filter filter) {
    String sql =
        filter.from() == null && filter.to() == null
            ? "select coalesce(sum(prints), 0) from market_print_count"
                + " where :symbol::text is null or symbol = :symbol"
            : "select count(*) from market_print" + Filter.WHERE;
    return filter.bindTo(handle.createQuery(sql)).mapTo(Long.class).one();
  }
}
