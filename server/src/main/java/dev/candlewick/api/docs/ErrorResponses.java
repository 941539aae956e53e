package dev.candlewick.api.docs;

import dev.candlewick.api.docs.RecordSchemas.Use;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.Problem;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.headers.Header;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/// The error responses: one for each set of codes that share a status, with an example of each
/// code, and operations refer to them.
final class ErrorResponses {
  private static final String DEFAULT = "default";

  /// Headers of the responses of a status.
  private static final Map<Integer, Map<String, String>> HEADERS =
      Map.of(
          405, Map.of("Allow", "Allow"),
          401, Map.of("WWW-Authenticate", "Authenticate"),
          429, Map.of("Retry-After", "RetryAfter"),
          503, Map.of("Retry-After", "RetryAfter"));

  private final RecordSchemas schemas;
  private final Components components;

  ErrorResponses(RecordSchemas schemas, Components components) {
    this.schemas = schemas;
    this.components = components;
    for (ErrorCode code : ErrorCode.values()) {
      components.addExample(code.name(), OASFactory.createExample().value(example(code)));
    }
    components.addResponse(
        "Problem",
        response(
            List.of(ErrorCode.METHOD_NOT_ALLOWED),
            "Any other refusal, such as 405, 406, 408 or 414: a problem of its status"));
  }

  void add(Operation operation, String path, boolean writes) {
    OperationErrors.of(path, writes).forEach(codes -> add(operation, codes));
    operation.getResponses().addAPIResponse(DEFAULT, OASFactory.createAPIResponse().ref("Problem"));
  }

  private void add(Operation operation, List<ErrorCode> codes) {
    String status = Integer.toString(codes.getFirst().status());
    APIResponse declared = operation.getResponses().getAPIResponse(status);
    if (declared != null) {
      declared.getContent().addMediaType(Problem.MEDIA_TYPE, medium(codes));
      return;
    }
    String name = codes.stream().map(ErrorResponses::camelCase).collect(Collectors.joining("Or"));
    if (!components.getResponses().containsKey(name)) {
      String listed = codes.stream().map(ErrorCode::name).collect(Collectors.joining(", "));
      components.addResponse(name, response(codes, listed));
    }
    operation.getResponses().addAPIResponse(status, OASFactory.createAPIResponse().ref(name));
  }

  private APIResponse response(List<ErrorCode> codes, String description) {
    Content content = OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, medium(codes));
    APIResponse response = OASFactory.createAPIResponse().description(description).content(content);
    HEADERS
        .getOrDefault(codes.getFirst().status(), Map.of())
        .forEach((name, header) -> response.addHeader(name, reference(header)));
    return response;
  }

  private static Header reference(String header) {
    return OASFactory.createHeader().ref(header);
  }

  private MediaType medium(List<ErrorCode> codes) {
    MediaType medium = OASFactory.createMediaType().schema(schemas.of(Problem.class, Use.RESPONSE));
    codes.forEach(
        code -> medium.addExample(code.name(), OASFactory.createExample().ref(code.name())));
    return medium;
  }

  /// `NotFound`
  private static String camelCase(ErrorCode code) {
    return Arrays.stream(code.name().split("_", -1))
        .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining());
  }

  private static Object example(ErrorCode code) {
    String message = code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    Problem problem = Problem.of(new ApiException(code, message));
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", code.name());
    error.put("message", message);
    error.put("details", Map.of());
    Map<String, Object> example = new LinkedHashMap<>();
    example.put("type", problem.type());
    example.put("title", problem.title());
    example.put("status", problem.status());
    example.put("detail", message);
    example.put("error", error);
    return example;
  }
}
