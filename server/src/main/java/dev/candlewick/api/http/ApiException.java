package dev.candlewick.api.http;

import dev.candlewick.catalog.NameException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;

/// A request that is refused or fails, as the client sees it: its code, message and headers.
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final transient List<FieldError> fields;
  private final transient Map<String, String> headers;
  private final transient List<Candidate> candidates;

  /// A field that was wrong.
  ///
  /// @param field where it is: `query.symbol`, `body.price`, `body[3].open_time`
  public record FieldError(String field, String message) {}

  private ApiException(
      ErrorCode code,
      String message,
      List<FieldError> fields,
      Map<String, String> headers,
      List<Candidate> candidates) {
    super(message);
    this.code = code;
    this.fields = List.copyOf(fields);
    this.headers = Map.copyOf(headers);
    this.candidates = List.copyOf(candidates);
  }

  public ApiException(
      ErrorCode code, String message, List<FieldError> fields, Map<String, String> headers) {
    this(code, message, fields, headers, List.of());
  }

  public ApiException(ErrorCode code, String message) {
    this(code, message, List.of(), Map.of());
  }

  /// A refusal that names all wrong fields.
  public static ApiException validation(List<FieldError> fields) {
    return of(ErrorCode.VALIDATION_ERROR, fields);
  }

  /// The same with the instruments that one of the fields may mean.
  public static ApiException validation(List<FieldError> fields, List<Candidate> candidates) {
    ApiException plain = validation(fields);
    return new ApiException(
        plain.code, String.valueOf(plain.getMessage()), fields, Map.of(), candidates);
  }

  /// A refusal of a name that several instruments have.
  public static ApiException ambiguous(String message, List<Candidate> candidates) {
    return new ApiException(ErrorCode.VALIDATION_ERROR, message, List.of(), Map.of(), candidates);
  }

  /// The error of a name in a path or a filter: 404 when it is unknown, 422 else.
  public static ApiException of(NameException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case UNKNOWN -> notFound(message);
      case AMBIGUOUS, MALFORMED -> ambiguous(message, Candidate.of(e.candidates()));
    };
  }

  /// A rejection of parameters with 400 instead of 422.
  public static ApiException invalidParameters(List<FieldError> fields) {
    return of(ErrorCode.INVALID_PARAMETER, fields);
  }

  private static ApiException of(ErrorCode code, List<FieldError> fields) {
    String message =
        fields.size() == 1
            ? fields.getFirst().field() + " " + fields.getFirst().message()
            : fields.size() + " fields are wrong";
    return new ApiException(code, message, fields, Map.of());
  }

  public static ApiException unauthorized(String message) {
    return new ApiException(
        ErrorCode.UNAUTHORIZED, message, List.of(), Map.of("WWW-Authenticate", "Bearer"));
  }

  public static ApiException notFound(String message) {
    return new ApiException(ErrorCode.NOT_FOUND, message);
  }

  public ErrorCode code() {
    return code;
  }

  public List<FieldError> fields() {
    return fields;
  }

  public List<Candidate> candidates() {
    return candidates;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /// The problem document of this exception.
  public Response response() {
    return Problem.response(this);
  }
}
