package dev.candlewick.api.market;

import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.http.ValuesOf;
import dev.candlewick.api.http.WholeNumber;
import dev.candlewick.market.QuotedText;
import dev.candlewick.overview.MarketQuery.Scope;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/// The query of a list of markets, as text.
public final class MarketParameters {
  static final int MAX_LIMIT = 200;
  private static final long MAX_OFFSET = Long.MAX_VALUE / 4;

  @RestQuery
  @ValuesOf(Scope.class)
  @Parameter(
      description =
          "Of followed series, of the caller's watch list, or of instruments the account holds; all"
              + " by default",
      example = "all")
  @Nullable String scope;

  @RestQuery
  @Parameter(
      description =
          "Exactly these markets in this order, instead of a scope; repeated or separated by commas,"
              + " at most 200",
      example = "BTCUSDT@binance")
  @Nullable List<String> market;

  @RestQuery
  @WholeNumber(min = 1, max = MAX_LIMIT, defaultValue = MAX_LIMIT)
  @Parameter(description = "Most rows of the response", example = "200")
  @Nullable String limit;

  @RestQuery
  @WholeNumber(min = 0, max = MAX_OFFSET, defaultValue = 0)
  @Parameter(description = "Rows to skip", example = "0")
  @Nullable String offset;

  /// The parameters as values.
  record Selection(Scope scope, List<String> markets, int limit, long offset) {}

  /// @throws dev.candlewick.api.http.ApiException with all faults
  Selection read() {
    FieldReader reader = new FieldReader();
    Selection selection =
        new Selection(
            readScope(reader),
            readMarkets(reader),
            (int) reader.integer("query.limit", limit, MAX_LIMIT, 1, MAX_LIMIT),
            reader.integer("query.offset", offset, 0, 0, MAX_OFFSET));
    reader.check();
    return selection;
  }

  private Scope readScope(FieldReader reader) {
    if (scope == null) return Scope.ALL;
    for (Scope one : Scope.values()) {
      if (one.toString().equals(scope)) return one;
    }
    reader.add(
        "query.scope",
        "must be one of "
            + String.join(", ", Arrays.stream(Scope.values()).map(Scope::toString).toList())
            + "; got "
            + QuotedText.of(scope));
    return Scope.ALL;
  }

  private List<String> readMarkets(FieldReader reader) {
    if (market == null) return List.of();
    List<String> names =
        market.stream()
            .flatMap(text -> Arrays.stream(text.split(",", -1)))
            .map(String::strip)
            .filter(name -> !name.isEmpty())
            .distinct()
            .toList();
    if (names.size() > MAX_LIMIT) {
      reader.add("query.market", "must name at most " + MAX_LIMIT + " markets");
    }
    return names;
  }
}
