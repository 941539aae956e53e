package dev.candlewick.api.journal;

import dev.candlewick.api.http.ClientAddress;
import dev.candlewick.api.http.PageLinks;
import dev.candlewick.store.ledger.PositionPage;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/// A page of positions as a response: an array; the count and the next page are in headers.
final class PositionLists {
  private static final String CURSOR = "cursor";

  private PositionLists() {}

  static PageLinks links(HttpServerRequest http, ContainerRequestContext request) {
    return PageLinks.of(http, ClientAddress.of(request).url(), CURSOR);
  }

  static <T, V> RestResponse<List<V>> response(
      PageLinks links, PositionPage<T> page, ToLongFunction<T> id, Function<T, V> view) {
    ResponseBuilder<List<V>> response =
        ResponseBuilder.ok(page.rows().stream().map(view).toList())
            .header("X-Total-Count", page.total());
    if (page.hasMore()) {
      long last = id.applyAsLong(page.rows().getLast());
      response.header("Link", "<" + links.atCursor(last) + ">; rel=\"next\"");
    }
    return response.build();
  }
}
