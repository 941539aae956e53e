package dev.candlewick.api.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.api.chart.MarketChartApi;
import dev.candlewick.api.http.ApiException.FieldError;
import dev.candlewick.api.http.FieldReader;
import dev.candlewick.api.market.CandleApi;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Proves that the names of an operation's query are those it declares, and which one an unknown
/// name is taken for.
class QueryNamesTest {
  private static Set<String> of(Class<?> resource, String operation) {
    Method method =
        Arrays.stream(resource.getDeclaredMethods())
            .filter(one -> one.getName().equals(operation))
            .findFirst()
            .orElseThrow();
    return QueryNames.of(method);
  }

  @Test
  void namesAreThoseOfTheMethodAndItsParameterClasses() {
    assertThat(of(CandleApi.class, "list"))
        .containsExactlyInAnyOrder(
            "symbol", "interval", "from", "to", "limit", "offset", "order", "provider");
    assertThat(of(CandleApi.class, "fetch"))
        .containsExactlyInAnyOrder("interval", "start_date", "end_date", "max_candles", "provider");
    assertThat(of(CandleApi.class, "post")).isEmpty();
    assertThat(of(MarketChartApi.class, "plot"))
        .contains("days", "window_size", "normalize_base", "format", "width", "theme")
        .doesNotContain("symbol", "If-None-Match", "ifNoneMatch");
    assertThat(of(MarketChartApi.class, "points")).contains("symbol", "currency", "days");
  }

  @ParameterizedTest
  @CsvSource({
    "start, 'symbol,from,to,order', from",
    "startTime, 'symbol,from_date,to_date', from_date",
    "END, 'from,to', to",
    "page_size, 'limit,page', limit",
    "limt, 'limit,page', limit",
    "intervall, 'symbol,interval', interval",
    "vs_currency, 'symbol,currency', currency",
    "exchange, 'symbol,provider', provider",
    "window, 'days,window_size,volatility_window', window_size",
    "volatility, 'days,window_size,volatility_window', volatility_window"
  })
  void aNameIsTakenForTheOneThatMeansTheSameOrIsSpeltMostLikeIt(
      String name, String known, String nearest) {
    Set<String> names = new LinkedHashSet<>(List.of(known.split(",", -1)));
    assertThat(QueryNames.nearest(name, names)).contains(nearest);
  }

  @Test
  void aNameThatResemblesNoOtherHasNoNearest() {
    assertThat(QueryNames.nearest("colour", Set.of("symbol", "limit"))).isEmpty();
    assertThat(QueryNames.nearest("", Set.of("symbol"))).isEmpty();
    assertThat(QueryNames.nearest("x".repeat(9000), Set.of("symbol"))).isEmpty();
  }

  @Test
  void everyUnknownNameIsAFaultOnceAndNamesWhatIsKnown() {
    FieldReader faults = QueryNames.validate("limit=1&a=1&&a=2&b%20c&%zz=3", Set.of("limit"));
    assertThat(faults.toException().fields())
        .extracting(FieldError::field)
        .containsExactly("query.a", "query.b c", "query.%zz");
    assertThat(faults.toException().fields())
        .extracting(FieldError::message)
        .isNotEmpty()
        .allMatch(message -> message.endsWith("This request takes limit"));
    assertThat(QueryNames.validate(null, Set.of()).hasErrors()).isFalse();
    assertThat(QueryNames.validate("limit=x&limit=y", Set.of("limit")).hasErrors()).isFalse();
  }

  @Test
  void everyListOfSynonymsHasAParameterOfTheApi() throws IOException {
    JsonNode document = new ObjectMapper().readTree(Path.of("../docs/openapi.json").toFile());
    Set<String> names =
        document.findParents("in").stream()
            .map(parameter -> parameter.path("name").asText())
            .collect(Collectors.toSet());
    assertThat(QueryNames.SYNONYMS)
        .isNotEmpty()
        .allSatisfy(synonyms -> assertThat(synonyms).containsAnyElementsOf(names));
  }
}
