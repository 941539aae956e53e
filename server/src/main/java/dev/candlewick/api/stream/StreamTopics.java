package dev.candlewick.api.stream;

import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ApiException.FieldError;
import dev.candlewick.api.http.Candidate;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.market.Symbols;
import dev.candlewick.market.Interval;
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

/// What the texts of topics mean: `ticks:BTC`, `ticks:*`, `candles:1m:BTCUSDT`, `prints:BTCUSDT`,
/// `last:BTCUSDT@binance`, `portfolio`, `trades`. Candles there are of series that are followed,
/// prints of symbols whose prints are kept, last prices of both.
final class StreamTopics {
  static final String PORTFOLIO = "portfolio";
  static final String TRADES = "trades";

  private static final Pattern FORM =
      Pattern.compile(
          "(ticks|candles|prints|last):(?:([0-9]+[A-Za-z]):)?((?:id:)?[^:@]+)(?:@([a-z]+))?");
  private static final int MAX_NAMED = 10;

  private final Symbols symbols;
  private final SeriesStore series;
  private final PrintFeedStore prints;
  private final List<String> venueOrder;

  StreamTopics(Symbols symbols, StreamSources sources) {
    this.symbols = symbols;
    this.series = sources.series();
    this.prints = sources.prints();
    this.venueOrder = sources.venueOrder();
  }

  /// What is told by feeds now.
  private record ActiveFeeds(List<Series> followed, List<PrintFeed> prints) {}

  /// What somebody asks for, all of it or none.
  ///
  /// @param field where the texts stand: `topics`
  /// @throws ApiException naming each text that means nothing
  Set<Topic> parse(List<String> texts, String field, StreamSubscriber subscriber) {
    List<FieldError> errors = new ArrayList<>();
    List<Candidate> candidates = new ArrayList<>();
    Set<Topic> topics = new LinkedHashSet<>();
    ActiveFeeds live = new ActiveFeeds(series.findFollowed(), prints.findAll());
    for (int i = 0; i < texts.size(); i++) {
      try {
        topics.add(parseOne(texts.get(i).strip(), live, subscriber));
      } catch (ApiException e) {
        errors.add(new FieldError(field + "[" + i + "]", String.valueOf(e.getMessage())));
        candidates.addAll(e.candidates());
      }
    }
    if (!errors.isEmpty()) throw ApiException.validation(errors, candidates);
    return topics;
  }

  private Topic parseOne(String text, ActiveFeeds live, StreamSubscriber subscriber) {
    if (text.equals(PORTFOLIO))
      return accountTopic(subscriber, Figures.PORTFOLIO, subscriber.hasPortfolio());
    if (text.equals(TRADES))
      return accountTopic(subscriber, Figures.TRADES, subscriber.hasTrades());
    Matcher form = FORM.matcher(text);
    if (!form.matches() || (form.group(2) != null) != form.group(1).equals("candles")) {
      throw invalid(
          "must be like ticks:BTC, ticks:*, candles:1m:BTCUSDT, prints:BTCUSDT@binance,"
              + " last:BTCUSDT, portfolio or trades; got "
              + FieldReader.quoted(text));
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

  private static Topic accountTopic(StreamSubscriber subscriber, Figures figures, boolean allowed) {
    Topic.Account topic = new Topic.Account(subscriber.caller().accountId(), figures);
    if (!allowed) throw invalid("needs credentials with the scope read");
    return topic;
  }

  private Topic ticks(String symbol, @Nullable String venue) {
    if (venue != null) throw invalid("ticks come from the venue that is polled; name none");
    return symbol.equals("*")
        ? new Topic.AllTicks()
        : new Topic.Ticks(symbols.instrument(symbol).id());
  }

  private Topic candles(String code, String name, @Nullable String venue, ActiveFeeds live) {
    Interval interval =
        Interval.parse(code)
            .orElseThrow(() -> invalid("has no interval " + FieldReader.quoted(code)));
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

  /// Venues nobody ranked come last; a made-up market among them.
  private int rank(String venue) {
    int place = venueOrder.indexOf(venue);
    return place < 0 ? venueOrder.size() : place;
  }

  private static ApiException notAvailable(String message, Stream<String> available) {
    String names = available.limit(MAX_NAMED).collect(Collectors.joining(", "));
    return invalid(message + (names.isEmpty() ? "none" : names));
  }

  private static ApiException invalid(String message) {
    return new ApiException(ErrorCode.VALIDATION_ERROR, message);
  }

  /// Texts with commas between, as they stand in a query.
  static List<String> split(List<String> values) {
    return values.stream()
        .flatMap(value -> Stream.of(value.split(",")))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .toList();
  }
}
