package dev.candlewick.api.docs;

import dev.candlewick.api.access.Access;
import dev.candlewick.identity.Scope;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/// Writes each operation's `Access` into the API's description: `x-access` for programs, and the
/// credentials it accepts. An operation without a rule stops the build.
final class AccessRules {
  static final String EXTENSION = "x-access";
  private static final String TOKEN = "token";
  private static final String SESSION = "session";

  private AccessRules() {}

  /// Declares the two kinds of credentials.
  static void addSchemes(Components components) {
    components
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

  static void describe(Operation operation, ScannedOperation scanned) {
    Access access = Access.Rule.of(scanned.resource(), scanned.method());
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("anonymous", access.anonymous().name().toLowerCase(Locale.ROOT));
    rule.put("scope", access.scope().text());
    if (access.or().length > 0) {
      rule.put("or", Arrays.stream(access.or()).map(Scope::text).toList());
    }
    operation.addExtension(EXTENSION, rule);
    operation.setSecurity(security(access));
  }

  private static List<SecurityRequirement> security(Access access) {
    if (access.anonymous() != Access.Anonymous.NONE) return openSecurity();
    return access.scope() == Scope.ACCOUNT
        ? List.of(session(), token())
        : List.of(token(), session());
  }

  /// For an operation that needs no credentials.
  static List<SecurityRequirement> openSecurity() {
    return List.of(OASFactory.createSecurityRequirement(), token(), session());
  }

  private static SecurityRequirement token() {
    return OASFactory.createSecurityRequirement().addScheme(TOKEN);
  }

  private static SecurityRequirement session() {
    return OASFactory.createSecurityRequirement().addScheme(SESSION);
  }
}
