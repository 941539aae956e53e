package dev.candlewick.api.docs;

import dev.candlewick.api.aliases.Aliases;
import dev.candlewick.api.filter.IdempotentWrites;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Completes the API's description: every operation's errors with an example each, the bodies of
/// the writes, and the documents' paths beside the canonical ones.
public final class OpenApiFilter implements OASFilter {
  @Override
  public void filterOpenAPI(OpenAPI api) {
    Map<String, PathItem> paths = api.getPaths().getPathItems();
    if (paths == null) return;
    AccessRules.addSchemes(api);
    paths.forEach(this::complete);
    for (Aliases.Alias alias : Aliases.ALL) {
      PathItem canonical = paths.get(alias.canonicalPath());
      if (canonical != null) addAlias(api, alias, canonical);
    }
  }

  private void complete(String path, PathItem item) {
    item.getOperations()
        .forEach((method, operation) -> {
          AccessRules.describe(operation);
          String example = OperationBodies.of(method.name(), path);
          if (example != null) {
            operation.setRequestBody(
                OASFactory.createRequestBody()
                    .required(true)
                    .content(content("application/json", example)));
          }
          if (method != PathItem.HttpMethod.GET) operation.addParameter(idempotencyKey());
          OperationErrors.of(path, method != PathItem.HttpMethod.GET)
              .forEach(codes -> add(operation, codes));
        });
  }

  private static Parameter idempotencyKey() {
    return OASFactory.createParameter()
        .name(IdempotentWrites.HEADER)
        .in(Parameter.In.HEADER)
        .description(
            "Of your choice, new for each request that is meant. For 24 hours the same request under"
                + " the same key gets the answer of the first, with Idempotency-Replayed: true, and"
                + " changes nothing; another request under it is refused with 422. Send a request"
                + " whose outcome is not known (OUTCOME_UNKNOWN, a lost connection) again with its"
                + " key.")
        .schema(
            OASFactory.createSchema()
                .addType(Schema.SchemaType.STRING)
                .minLength(1)
                .maxLength(IdempotentWrites.MAX_LENGTH));
  }

  /// One response: the codes that share its status, an example of each.
  private static void add(Operation operation, List<ErrorCode> codes) {
    MediaType type = OASFactory.createMediaType();
    codes.forEach(
        code -> type.addExample(code.name(), OASFactory.createExample().value(example(code))));
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(codes.stream().map(ErrorCode::name).collect(Collectors.joining(", ")))
            .content(OASFactory.createContent().addMediaType(Problem.MEDIA_TYPE, type));
    if (operation.getResponses() == null) operation.setResponses(OASFactory.createAPIResponses());
    operation.getResponses().addAPIResponse(Integer.toString(codes.getFirst().status()), response);
  }

  private static String example(ErrorCode code) {
    String message = code.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"error\":{\"code\":\"%s\",\"message\":\"%s\",\"details\":{}}}"
        .formatted(message, code.status(), message, code, message);
  }

  private static Content content(String type, String example) {
    return OASFactory.createContent()
        .addMediaType(type, OASFactory.createMediaType().example(example));
  }

  private static void addAlias(OpenAPI api, Aliases.Alias alias, PathItem canonical) {
    Operation operation =
        canonical.getOperations().get(PathItem.HttpMethod.valueOf(alias.canonicalMethod()));
    if (operation == null) return;
    PathItem item = existing(api, alias.path());
    item.setOperation(
        PathItem.HttpMethod.valueOf(alias.method()),
        OASFactory.createOperation()
            .summary(operation.getSummary())
            .description("Alias of " + alias.canonicalMethod() + " " + alias.canonicalPath())
            .tags(operation.getTags())
            .parameters(operation.getParameters())
            .extensions(operation.getExtensions())
            .security(operation.getSecurity())
            .requestBody(operation.getRequestBody())
            .responses(operation.getResponses()));
    Map<String, PathItem> all = new LinkedHashMap<>(api.getPaths().getPathItems());
    all.put(alias.path(), item);
    api.getPaths().setPathItems(all);
  }

  private static PathItem existing(OpenAPI api, String path) {
    @Nullable PathItem item = api.getPaths().getPathItem(path);
    return item == null ? OASFactory.createPathItem() : item;
  }
}
