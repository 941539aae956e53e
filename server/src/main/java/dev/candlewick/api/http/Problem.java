package dev.candlewick.api.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.api.http.ApiException.FieldError;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// An error response: the members of RFC 9457 and ours.
///
/// @param type always `about:blank`
/// @param title the phrase of the status
/// @param detail what is wrong with this request
@Schema(description = "An error. `error.code` is for programs, `detail` for people.")
public record Problem(String type, String title, int status, String detail, ProblemError error) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /// The part for programs.
  ///
  /// @param message the same text as `detail`
  public record ProblemError(ErrorCode code, String message, ProblemDetails details) {}

  /// What belongs to some codes only; empty for all others.
  ///
  /// @param errors all fields that are wrong
  /// @param candidates the instruments that share a name
  public record ProblemDetails(
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Candidate> candidates) {}

  public static Problem of(ApiException e) {
    ErrorCode code = e.code();
    String message = String.valueOf(e.getMessage());
    return new Problem(
        "about:blank",
        title(code.status()),
        code.status(),
        message,
        new ProblemError(code, message, new ProblemDetails(e.fields(), e.candidates())));
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
      throw new IllegalStateException("a problem that cannot be written as JSON", defect);
    }
  }

  private static String title(int status) {
    return status == 422
        ? "Unprocessable Content"
        : Response.Status.fromStatusCode(status).getReasonPhrase();
  }
}
