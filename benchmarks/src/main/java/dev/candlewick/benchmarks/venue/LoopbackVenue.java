package dev.candlewick.benchmarks.venue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.benchmarks.Arguments;
import dev.candlewick.benchmarks.Report;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Serves the venue on 127.0.0.1: `--port 9000 --symbols 250 --prints-per-second 25`. Symbols are
/// BTCUSDT and `B000USDT` to `B249USDT`. `BINANCE_BASE_URL=http://127.0.0.1:9000` and
/// `BINANCE_STREAM_URL=ws://127.0.0.1:9000` point a server to it.
///
/// It has two paths of its own: `/burst?messages=5000&seconds=60` begins a burst, `/counts` returns
/// the counts of messages and requests.
public final class LoopbackVenue {
  private static final String HOST = "127.0.0.1";
  private static final long PING_MILLIS = 20_000;

  private final Vertx vertx = Vertx.vertx();
  private final VenueCounts counts = new VenueCounts();
  private final ObjectMapper json = new ObjectMapper();
  private final VenueResponses answers;
  private final Pulse pulse;

  private LoopbackVenue(int symbols, int printsPerSecond) {
    List<String> names = new ArrayList<>(List.of("BTCUSDT"));
    for (int i = 0; i < symbols; i++) names.add(String.format(Locale.ROOT, "B%03dUSDT", i));
    Walk walk = new Walk(VenueResponses.millis(), printsPerSecond);
    this.answers = new VenueResponses(walk, names);
    this.pulse = new Pulse(walk, counts);
  }

  public static void main(String[] given) {
    Arguments arguments = new Arguments(given);
    int port = arguments.whole("port", 0);
    LoopbackVenue venue =
        new LoopbackVenue(
            arguments.whole("symbols", 250), arguments.whole("prints-per-second", 25));
    arguments.done();
    venue.start(port);
  }

  private void start(int port) {
    Thread.ofPlatform().name("pulse").start(pulse);
    vertx
        .createHttpServer(new HttpServerOptions().setHost(HOST).setPort(port).setTcpNoDelay(true))
        .webSocketHandler(this::connect)
        .requestHandler(this::serve)
        .listen()
        .onSuccess(server -> Report.line("A venue listens on %s:%d", HOST, server.actualPort()))
        .onFailure(e -> {
          Report.line("the venue cannot start: %s", e);
          System.exit(1);
        });
  }

  private void connect(ServerWebSocket socket) {
    counts.connections.increment();
    Line line = new Line(socket, counts);
    pulse.add(line);
    long pings =
        vertx.setPeriodic(PING_MILLIS, timer -> socket.writePing(Buffer.buffer("candlewick")));
    socket.exceptionHandler(broken -> pulse.remove(line));
    socket.closeHandler(closed -> {
      vertx.cancelTimer(pings);
      pulse.remove(line);
    });
  }

  private void serve(HttpServerRequest request) {
    counts.asked(VenueResponses.path(request));
    request.response().putHeader("Content-Type", "application/json");
    try {
      request.response().end(answer(request));
    } catch (VenueResponses.Refused e) {
      request.response().setStatusCode(400).end(e.getMessage());
    } catch (NumberFormatException e) {
      request.response().setStatusCode(400).end("{\"code\":-1100,\"msg\":\"Illegal characters\"}");
    }
  }

  private String answer(HttpServerRequest request) {
    return switch (VenueResponses.path(request)) {
      case "/burst" -> burst(request);
      case "/counts" -> text(figures());
      default -> answers.answer(request);
    };
  }

  private String burst(HttpServerRequest request) {
    int messages = Integer.parseInt(request.getParam("messages", "5000"));
    int seconds = Integer.parseInt(request.getParam("seconds", "60"));
    pulse.begin(new Burst(messages, seconds, VenueResponses.millis()));
    return text(figures());
  }

  private Map<String, Object> figures() {
    Map<String, Object> figures = counts.figures();
    Burst burst = pulse.burst();
    if (burst != null) figures.put("burst", burst.figures(VenueResponses.millis()));
    return figures;
  }

  private String text(Map<String, Object> figures) {
    try {
      return json.writeValueAsString(figures);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
