package dev.candlewick.api.docs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.api.docs.RecordSchemas.Use;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.RequestBody;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/// The schemas of an operation's body and success responses: of the record that the method returns,
/// or of those that its annotations name.
final class OperationSchemas {
  private static final String JSON = "application/json";
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final RecordSchemas schemas;

  OperationSchemas(RecordSchemas schemas) {
    this.schemas = schemas;
  }

  void complete(Operation operation, ScannedOperation scanned) {
    completeBody(operation, scanned.method());
    AnnotatedType result = unwrapped(scanned.method().getAnnotatedReturnType());
    Class<?> raw = RecordSchemas.rawType(result.getType());
    if (raw == void.class) {
      operation.setResponses(
          OASFactory.createAPIResponses()
              .addAPIResponse("204", OASFactory.createAPIResponse().description("Done")));
    } else if (!Response.class.isAssignableFrom(raw)) {
      setResponse(operation, scanned.method(), schemas.of(result, Use.RESPONSE));
    }
    for (APIResponse declared : scanned.method().getAnnotationsByType(APIResponse.class)) {
      completeResponse(operation, declared);
    }
  }

  private static AnnotatedType unwrapped(AnnotatedType type) {
    Class<?> raw = RecordSchemas.rawType(type.getType());
    boolean wrapper = raw == Uni.class || raw == RestResponse.class;
    return wrapper && type instanceof AnnotatedParameterizedType generic
        ? unwrapped(generic.getAnnotatedActualTypeArguments()[0])
        : type;
  }

  private static void setResponse(Operation operation, Method method, Schema schema) {
    ResponseStatus status = method.getAnnotation(ResponseStatus.class);
    String code = Integer.toString(status == null ? 200 : status.value());
    var response = operation.getResponses().getAPIResponse(code);
    if (response == null) {
      response =
          OASFactory.createAPIResponse()
              .description(
                  Response.Status.fromStatusCode(Integer.parseInt(code)).getReasonPhrase());
      operation.getResponses().removeAPIResponse("200");
      operation.getResponses().addAPIResponse(code, response);
    }
    response.setContent(
        OASFactory.createContent().addMediaType(JSON, OASFactory.createMediaType().schema(schema)));
  }

  private void completeResponse(Operation operation, APIResponse declared) {
    var response = operation.getResponses().getAPIResponse(declared.responseCode());
    for (Content content : declared.content()) {
      Class<?> type = content.schema().implementation();
      if (type == Void.class) continue;
      MediaType medium = OASFactory.createMediaType().schema(schemas.of(type, Use.RESPONSE));
      response.setContent(OASFactory.createContent().addMediaType(JSON, medium));
    }
  }

  private void completeBody(Operation operation, Method method) {
    RequestBody body = operation.getRequestBody();
    Class<?> type = bodyType(method);
    if (type == null) {
      if (body != null) throw new IllegalStateException("no record of the body of " + method);
      return;
    }
    Schema schema = schemas.of(type, Use.REQUEST);
    if (body == null) {
      body = OASFactory.createRequestBody().content(OASFactory.createContent());
      operation.setRequestBody(body);
    }
    body.setRequired(true);
    if (body.getContent().getMediaType(JSON) == null) {
      body.getContent().setMediaTypes(null);
      body.getContent().addMediaType(JSON, OASFactory.createMediaType());
    }
    Object example = example(type);
    body.getContent()
        .getMediaTypes()
        .values()
        .forEach(medium -> medium.schema(schema).setExample(example));
  }

  /// The record of a body; null for an operation without one.
  private static @Nullable Class<?> bodyType(Method method) {
    return Arrays.stream(method.getParameters())
        .flatMap(OperationSchemas::bodyTypes)
        .findFirst()
        .orElse(null);
  }

  private static Stream<Class<?>> bodyTypes(Parameter parameter) {
    RequestBodySchema one = parameter.getAnnotation(RequestBodySchema.class);
    if (one != null) return Stream.of(one.value());
    var body =
        parameter.getAnnotation(
            org.eclipse.microprofile.openapi.annotations.parameters.RequestBody.class);
    if (body == null) return Stream.of();
    return Arrays.stream(body.content()).map(content -> content.schema().implementation());
  }

  /// The example of a record, or of the first record of a choice.
  private static Object example(Class<?> type) {
    var declared =
        type.getAnnotation(org.eclipse.microprofile.openapi.annotations.media.Schema.class);
    if (declared == null || (declared.examples().length == 0 && declared.anyOf().length == 0)) {
      throw new IllegalStateException("no example of " + type.getName());
    }
    if (declared.examples().length == 0) return example(declared.anyOf()[0]);
    try {
      return MAPPER.readValue(declared.examples()[0], Object.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the example of " + type.getName() + " is not JSON", e);
    }
  }
}
