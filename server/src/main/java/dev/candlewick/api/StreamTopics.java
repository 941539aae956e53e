package dev.candlewick.api;

import dev.candlewick.api.ApiException.FieldError;
import dev.candlewick.live.Topic;
import dev.candlewick.live.Topic.Figures;
import dev.candlewick.market.Interval;
import dev.candlewick.market.Symbol;
import dev.candlewick.store.PrintFeedStore;
import dev.candlewick.store.PrintFeedStore.PrintFeed;
import dev.candlewick.store.Series;
import dev.candlewick.store.SeriesStore;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
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
  private static final Pattern FORM =
      Pattern.compile("(ticks|candles|prints|last):(?:([0-9]+[A-Za-z]):)?([^:@]+)(?:@([a-z]+))?");
  private static final int MOST_NAMED = 10;

  private final Symbols symbols;
  private final SeriesStore series;
  private final PrintFeedStore prints;
  private final List<String> order;

  StreamTopics(Symbols symbols, StreamSources sources) {
    this.symbols = symbols;
    this.series = sources.series();
    this.prints = sources.prints();
    this.order = sources.order();
  }

  /// What is told by feeds now.
  private record Live(List<Series> followed, List<PrintFeed> printed) {}

  /// What somebody asks for, all of it or none.
  ///
  /// @param field where the texts stand: `topics`
  /// @throws ApiException naming each text that means nothing
  Set<Topic> of(List<String> texts, String field, StreamGuest guest) {
    List<FieldError> errors = new ArrayList<>();
    Set<Topic> topics = new LinkedHashSet<>();
    Live live = new Live(series.followed(), prints.all());
    for (int i = 0; i < texts.size(); i++) {
      try {
        topics.add(one(texts.get(i).strip(), live, guest));
      } catch (ApiException e) {
        errors.add(new FieldError(field + "[" + i + "]", String.valueOf(e.getMessage())));
      }
    }
    if (!errors.isEmpty()) throw ApiException.validation(errors);
    return topics;
  }

  private Topic one(String text, Live live, StreamGuest guest) {
    if (text.equals("portfolio")) return own(guest, Figures.PORTFOLIO, guest.hasPortfolio());
    if (text.equals("trades")) return own(guest, Figures.TRADES, guest.hasTrades());
    Matcher form = FORM.matcher(text);
    if (!form.matches() || (form.group(2) != null) != form.group(1).equals("candles")) {
      throw wrong(
          "must be like ticks:BTC, ticks:*, candles:1m:BTCUSDT, prints:BTCUSDT@binance,"
              + " last:BTCUSDT, portfolio or trades; got "
              + Faults.shown(text));
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

  private static Topic own(StreamGuest guest, Figures figures, boolean may) {
    Topic.Own topic = new Topic.Own(guest.caller().accountId(), figures);
    if (!may) throw wrong("needs credentials with the scope read");
    return topic;
  }

  private Topic ticks(String symbol, @Nullable String venue) {
    if (venue != null) throw wrong("ticks come from the venue that is polled; name none");
    return symbol.equals("*")
        ? new Topic.AllTicks()
        : new Topic.Ticks(symbols.base(symbol).ticker());
  }

  private Topic candles(String code, String name, @Nullable String venue, Live live) {
    Interval interval =
        Interval.parse(code).orElseThrow(() -> wrong("has no interval " + Faults.shown(code)));
    Symbol symbol = symbols.inPath(name);
    List<String> venues =
        live.followed().stream()
            .filter(
                one -> one.interval() == interval && names(one.provider(), symbol, one.symbol()))
            .map(Series::provider)
            .toList();
    String at = chosen(venues, venue);
    if (at == null) throw nobody("is not followed; followed are ", followed(live));
    return new Topic.Candles(at, Symbols.atVenue(at, symbol), interval);
  }

  private static Stream<String> followed(Live live) {
    return live.followed().stream()
        .map(one -> new Topic.Candles(one.provider(), one.symbol(), one.interval()).text());
  }

  private Topic prints(String name, @Nullable String venue, Live live) {
    Symbol symbol = symbols.inPath(name);
    String at = chosen(printed(live, symbol), venue);
    if (at == null) {
      throw nobody(
          "has no feed of prints; there are ",
          live.printed().stream()
              .map(one -> new Topic.Prints(one.provider(), one.symbol()).text()));
    }
    return new Topic.Prints(at, Symbols.atVenue(at, symbol));
  }

  private static List<String> printed(Live live, Symbol symbol) {
    return live.printed().stream()
        .filter(one -> names(one.provider(), symbol, one.symbol()))
        .map(PrintFeed::provider)
        .toList();
  }

  private Topic last(String name, @Nullable String venue, Live live) {
    Symbol symbol = symbols.inPath(name);
    Stream<String> followed =
        live.followed().stream()
            .filter(one -> names(one.provider(), symbol, one.symbol()))
            .map(Series::provider);
    String at =
        chosen(Stream.concat(followed, printed(live, symbol).stream()).distinct().toList(), venue);
    if (at == null) throw nobody("is not followed; followed are ", followed(live));
    return new Topic.Last(at, Symbols.atVenue(at, symbol));
  }

  private static boolean names(String venue, Symbol asked, Symbol there) {
    return there.equals(Symbols.atVenue(venue, asked));
  }

  private @Nullable String chosen(List<String> venues, @Nullable String named) {
    if (named != null) return venues.contains(named) ? named : null;
    return venues.stream().min(Comparator.comparingInt(this::place)).orElse(null);
  }

  /// Venues nobody ranked come last; a made-up market among them.
  private int place(String venue) {
    int place = order.indexOf(venue);
    return place < 0 ? order.size() : place;
  }

  private static ApiException nobody(String message, Stream<String> there) {
    String names = there.limit(MOST_NAMED).collect(Collectors.joining(", "));
    return wrong(message + (names.isEmpty() ? "none" : names));
  }

  private static ApiException wrong(String message) {
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
