package dev.candlewick.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The fields that an operation reads are the components of the record that describes its body.
class JsonBodyTest {
  private record Lot(String symbol, BigDecimal buyPrice, @Nullable Instant openTime) {}

  private record Stored(long id) {}

  private final FieldReader reader = new FieldReader();

  private static JsonBody body(String json) {
    return JsonBody.read(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void componentsAreReadByTheirNamesInSnakeCase() {
    JsonBody body = body("{'symbol':'BTC','buy_price':1.50}");
    body.checkFields(reader, Lot.class);
    assertThat(body.string(reader, "symbol")).isEqualTo("BTC");
    assertThat(body.decimal(reader, "buy_price", true)).isEqualTo(new BigDecimal("1.5"));
    assertThat(body.optionalTime(reader, "open_time")).isNull();
    reader.check();
  }

  @Test
  void aFieldThatIsNoComponentIsAFaultOfTheRequest() {
    body("{'buyPrice':1,'id':1}").checkFields(reader, Lot.class);
    assertThatExceptionOfType(ApiException.class)
        .isThrownBy(reader::check)
        .satisfies(refusal ->
            assertThat(refusal.fields())
                .extracting(ApiException.FieldError::field)
                .containsExactly("body.buyPrice", "body.id"));
  }

  @Test
  void aFieldOfAnIgnoredRecordIsNone() {
    JsonBody body = body("{'id':1}");
    body.checkFields(reader, Lot.class, Stored.class);
    assertThat(reader.hasErrors()).isFalse();
  }

  @Test
  void readingAFieldThatIsNoComponentIsADefect() {
    JsonBody body = body("{}");
    body.checkFields(reader, Lot.class);
    assertThatIllegalStateException()
        .isThrownBy(() -> body.string(reader, "ticker"))
        .withMessage("ticker is not a field of Lot");
  }

  @Test
  void acceptingARequestWithoutReadingEveryComponentIsADefect() {
    JsonBody body = body("{'symbol':'BTC'}");
    body.checkFields(reader, Lot.class);
    var _ = body.string(reader, "symbol");
    assertThatIllegalStateException()
        .isThrownBy(reader::check)
        .withMessage("[buy_price, open_time] of Lot were not read");
  }
}
