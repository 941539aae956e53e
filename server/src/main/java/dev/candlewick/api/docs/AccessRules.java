package dev.candlewick.api.docs;

import dev.candlewick.api.access.Access;
import dev.candlewick.identity.Scope;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/// Writes each operation's `Access` into the API's description: `x-access` for programs, and what
/// to sign in with. An operation is found by its id, which the scanner makes of package, class and
/// method; one without a rule stops the build.
final class AccessRules {
  static final String EXTENSION = "x-access";
  private static final String TOKEN = "token";
  private static final String SESSION = "session";

  private AccessRules() {}

  /// The two ways to show who one is.
  static void addSchemes(OpenAPI api) {
    if (api.getComponents() == null) api.setComponents(OASFactory.createComponents());
    api.getComponents()
        .addSecurityScheme(
            TOKEN,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description("An access token of /api/v1/auth/login, or an API token (cw_…)"))
        .addSecurityScheme(
            SESSION,
            OASFactory.createSecurityScheme()
                .type(SecurityScheme.Type.APIKEY)
                .in(SecurityScheme.In.COOKIE)
                .name("cw_session")
                .description("A browser's session of /api/v1/auth/session"));
  }

  /// Describes one operation, and gives it an id for people.
  static void describe(Operation operation) {
    Access access = access(operation.getOperationId());
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("anonymous", access.anonymous().name().toLowerCase(Locale.ROOT));
    rule.put("scope", access.scope().text());
    if (access.or().length > 0) {
      rule.put("or", Arrays.stream(access.or()).map(Scope::text).toList());
    }
    operation.addExtension(EXTENSION, rule);
    operation.setOperationId(shortId(operation.getOperationId()));
    operation.setSecurity(security(access));
  }

  private static List<SecurityRequirement> security(Access access) {
    SecurityRequirement none = OASFactory.createSecurityRequirement();
    SecurityRequirement token = OASFactory.createSecurityRequirement().addScheme(TOKEN);
    SecurityRequirement session = OASFactory.createSecurityRequirement().addScheme(SESSION);
    boolean open = access.anonymous() != Access.Anonymous.NOBODY;
    if (open) return List.of(none, token, session);
    return access.scope() == Scope.ACCOUNT ? List.of(session, token) : List.of(token, session);
  }

  private static Access access(String operationId) {
    int split = operationId.lastIndexOf('_');
    try {
      Class<?> resource =
          Class.forName(
              operationId.substring(0, split),
              false,
              Thread.currentThread().getContextClassLoader());
      return rule(resource, operationId.substring(split + 1));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("no class of operation " + operationId, e);
    }
  }

  private static Access rule(Class<?> resource, String name) {
    List<Method> methods =
        Arrays.stream(resource.getDeclaredMethods()).filter(m -> m.getName().equals(name)).toList();
    if (methods.size() != 1) {
      throw new IllegalStateException("not one operation " + name + " in " + resource.getName());
    }
    return Access.Rule.of(resource, methods.getFirst());
  }

  /// `dev.candlewick.api.CandleApi_list` to `candle_list`.
  private static String shortId(String operationId) {
    String name = operationId.substring(operationId.lastIndexOf('.') + 1);
    return name.replaceFirst("Api_", "_")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
