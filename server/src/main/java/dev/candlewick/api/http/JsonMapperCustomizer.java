package dev.candlewick.api.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.candlewick.market.Decimals;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;

/// How responses are written as JSON: names in snake case, times in UTC, decimals exact and without
/// an exponent, enumerations by `toString()`.
@Singleton
public final class JsonMapperCustomizer implements ObjectMapperCustomizer {
  @Override
  public void customize(ObjectMapper mapper) {
    mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    mapper.enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING);
    SimpleModule module = new SimpleModule("candlewick");
    module.addSerializer(BigDecimal.class, new PlainNumber());
    module.addSerializer(Instant.class, new UtcTime());
    mapper.registerModule(module);
  }

  private static final class PlainNumber extends JsonSerializer<BigDecimal> {
    @Override
    public void serialize(BigDecimal value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeNumber(Decimals.plain(value));
    }
  }

  private static final class UtcTime extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(value.toString());
    }
  }
}
