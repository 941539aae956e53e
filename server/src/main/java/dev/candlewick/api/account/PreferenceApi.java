package dev.candlewick.api.account;

import dev.candlewick.api.access.Access;
import dev.candlewick.api.access.Access.Anonymous;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.identity.Preferences;
import dev.candlewick.identity.Scope;
import dev.candlewick.store.account.PreferenceStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// How the caller's account wants the user interface to look.
@Access(anonymous = Anonymous.NONE)
@Path("/api/v1/account/preferences")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Accounts")
public final class PreferenceApi {
  private final PreferenceStore preferences;

  public PreferenceApi(PreferenceStore preferences) {
    this.preferences = preferences;
  }

  @GET
  @Operation(summary = "Read the preferences of the account for the user interface")
  public Preferences get(@Context ContainerRequestContext request) {
    return preferences.find(CallerContext.of(request).accountId());
  }

  @PUT
  @Idempotent
  @Access(anonymous = Anonymous.NONE, scope = Scope.PORTFOLIO_WRITE)
  @Operation(summary = "Set the preferences of the account for the user interface")
  public Preferences put(
      @RequestBodySchema(NewPreferences.class) byte[] bytes,
      @Context ContainerRequestContext request) {
    Preferences wanted = NewPreferences.read(bytes).value();
    preferences.save(CallerContext.of(request).accountId(), wanted);
    return wanted;
  }
}
