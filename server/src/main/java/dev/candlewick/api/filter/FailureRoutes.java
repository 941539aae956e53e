package dev.candlewick.api.filter;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.Problem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/// Writes a problem document for every failure outside of JAX-RS.
@ApplicationScoped
class FailureRoutes {
  private static final Logger LOG = Logger.getLogger(FailureRoutes.class);
  private static final int BEFORE_QUARKUS = Integer.MAX_VALUE - 1;
  private static final int CLIENT_ERROR = 400;
  private static final int SERVER_ERROR = 500;

  private final ObjectMapper json;

  FailureRoutes(ObjectMapper json) {
    this.json = json;
  }

  void add(@Observes Router router) {
    router.route().order(BEFORE_QUARKUS).failureHandler(this::sendFailure);
    // A request that failed before the first route has a status only.
    for (int status = CLIENT_ERROR; status <= SERVER_ERROR; status++) {
      router.errorHandler(status, this::sendFailure);
    }
  }

  private void sendFailure(RoutingContext context) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) return;
    if (response.headWritten()) {
      response.reset();
      return;
    }
    Problem.send(response, toApiException(context), json);
  }

  private static ApiException toApiException(RoutingContext context) {
    int status = context.statusCode();
    if (context.failure() instanceof ApiException exception) return exception;
    if (status >= CLIENT_ERROR && status < SERVER_ERROR) return ExceptionMappers.of(status);
    LOG.errorf(context.failure(), "a request failed with status %d", status);
    return new ApiException(
        ErrorCode.INTERNAL_ERROR, "Something went wrong here; it is in the log");
  }
}
