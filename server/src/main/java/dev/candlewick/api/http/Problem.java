package dev.candlewick.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;

/// An error as the caller sees it: RFC 9457's members and ours.
///
/// @param error our code, with all wrong fields in `details.errors` and, for a name that several
///   instruments have, these in `details.candidates`
public record Problem(String type, String title, int status, String detail, Details error) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /// The machine-readable part.
  public record Details(String code, String message, Map<String, Object> details) {}

  public static Problem of(ApiException e) {
    ErrorCode code = e.code();
    String message = String.valueOf(e.getMessage());
    Map<String, Object> details = new LinkedHashMap<>();
    if (!e.fields().isEmpty()) details.put("errors", e.fields());
    if (!e.candidates().isEmpty()) details.put("candidates", e.candidates());
    return new Problem(
        "about:blank",
        title(code.status()),
        code.status(),
        message,
        new Details(code.name(), message, details));
  }

  public static Response response(ApiException e) {
    Response.ResponseBuilder response =
        Response.status(e.code().status()).type(MEDIA_TYPE).entity(of(e));
    e.headers().forEach(response::header);
    return response.build();
  }

  /// Ends a response outside of JAX-RS.
  public static void send(HttpServerResponse response, ApiException e, ObjectMapper json) {
    Problem problem = of(e);
    e.headers().forEach(response::putHeader);
    try {
      response
          .setStatusCode(problem.status())
          .putHeader("Content-Type", MEDIA_TYPE)
          .end(json.writeValueAsString(problem));
    } catch (JsonProcessingException defect) {
      throw new IllegalStateException("a problem that is no JSON", defect);
    }
  }

  private static String title(int status) {
    return status == 422
        ? "Unprocessable Content"
        : Response.Status.fromStatusCode(status).getReasonPhrase();
  }
}
