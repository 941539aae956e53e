package dev.candlewick.api.stream;

import dev.candlewick.api.filter.ExceptionMappers;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.catalog.NameException;
import dev.candlewick.store.StoreException;
import org.jboss.logging.Logger;

/// Maps an exception to the error that a subscriber gets, as `ExceptionMappers` does for JAX-RS. A
/// database that is down costs one log line for each, because many clients reconnect
/// simultaneously.
final class StreamErrors {
  private static final Logger LOG = Logger.getLogger(StreamErrors.class);

  private StreamErrors() {}

  static ApiException toApiException(Exception e) {
    return switch (e) {
      case ApiException refusal -> refusal;
      case NameException name -> ApiException.of(name);
      case StoreException store -> {
        LOG.warnf("store fault: %s", store.getMessage());
        yield ExceptionMappers.of(store);
      }
      default -> {
        LOG.error("an internal error", e);
        yield new ApiException(
            ErrorCode.INTERNAL_ERROR, "Something went wrong here; it is in the log");
      }
    };
  }
}
