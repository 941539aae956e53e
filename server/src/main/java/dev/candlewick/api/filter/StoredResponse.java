package dev.candlewick.api.filter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The response of an operation as it is stored: its status, the headers the operation has set, and
/// its body as bytes.
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record StoredResponse(int status, Map<String, List<String>> headers, byte @Nullable [] body) {
  private static final MediaType JSON = MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8");
  private static final int NO_CONTENT = 204;

  /// Writes and reads stored responses, and their bodies as they are sent.
  static final class Codec {
    private final ObjectMapper json;

    Codec(ObjectMapper json) {
      this.json = json;
    }

    byte[] write(Object value) {
      try {
        return json.writeValueAsBytes(value);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }

    StoredResponse read(byte[] bytes) {
      try {
        return json.readValue(bytes, StoredResponse.class);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /// The response to an operation's result: a response, a body, or nothing.
  ///
  /// @param status of a body
  static StoredResponse of(@Nullable Object result, int status, Codec codec) {
    if (result == null) return new StoredResponse(NO_CONTENT, Map.of(), null);
    if (!(result instanceof Response response)) {
      return new StoredResponse(status, Map.of(), codec.write(result));
    }
    Map<String, List<String>> headers = new TreeMap<>(response.getStringHeaders());
    Object entity = response.getEntity();
    return new StoredResponse(
        response.getStatus(), headers, entity == null ? null : codec.write(entity));
  }

  /// The same as a response with `Idempotency-Replayed`.
  Response response() {
    Response.ResponseBuilder response =
        Response.status(status).header(IdempotentWrites.REPLAYED, "true");
    headers.forEach((name, values) -> values.forEach(value -> response.header(name, value)));
    if (body == null) return response.build();
    if (!headers.containsKey(HttpHeaders.CONTENT_TYPE)) response.type(JSON);
    return response.entity(body).build();
  }
}
