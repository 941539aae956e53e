package dev.candlewick.provider.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.candlewick.testing.Waiting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A host on the loopback that sends scripted responses, one per request, then `{}`.
public final class ScriptedVenue implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<Response> responses = new ConcurrentLinkedQueue<>();
  private final List<String> requestPaths = Collections.synchronizedList(new ArrayList<>());

  /// The response to one request.
  @FunctionalInterface
  public interface Response {
    void send(HttpExchange exchange) throws IOException, InterruptedException;
  }

  public ScriptedVenue() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public int requests() {
    return requestPaths.size();
  }

  /// Returns path and query of every request, as sent.
  public List<String> requestPaths() {
    return List.copyOf(requestPaths);
  }

  /// Sends these bodies with status 200, one per request.
  public ScriptedVenue then(String... bodies) {
    for (String body : bodies) then(status(200, body), 1);
    return this;
  }

  public ScriptedVenue then(Response response, int times) {
    for (int i = 0; i < times; i++) responses.add(response);
    return this;
  }

  public static Response status(int status, String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    };
  }

  public static Response withHeader(String name, String value, Response response) {
    return exchange -> {
      exchange.getResponseHeaders().add(name, value);
      response.send(exchange);
    };
  }

  /// A response that begins and then stalls for a while.
  public static Response stalled(Duration silence) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 100);
      exchange.getResponseBody().write('[');
      exchange.getResponseBody().flush();
      Waiting.delay(silence);
    };
  }

  /// A response that closes the connection before the promised length.
  public static Response cut(String body) {
    return exchange -> {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
    };
  }

  /// A response of blanks until the client disconnects.
  public static Response endless() {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] blanks = new byte[1 << 16];
      while (true) exchange.getResponseBody().write(blanks);
    };
  }

  private void handle(HttpExchange exchange) throws IOException {
    requestPaths.add(exchange.getRequestURI().toString());
    Response response = responses.poll();
    try (exchange) {
      (response == null ? status(200, "{}") : response).send(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
