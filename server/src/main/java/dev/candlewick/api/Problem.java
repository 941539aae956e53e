package dev.candlewick.api;

import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An error as the caller sees it: RFC 9457's members and ours.
///
/// @param error our code, with all wrong fields in `details.errors`
public record Problem(String type, String title, int status, String detail, Details error) {
  static final String MEDIA_TYPE = "application/problem+json";

  /// The machine-readable part.
  public record Details(String code, String message, Map<String, Object> details) {}

  static Problem of(ErrorCode code, String message, List<ApiException.FieldError> fields) {
    Map<String, Object> details = new LinkedHashMap<>();
    if (!fields.isEmpty()) details.put("errors", fields);
    return new Problem(
        "about:blank",
        title(code.status()),
        code.status(),
        message,
        new Details(code.name(), message, details));
  }

  static Response response(ApiException e) {
    Response.ResponseBuilder response =
        Response.status(e.code().status())
            .type(MEDIA_TYPE)
            .entity(of(e.code(), String.valueOf(e.getMessage()), e.fields()));
    e.headers().forEach(response::header);
    return response.build();
  }

  private static String title(int status) {
    return status == 422
        ? "Unprocessable Content"
        : Response.Status.fromStatusCode(status).getReasonPhrase();
  }
}
