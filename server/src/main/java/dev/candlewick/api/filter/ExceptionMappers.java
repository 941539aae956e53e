package dev.candlewick.api.filter;

import dev.candlewick.account.AccountException;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.Idempotent;
import dev.candlewick.api.http.Problem;
import dev.candlewick.api.http.Routing;
import dev.candlewick.books.AssetException;
import dev.candlewick.catalog.NameException;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.store.StoreException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/// Maps every exception to a problem document without a stack trace, SQL or a text of a venue.
public final class ExceptionMappers {
  private static final Logger LOG = Logger.getLogger(ExceptionMappers.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final RouteTable routes;

  ExceptionMappers(RouteTable routes) {
    this.routes = routes;
  }

  @ServerExceptionMapper
  Response api(ApiException e) {
    return Problem.response(e);
  }

  @ServerExceptionMapper
  Response replayed(IdempotentWrites.ReplayedException e) {
    return e.response();
  }

  @ServerExceptionMapper
  Response name(NameException e) {
    return Problem.response(ApiException.of(e));
  }

  @ServerExceptionMapper
  Response asset(AssetException e) {
    ErrorCode code =
        switch (e.kind()) {
          case ABSENT -> ErrorCode.NOT_FOUND;
          case CONFLICT -> ErrorCode.CONFLICT;
        };
    return Problem.response(new ApiException(code, String.valueOf(e.getMessage())));
  }

  @ServerExceptionMapper
  Response account(AccountException e) {
    return Problem.response(of(e));
  }

  @ServerExceptionMapper
  Response provider(ProviderException e) {
    LOG.warnf("venue fault: %s", e.getMessage());
    return Problem.response(of(e));
  }

  @ServerExceptionMapper
  Response store(StoreException e, @Context @Nullable ResourceInfo resource) {
    LOG.errorf(e, "store fault: %s", e.getMessage());
    return Problem.response(inSteps(resource) ? ofSteps(e) : of(e));
  }

  /// Whether the operation commits in several steps; false where no operation was found.
  private static boolean inSteps(@Nullable ResourceInfo resource) {
    Method operation = resource == null ? null : resource.getResourceMethod();
    Idempotent write = operation == null ? null : operation.getAnnotation(Idempotent.class);
    return write != null && write.inSteps();
  }

  /// For an operation that commits in several steps, of which the last one failed.
  private static ApiException ofSteps(StoreException e) {
    return switch (e.kind()) {
      case UNAVAILABLE, BUSY, DISK_FULL, OUTCOME_UNKNOWN ->
          busy("The database failed on the way; what was stored before that stays. Send it again");
      case HELD, MISCONFIGURED, DEFECT -> of(e);
    };
  }

  /// Quarkus returns 404 for some paths that have other methods; these become 405.
  @ServerExceptionMapper
  Response notFound(NotFoundException e, ContainerRequestContext request) {
    return notFoundOrNotAllowed(Routing.of(request).normalizedPath());
  }

  @ServerExceptionMapper
  Response notAllowed(NotAllowedException e, ContainerRequestContext request) {
    return notFoundOrNotAllowed(Routing.of(request).normalizedPath());
  }

  private Response notFoundOrNotAllowed(String path) {
    Set<String> methods = routes.methods(path);
    return Problem.response(
        methods.isEmpty()
            ? RouteTable.notFound(path)
            : RouteTable.methodNotAllowed(path, String.join(", ", methods)));
  }

  /// For a body that is cut or malformed; `RequestGuard` handles the connection.
  @ServerExceptionMapper
  Response unreadableBody(IOException e) {
    LOG.debugf(e, "a body cannot be read");
    return Problem.response(
        new ApiException(ErrorCode.INVALID_PARAMETER, "The body of the request cannot be read"));
  }

  @ServerExceptionMapper
  Response other(WebApplicationException e) {
    ApiException problem = of(e.getResponse().getStatus());
    if (problem.code() == ErrorCode.INTERNAL_ERROR) LOG.error("unexpected answer", e);
    return Problem.response(problem);
  }

  /// The code of a status without a problem document.
  public static ApiException of(int status) {
    ErrorCode code =
        switch (status) {
          case 401 -> ErrorCode.UNAUTHORIZED;
          case 403 -> ErrorCode.FORBIDDEN;
          case 404 -> ErrorCode.NOT_FOUND;
          case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
          case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
          default -> status < 500 ? ErrorCode.INVALID_PARAMETER : ErrorCode.INTERNAL_ERROR;
        };
    return new ApiException(code, "The request cannot be answered as it stands");
  }

  @ServerExceptionMapper
  Response defect(Throwable e) {
    LOG.error("an internal error", e);
    return Problem.response(
        new ApiException(ErrorCode.INTERNAL_ERROR, "Something went wrong here; it is in the log"));
  }

  private static ApiException of(AccountException e) {
    String message = String.valueOf(e.getMessage());
    Duration wait = e.retryAfter() == null ? RETRY_AFTER : e.retryAfter();
    return switch (e.kind()) {
      case WRONG_CREDENTIALS ->
          new ApiException(
              ErrorCode.INVALID_CREDENTIALS,
              message,
              List.of(),
              Map.of("WWW-Authenticate", "Bearer"));
      case NAME_TAKEN -> new ApiException(ErrorCode.USERNAME_EXISTS, message);
      case WRONG_SETUP_CODE -> new ApiException(ErrorCode.FORBIDDEN, message);
      case THROTTLED -> retryLater(ErrorCode.RATE_LIMITED, message, wait);
      case BUSY -> retryLater(ErrorCode.BUSY, message, wait);
      case CONFLICT -> new ApiException(ErrorCode.CONFLICT, message);
    };
  }

  public static ApiException of(ProviderException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.kind()) {
      case UNKNOWN_SYMBOL -> ApiException.notFound(message);
      case NO_DATA -> new ApiException(ErrorCode.NO_DATA, message);
      case UNKNOWN_QUOTE, RANGE_LIMIT -> new ApiException(ErrorCode.PROVIDER_LIMIT, message);
      case RATE_LIMITED, BANNED ->
          retryLater(ErrorCode.PROVIDER_RATE_LIMITED, e, Duration.ofMinutes(1));
      case CIRCUIT_OPEN -> retryLater(ErrorCode.PROVIDER_UNAVAILABLE, e, Duration.ofSeconds(30));
      case TIMEOUT -> new ApiException(ErrorCode.PROVIDER_TIMEOUT, message);
      case REJECTED, BLOCKED, UNAVAILABLE, MALFORMED ->
          new ApiException(ErrorCode.PROVIDER_ERROR, message);
    };
  }

  private static ApiException retryLater(
      ErrorCode code, ProviderException e, Duration defaultValue) {
    return retryLater(
        code, String.valueOf(e.getMessage()), e.retryAfter(Instant.now(), defaultValue));
  }

  /// Whole seconds, rounded up, so that a client that waits this long is not refused again.
  private static ApiException retryLater(ErrorCode code, String message, Duration wait) {
    long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    return new ApiException(
        code, message, List.of(), Map.of("Retry-After", Long.toString(seconds)));
  }

  public static ApiException of(StoreException e) {
    return switch (e.kind()) {
      case UNAVAILABLE -> busy("The database does not respond; nothing was stored");
      case BUSY -> busy("The database is busy; nothing was stored");
      case OUTCOME_UNKNOWN ->
          retryLater(
              ErrorCode.OUTCOME_UNKNOWN,
              "The database went away while this was being stored: it may have been stored, or not."
                  + " Send it again with its Idempotency-Key, or look",
              RETRY_AFTER);
      case DISK_FULL -> busy("The disk of the database is full; nothing was stored");
      case HELD -> new ApiException(ErrorCode.CONFLICT, "Another request changed this just now");
      case MISCONFIGURED, DEFECT ->
          new ApiException(ErrorCode.INTERNAL_ERROR, "Something went wrong here; it is in the log");
    };
  }

  private static ApiException busy(String message) {
    return retryLater(ErrorCode.BUSY, message, RETRY_AFTER);
  }
}
