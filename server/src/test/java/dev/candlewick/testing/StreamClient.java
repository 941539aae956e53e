package dev.candlewick.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A WebSocket client of a server's streams.
public final class StreamClient implements AutoCloseable {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = new JsonMapper();
  private static final int TIMEOUT_SECONDS = 40;

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;

  private StreamClient(HttpClient http, URI uri, String... headers) throws ExecutionException {
    WebSocket.Builder builder = http.newWebSocketBuilder();
    for (int i = 0; i < headers.length; i += 2) builder.header(headers[i], headers[i + 1]);
    socket = now(builder.buildAsync(uri, new Ear()));
  }

  /// Connects to a path of this machine.
  ///
  /// @param headers name, value, name, value …
  public static StreamClient connect(int port, String path, String... headers) {
    return connect(HTTP, here(port, path), headers);
  }

  /// Connects with a client of the test, at any address.
  public static StreamClient connect(HttpClient http, URI uri, String... headers) {
    try {
      return new StreamClient(http, uri, headers);
    } catch (ExecutionException e) {
      throw new AssertionError("no WebSocket at " + uri, e);
    }
  }

  private static URI here(int port, String path) {
    return URI.create("ws://127.0.0.1:" + port + path);
  }

  /// Returns the status with which a handshake is rejected.
  public static int refusal(int port, String path, String... headers) {
    return refusal(HTTP, here(port, path), headers);
  }

  /// Returns the status with which a handshake is rejected, with a client of the test, at any
  /// address.
  public static int refusal(HttpClient http, URI uri, String... headers) {
    try {
      new StreamClient(http, uri, headers).close();
      throw new AssertionError("was accepted: " + uri);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof WebSocketHandshakeException refused) {
        return refused.getResponse().statusCode();
      }
      throw new AssertionError("no response at " + uri, e);
    }
  }

  private static <T> T now(CompletableFuture<T> future) throws ExecutionException {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("not in " + TIMEOUT_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private final class Ear implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        messages.add(text.toString());
        text.setLength(0);
      }
      from.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable fault) {
      closed.complete(-1);
    }
  }

  public void send(String message) {
    try {
      now(socket.sendText(message, true));
    } catch (ExecutionException e) {
      throw new AssertionError("cannot send", e);
    }
  }

  /// Subscribes to topics and skips messages that come before the confirmation.
  public JsonNode subscribe(String... topics) {
    send("{\"op\":\"subscribe\",\"topics\":[\"" + String.join("\",\"", topics) + "\"]}");
    JsonNode response =
        await(message -> List.of("subscribed", "error").contains(message.path("type").asText()));
    if (response.path("type").asText().equals("error")) throw new AssertionError(response);
    return response;
  }

  /// Returns the next message unchanged.
  public String next() {
    try {
      String message = messages.poll(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      if (message == null) throw new AssertionError("no message came");
      return message;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Returns the next message as JSON.
  public JsonNode json() {
    try {
      return JSON.readTree(next());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the next message of a type; others are skipped.
  public JsonNode json(String type) {
    return await(message -> message.path("type").asText().equals(type));
  }

  /// Returns the next message that matches; others are skipped.
  public JsonNode await(Predicate<JsonNode> wanted) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(2 * TIMEOUT_SECONDS);
    JsonNode message = json();
    while (!wanted.test(message)) {
      if (System.nanoTime() > end) throw new AssertionError("never came; last was " + message);
      message = json();
    }
    return message;
  }

  /// Returns the data of the next matching update of a topic.
  public JsonNode data(String topic, Predicate<JsonNode> wanted) {
    Predicate<JsonNode> meant =
        update -> update.path("topic").asText().equals(topic) && wanted.test(update.path("data"));
    JsonNode message = await(one -> any(one, meant));
    for (JsonNode update : message.path("updates")) {
      if (meant.test(update)) return update.path("data");
    }
    throw new AssertionError("the predicate is not deterministic");
  }

  private static boolean any(JsonNode message, Predicate<JsonNode> meant) {
    for (JsonNode update : message.path("updates")) {
      if (meant.test(update)) return true;
    }
    return false;
  }

  /// Returns the code the server closes with; -1 when the connection ends without one.
  public int closeCode() {
    try {
      return now(closed);
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }
}
