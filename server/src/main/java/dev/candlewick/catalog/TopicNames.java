package dev.candlewick.catalog;

import dev.candlewick.market.Instrument;
import dev.candlewick.market.Interval;
import dev.candlewick.market.QuotedText;
import dev.candlewick.market.Series;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.candle.SeriesStore;
import dev.candlewick.store.price.PrintFeedStore;
import dev.candlewick.store.price.PrintFeedStore.PrintFeed;
import dev.candlewick.stream.Topic;
import dev.candlewick.stream.Topic.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The topics that texts name: `ticks:BTC`, `ticks:*`, `candles:1m:BTCUSDT`, `prints:BTCUSDT`,
/// `last:BTCUSDT@binance`, `portfolio`, `trades`. Followed series have candles, symbols whose
/// prints are kept have prints, and both have last prices.
public final class TopicNames {
  public static final String PORTFOLIO = "portfolio";
  public static final String TRADES = "trades";

  private static final Pattern FORM =
      Pattern.compile(
          "(ticks|candles|prints|last):(?:([0-9]+[A-Za-z]):)?((?:id:)?[^:@]+)(?:@([a-z]+))?");
  private static final int MAX_NAMED = 10;

  private final Symbols symbols;
  private final SeriesStore series;
  private final PrintFeedStore prints;
  private final List<String> venueOrder;

  /// The topics of the series and prints of these stores.
  ///
  /// @param venueOrder the venues by preference, where a text names none
  public TopicNames(
      Symbols symbols, SeriesStore series, PrintFeedStore prints, List<String> venueOrder) {
    this.symbols = symbols;
    this.series = series;
    this.prints = prints;
    this.venueOrder = List.copyOf(venueOrder);
  }

  /// What the feeds carry now.
  private record ActiveFeeds(List<Series> followed, List<PrintFeed> prints) {}

  /// The rights of a subscriber to the figures of an account.
  public record Rights(long accountId, boolean portfolio, boolean trades) {}

  /// The topics of some texts, all of them or none.
  ///
  /// @throws TopicException with the fault of each text that names no topic
  public Set<Topic> parse(List<String> texts, Rights rights) {
    List<TopicException.Fault> faults = new ArrayList<>();
    List<Instrument> candidates = new ArrayList<>();
    Set<Topic> topics = new LinkedHashSet<>();
    ActiveFeeds live = new ActiveFeeds(series.findFollowed(), prints.findAll());
    for (int i = 0; i < texts.size(); i++) {
      try {
        topics.add(parseOne(texts.get(i).strip(), live, rights));
      } catch (NameException e) {
        faults.add(new TopicException.Fault(i, String.valueOf(e.getMessage())));
        candidates.addAll(e.candidates());
      }
    }
    if (!faults.isEmpty()) throw new TopicException(faults, candidates);
    return topics;
  }

  private Topic parseOne(String text, ActiveFeeds live, Rights rights) {
    if (text.equals(PORTFOLIO)) return accountTopic(rights, Figures.PORTFOLIO, rights.portfolio());
    if (text.equals(TRADES)) return accountTopic(rights, Figures.TRADES, rights.trades());
    Matcher form = FORM.matcher(text);
    if (!form.matches() || (form.group(2) != null) != form.group(1).equals("candles")) {
      throw invalid(
          "must be like ticks:BTC, ticks:*, candles:1m:BTCUSDT, prints:BTCUSDT@binance,"
              + " last:BTCUSDT, portfolio or trades; got "
              + QuotedText.of(text));
    }
    String symbol = form.group(3);
    String venue = form.group(4);
    return switch (form.group(1)) {
      case "ticks" -> ticks(symbol, venue);
      case "candles" -> candles(form.group(2), symbol, venue, live);
      case "prints" -> prints(symbol, venue, live);
      default -> last(symbol, venue, live);
    };
  }

  private static Topic accountTopic(Rights rights, Figures figures, boolean allowed) {
    if (!allowed) throw invalid("needs credentials with the scope read");
    return new Topic.Account(rights.accountId(), figures);
  }

  private Topic ticks(String symbol, @Nullable String venue) {
    if (venue != null) throw invalid("ticks come from the venue that is polled; name none");
    return symbol.equals("*")
        ? new Topic.AllTicks()
        : new Topic.Ticks(symbols.instrument(symbol).id());
  }

  private Topic candles(String code, String name, @Nullable String venue, ActiveFeeds live) {
    Interval interval =
        Interval.parse(code).orElseThrow(() -> invalid("has no interval " + QuotedText.of(code)));
    List<Series> meant =
        followed(live, name).stream().filter(one -> one.interval() == interval).toList();
    String at = chooseVenue(meant.stream().map(Series::provider).toList(), venue);
    if (at == null) throw notAvailable("is not followed; followed are ", followed(live));
    return new Topic.Candles(at, symbolAt(meant.stream(), at), interval);
  }

  private List<Series> followed(ActiveFeeds live, String name) {
    return live.followed().stream()
        .filter(one -> symbols.means(name, one.provider(), one.symbol()))
        .toList();
  }

  private static Symbol symbolAt(Stream<Series> meant, String venue) {
    return meant
        .filter(one -> one.provider().equals(venue))
        .map(Series::symbol)
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> followed(ActiveFeeds live) {
    return live.followed().stream()
        .map(one -> new Topic.Candles(one.provider(), one.symbol(), one.interval()).text());
  }

  private Topic prints(String name, @Nullable String venue, ActiveFeeds live) {
    List<PrintFeed> meant = printFeeds(live, name);
    String at = chooseVenue(meant.stream().map(PrintFeed::provider).toList(), venue);
    if (at == null) {
      throw notAvailable(
          "has no feed of prints; there are ",
          live.prints().stream().map(one -> new Topic.Prints(one.provider(), one.symbol()).text()));
    }
    return new Topic.Prints(at, symbolOf(meant.stream(), at));
  }

  private List<PrintFeed> printFeeds(ActiveFeeds live, String name) {
    return live.prints().stream()
        .filter(one -> symbols.means(name, one.provider(), one.symbol()))
        .toList();
  }

  private static Symbol symbolOf(Stream<PrintFeed> meant, String venue) {
    return meant
        .filter(one -> one.provider().equals(venue))
        .map(PrintFeed::symbol)
        .findFirst()
        .orElseThrow();
  }

  private Topic last(String name, @Nullable String venue, ActiveFeeds live) {
    Map<String, Symbol> meant = new LinkedHashMap<>();
    followed(live, name).forEach(one -> meant.putIfAbsent(one.provider(), one.symbol()));
    printFeeds(live, name).forEach(one -> meant.putIfAbsent(one.provider(), one.symbol()));
    String at = chooseVenue(List.copyOf(meant.keySet()), venue);
    if (at == null) throw notAvailable("is not followed; followed are ", followed(live));
    return new Topic.Last(at, Objects.requireNonNull(meant.get(at)));
  }

  private @Nullable String chooseVenue(List<String> venues, @Nullable String named) {
    if (named != null) return venues.contains(named) ? named : null;
    return venues.stream().min(Comparator.comparingInt(this::rank)).orElse(null);
  }

  /// Venues without a rank come last, the simulated one among them.
  private int rank(String venue) {
    int place = venueOrder.indexOf(venue);
    return place < 0 ? venueOrder.size() : place;
  }

  private static NameException notAvailable(String message, Stream<String> available) {
    String names = available.limit(MAX_NAMED).collect(Collectors.joining(", "));
    return invalid(message + (names.isEmpty() ? "none" : names));
  }

  private static NameException invalid(String message) {
    return new NameException(NameException.Kind.MALFORMED, message);
  }
}
