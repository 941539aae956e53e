package dev.candlewick.api.http;

import dev.candlewick.api.http.ApiException.FieldError;
import dev.candlewick.catalog.NameException;
import dev.candlewick.market.Decimals;
import dev.candlewick.market.Interval;
import dev.candlewick.market.QuotedText;
import dev.candlewick.market.TimeText;
import dev.candlewick.provider.CandleProvider;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the fields of one request and collects every fault, so that one response names all of
/// them. A method that reads a field returns null for one that is absent or wrong; `check` throws
/// when any was wrong.
public final class FieldReader {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");
  private static final Pattern BARE_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

  private final List<FieldError> errors = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<JsonBody> bodies = new ArrayList<>();

  public void add(String field, String message) {
    errors.add(new FieldError(field, message));
  }

  /// Adds a fault for a name that several instruments have.
  public void addAmbiguous(String field, String message, List<Candidate> matches) {
    add(field, message);
    candidates.addAll(matches);
  }

  public void addAll(FieldReader more) {
    errors.addAll(more.errors);
    candidates.addAll(more.candidates);
  }

  public boolean hasErrors() {
    return !errors.isEmpty();
  }

  /// Throws the faults; without one, checks that every field of the bodies has been read.
  public void check() {
    if (hasErrors()) throw toException();
    bodies.forEach(JsonBody::requireAllRead);
  }

  void expectAllRead(JsonBody body) {
    bodies.add(body);
  }

  /// All faults as one exception.
  public ApiException toException() {
    return ApiException.validation(errors, candidates);
  }

  /// Throws as `check` does, for a request that is refused with 400 instead of 422.
  public void checkParameters() {
    if (hasErrors()) throw ApiException.invalidParameters(errors);
  }

  public <T> @Nullable T require(String field, @Nullable T value, @Nullable String text) {
    if (value == null && text == null) add(field, "is required");
    return value;
  }

  /// A required field that names an instrument or a market; null after an error.
  ///
  /// @param resolver gives the name its meaning
  public <T> @Nullable T resolve(
      String field, @Nullable String text, Function<String, T> resolver) {
    if (text == null) {
      add(field, "is required");
      return null;
    }
    try {
      return resolver.apply(text);
    } catch (NameException e) {
      addAmbiguous(field, e.fieldMessage(), Candidate.of(e.candidates()));
      return null;
    }
  }

  public @Nullable Interval interval(String field, @Nullable String text) {
    if (text == null) return null;
    Optional<Interval> interval = Interval.parse(text);
    if (interval.isEmpty()) {
      add(
          field,
          "must be one of " + String.join(", ", Interval.codes()) + "; got " + QuotedText.of(text));
    }
    return interval.orElse(null);
  }

  /// Adds a fault when the venue does not offer the interval.
  public void requireOffered(String field, CandleProvider provider, Interval interval) {
    if (provider.intervals().contains(interval)) return;
    add(
        field,
        "must be one that %s offers: %s; got %s"
            .formatted(
                provider.name(),
                provider.intervals().stream().map(Interval::code).collect(Collectors.joining(", ")),
                QuotedText.of(interval.code())));
  }

  public @Nullable Instant time(String field, @Nullable String text) {
    if (text == null) return null;
    Optional<Instant> time = TimeText.parse(text).filter(FieldReader::isStorable);
    if (time.isEmpty()) {
      add(
          field,
          "must be a date or a time like 2025-01-10 or 2025-01-10T12:00:00Z, or whole seconds or"
              + " milliseconds since 1970; got "
              + QuotedText.of(text));
    }
    return time.orElse(null);
  }

  /// A time zone by its IANA name, or an offset.
  public ZoneId zone(String field, @Nullable String text, ZoneId otherwise) {
    if (text == null) return otherwise;
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      add(field, "must be a time zone like Europe/Berlin; got " + QuotedText.of(text));
      return otherwise;
    }
  }

  /// Whether PostgreSQL can store a time, and the day after it.
  private static boolean isStorable(Instant time) {
    return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
  }

  /// The end of a range that is inclusive: a bare date includes its whole day.
  public @Nullable Instant inclusiveEnd(String field, @Nullable String text) {
    Instant time = time(field, text);
    boolean day = text != null && BARE_DATE.matcher(text.strip()).matches();
    return time != null && day ? time.plus(1, ChronoUnit.DAYS).minus(1, ChronoUnit.MICROS) : time;
  }

  /// A whole number within bounds; the default when it is absent or wrong.
  public long integer(String field, @Nullable String text, long defaultValue, long min, long max) {
    if (text == null) return defaultValue;
    try {
      long value = Long.parseLong(text.strip());
      if (value >= min && value <= max) return value;
    } catch (NumberFormatException e) {
      add(field, "must be a whole number; got " + QuotedText.of(text));
      return defaultValue;
    }
    String bounds = max >= Integer.MAX_VALUE ? "at least " + min : "from " + min + " to " + max;
    add(field, "must be " + bounds + "; got " + QuotedText.of(text));
    return defaultValue;
  }

  @Nullable BigDecimal decimal(String field, @Nullable String text) {
    if (text == null) return null;
    try {
      return Decimals.parse(text.strip());
    } catch (NumberFormatException e) {
      add(field, "must be a decimal number: " + e.getMessage());
      return null;
    }
  }

  public void requireOrdered(String fromField, @Nullable Instant from, @Nullable Instant to) {
    if (from != null && to != null && from.isAfter(to)) {
      add(fromField, "is after the end of the range: " + from + " > " + to);
    }
  }

  /// An empty parameter counts as absent.
  public static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text.strip();
  }
}
