package dev.candlewick.api;

import dev.candlewick.api.aliases.Aliases;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/// Completes the API's description: every operation's errors with an example each, the bodies of
/// the writes, and the documents' paths beside the canonical ones.
public final class OpenApiFilter implements OASFilter {
  private static final Map<String, String> BODIES =
      Map.ofEntries(
          Map.entry(
              "/api/v1/candles",
              """
              {"symbol":"BTCUSDT","interval":"15m","open_time":"2021-01-01T00:00:00Z","open":29000.0,\
              "high":29100.0,"low":28900.0,"close":29050.0,"volume":123.45,\
              "close_time":"2021-01-01T00:15:00Z","trades":100}\
              """),
          Map.entry(
              "/api/v1/market_trades",
              """
              {"symbol":"BTCUSDT","price":68000.0,"qty":0.01,"timestamp":"2025-01-01T00:00:00Z"}\
              """),
          Map.entry(
              "/trades",
              """
              {"symbol":"BTCUSDT","price":68000.0,"qty":0.01,"timestamp":"2025-01-01T00:00:00Z"}\
              """),
          Map.entry(
              "/api/v1/backfills",
              """
              {"symbol":"BTCUSDT","interval":"1h","provider":"binance","from":"2018-01-01"}\
              """),
          Map.entry(
              "/api/v1/instruments",
              """
              {"coingecko_id":"litecoin","ticker":"LTC","name":"Litecoin","is_active":true}\
              """),
          Map.entry(
              "/api/v1/instruments/{id}",
              """
              {"is_active":false}\
              """),
          Map.entry(
              "/api/v1/series/{id}",
              """
              {"follow":true}\
              """),
          Map.entry(
              "/api/v1/trades",
              """
              {"symbol":"BTC/USDT","entry_price":"50000","quantity":"0.5","trade_type":"BUY"}\
              """),
          Map.entry(
              "/api/v1/trades/{id}",
              """
              {"quantity":"0.75"}\
              """),
          Map.entry(
              "/api/v1/trades/{id}/close",
              """
              {"exit_price":"55000"}\
              """));

  private static final String TOKEN =
      "{\"name\":\"backup\",\"scopes\":[\"read\"],\"expires_in_days\":90}";

  private static final String SIGN_IN =
      "{\"username\":\"alice\",\"password\":\"correct horse battery\"}";

  /// Bodies of the writes on accounts, which belong to one method of a path.
  private static final Map<String, String> ACCOUNT_BODIES =
      Map.of(
          "POST /api/v1/auth/register", SIGN_IN,
          "POST /api/v1/auth/login", SIGN_IN,
          "POST /api/v1/auth/token", SIGN_IN,
          "POST /api/v1/auth/session", SIGN_IN,
          "POST /api/v1/account/password",
              """
              {"current_password":"correct horse battery","new_password":"another horse staple"}\
              """,
          "POST /api/v1/account/tokens", TOKEN,
          "POST /api/v1/admin/users/{id}/tokens", TOKEN,
          "POST /api/v1/admin/users", SIGN_IN,
          "PATCH /api/v1/admin/users/{id}", "{\"disabled\":true}");

  private static final List<ErrorCode> PASSWORD =
      List.of(ErrorCode.INVALID_CREDENTIALS, ErrorCode.RATE_LIMITED);

  /// Errors of single paths beyond those of all.
  private static final Map<String, List<ErrorCode>> ERRORS =
      Map.ofEntries(
          Map.entry("/api/v1/backfills/{id}", List.of(ErrorCode.CONFLICT)),
          Map.entry("/api/v1/instruments", List.of(ErrorCode.CONFLICT)),
          Map.entry("/api/v1/prices", List.of(ErrorCode.INVALID_PARAMETER, ErrorCode.NOT_FOUND)),
          Map.entry(
              "/api/v1/trades/{id}",
              List.of(ErrorCode.TRADE_NOT_FOUND, ErrorCode.TRADE_ALREADY_CLOSED)),
          Map.entry(
              "/api/v1/trades/{id}/close",
              List.of(ErrorCode.TRADE_NOT_FOUND, ErrorCode.TRADE_ALREADY_CLOSED)),
          Map.entry("/api/v1/candles/plot", List.of(ErrorCode.NOT_FOUND)),
          Map.entry("/api/v1/auth/register", List.of(ErrorCode.USERNAME_EXISTS)),
          Map.entry("/api/v1/auth/login", PASSWORD),
          Map.entry("/api/v1/auth/token", PASSWORD),
          Map.entry("/api/v1/auth/session", PASSWORD),
          Map.entry("/api/v1/account/password", PASSWORD),
          Map.entry("/api/v1/account/tokens", List.of(ErrorCode.CONFLICT)),
          Map.entry("/api/v1/admin/users", List.of(ErrorCode.USERNAME_EXISTS)),
          Map.entry("/api/v1/admin/users/{id}", List.of(ErrorCode.CONFLICT)),
          Map.entry("/api/v1/admin/users/{id}/tokens", List.of(ErrorCode.CONFLICT)));

  /// Errors of what may ask a venue.
  private static final List<ErrorCode> VENUE =
      List.of(
          ErrorCode.INVALID_PARAMETER,
          ErrorCode.NOT_FOUND,
          ErrorCode.NO_DATA,
          ErrorCode.PROVIDER_LIMIT,
          ErrorCode.PROVIDER_ERROR,
          ErrorCode.PROVIDER_RATE_LIMITED,
          ErrorCode.PROVIDER_UNAVAILABLE,
          ErrorCode.PROVIDER_TIMEOUT);

  @Override
  public void filterOpenAPI(OpenAPI api) {
    Map<String, PathItem> paths = api.getPaths().getPathItems();
    if (paths == null) return;
    AccessRules.schemes(api);
    paths.forEach(this::complete);
    for (Aliases.Alias alias : Aliases.ALL) {
      PathItem canonical = paths.get(alias.canonicalPath());
      if (canonical != null) alias(api, alias, canonical);
    }
  }

  private void complete(String path, PathItem item) {
    item.getOperations()
        .forEach((method, operation) -> {
          AccessRules.describe(operation);
          boolean writes = method != PathItem.HttpMethod.GET;
          String example =
              BODIES.getOrDefault(path, ACCOUNT_BODIES.get(method.name() + " " + path));
          if (writes && example != null && method != PathItem.HttpMethod.DELETE) {
            operation.setRequestBody(
                OASFactory.createRequestBody()
                    .required(true)
                    .content(content("application/json", example)));
          }
          errors(path, writes).stream()
              .distinct()
              .collect(
                  Collectors.groupingBy(
                      ErrorCode::status, TreeMap::new, Collectors.toUnmodifiableList()))
              .values()
              .forEach(codes -> add(operation, codes));
        });
  }

  private static List<ErrorCode> errors(String path, boolean writes) {
    List<ErrorCode> codes = new ArrayList<>();
    codes.add(ErrorCode.UNAUTHORIZED);
    codes.add(ErrorCode.RATE_LIMITED);
    codes.add(ErrorCode.BUSY);
    codes.add(ErrorCode.INTERNAL_ERROR);
    if (path.startsWith("/api/v1/") || path.equals("/trades"))
      codes.add(ErrorCode.VALIDATION_ERROR);
    if (path.contains("{")) codes.add(ErrorCode.NOT_FOUND);
    if (writes) codes.add(ErrorCode.PAYLOAD_TOO_LARGE);
    if (writes) codes.add(ErrorCode.FORBIDDEN);
    if (path.contains("/fetch/") || path.startsWith("/api/v1/market_chart")) codes.addAll(VENUE);
    codes.addAll(ERRORS.getOrDefault(path, List.of()));
    return codes;
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

  private static void alias(OpenAPI api, Aliases.Alias alias, PathItem canonical) {
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
