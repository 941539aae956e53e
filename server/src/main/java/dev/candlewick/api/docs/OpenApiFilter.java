package dev.candlewick.api.docs;

import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;

/// Completes the API's description that the scanner makes: schemas of bodies, responses and
/// parameters, errors with an example each, access rules, and the documents' paths beside the
/// canonical ones.
public final class OpenApiFilter implements OASFilter {
  @Override
  public void filterOpenAPI(OpenAPI api) {
    Map<String, PathItem> paths = api.getPaths().getPathItems();
    if (paths == null) return;
    if (api.getComponents() == null) api.setComponents(OASFactory.createComponents());
    Components components = api.getComponents();
    AccessRules.addSchemes(components);
    CommonComponents.add(components);
    RecordSchemas schemas = new RecordSchemas();
    ErrorResponses errors = new ErrorResponses(schemas, components);
    ParameterSchemas parameters = new ParameterSchemas(schemas);
    OperationSchemas bodies = new OperationSchemas(schemas);
    paths.forEach((path, item) ->
        item.getOperations()
            .forEach((method, operation) -> {
              ScannedOperation scanned = ScannedOperation.of(operation.getOperationId());
              parameters.complete(operation, scanned);
              bodies.complete(operation, scanned);
              complete(operation, scanned, method);
              errors.add(operation, path, method != PathItem.HttpMethod.GET);
            }));
    StreamOperation.add(api, errors);
    AliasOperations.add(api);
    components.setSchemas(schemas.all());
  }

  private static void complete(
      Operation operation, ScannedOperation scanned, PathItem.HttpMethod method) {
    operation.setOperationId(scanned.shortId());
    AccessRules.describe(operation, scanned);
    AliasOperations.markIfTrades(operation, scanned, method.name());
    if (method != PathItem.HttpMethod.GET) CommonComponents.describeWrite(operation);
  }
}
