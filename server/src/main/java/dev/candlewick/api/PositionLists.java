package dev.candlewick.api;

import dev.candlewick.store.PositionPage;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// A page of positions as an answer: an array, its count and where it goes on in headers.
final class PositionLists {
  private PositionLists() {}

  static <T> Response answer(
      HttpServerRequest request, PositionPage<T> page, ToLongFunction<T> id, Function<T, ?> view) {
    Response.ResponseBuilder response =
        Response.ok(page.rows().stream().map(view).toList()).header("X-Total-Count", page.total());
    if (page.more()) {
      long last = id.applyAsLong(page.rows().getLast());
      String next = PageLinks.of(request, "cursor").beginning(last);
      response.header("Link", "<" + next + ">; rel=\"next\"");
    }
    return response.build();
  }
}
