package dev.candlewick.api.docs;

import dev.candlewick.api.aliases.Aliases;
import dev.candlewick.api.aliases.TradesApi;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.jspecify.annotations.Nullable;

/// The documents' paths beside the canonical ones. `x-alias-of` names the canonical operation as
/// method and path, so that a generator can leave an alias out; generators that know `x-internal`
/// do.
final class AliasOperations {
  static final String EXTENSION = "x-alias-of";
  private static final String INTERNAL = "x-internal";

  /// The operations that bare `/trades` stands for; which one, each request decides.
  private static final Map<String, List<String>> TRADES =
      Map.of(
          "GET", List.of("GET /api/v1/trades", "GET /api/v1/market_trades"),
          "POST", List.of("POST /api/v1/trades", "POST /api/v1/market_trades"));

  private AliasOperations() {}

  static void add(OpenAPI api) {
    for (Aliases.Alias alias : Aliases.ALL) {
      PathItem canonical = api.getPaths().getPathItem(alias.canonicalPath());
      if (canonical == null) {
        throw new IllegalStateException("no operation at " + alias.canonicalPath());
      }
      add(api, alias, canonical);
    }
  }

  private static void add(OpenAPI api, Aliases.Alias alias, PathItem canonical) {
    Operation operation =
        canonical.getOperations().get(PathItem.HttpMethod.valueOf(alias.canonicalMethod()));
    String target = alias.canonicalMethod() + " " + alias.canonicalPath();
    if (operation == null) throw new IllegalStateException("no operation " + target);
    PathItem item = existing(api, alias.path());
    Operation copy =
        OASFactory.createOperation()
            .operationId(id(alias.method(), alias.path()))
            .summary(operation.getSummary())
            .description("Alias of " + target)
            .tags(operation.getTags())
            .parameters(operation.getParameters())
            .extensions(operation.getExtensions())
            .security(operation.getSecurity())
            .requestBody(operation.getRequestBody())
            .responses(operation.getResponses());
    item.setOperation(PathItem.HttpMethod.valueOf(alias.method()), copy);
    mark(copy, target);
    Map<String, PathItem> all = new LinkedHashMap<>(api.getPaths().getPathItems());
    all.put(alias.path(), item);
    api.getPaths().setPathItems(all);
  }

  /// Marks the operations of bare `/trades`, which has a resource of its own.
  static void markIfTrades(Operation operation, ScannedOperation scanned, String method) {
    if (scanned.resource() != TradesApi.class) return;
    operation.setOperationId(id(method, "/trades"));
    mark(operation, TRADES.get(method));
  }

  private static void mark(Operation operation, @Nullable Object target) {
    Map<String, Object> extensions =
        operation.getExtensions() == null
            ? new LinkedHashMap<>()
            : new LinkedHashMap<>(operation.getExtensions());
    extensions.put(EXTENSION, target);
    extensions.put(INTERNAL, true);
    operation.setExtensions(extensions);
  }

  /// `alias_get_trades_id`
  private static String id(String method, String path) {
    String words = path.replaceAll("[^A-Za-z0-9]+", "_").replaceAll("_$", "");
    return "alias_" + method.toLowerCase(Locale.ROOT) + words;
  }

  private static PathItem existing(OpenAPI api, String path) {
    @Nullable PathItem item = api.getPaths().getPathItem(path);
    return item == null ? OASFactory.createPathItem() : item;
  }
}
