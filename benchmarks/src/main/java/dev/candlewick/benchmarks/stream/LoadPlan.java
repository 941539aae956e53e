package dev.candlewick.benchmarks.stream;

import dev.candlewick.benchmarks.Arguments;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The parameters of a run.
///
/// @param token empty sends none
/// @param topics empty subscribes to nothing, for idle clients and those of a plain broadcaster
/// @param clients in all, the stalled included
/// @param stalled the number that never read after subscribing
/// @param stalledBuffer receive buffer of those in bytes, so that they stall soon; 0 keeps the
///   default
/// @param perSecond connections opened per second
/// @param warmUp seconds between the last connection and the start of the measurement
/// @param seconds of the measurement
/// @param every seconds between samples of the server's process
/// @param sources local addresses of the clients, 127.0.0.1 and following
/// @param pid of the server's process; 0 samples none
record LoadPlan(
    URI url,
    String token,
    List<String> topics,
    int clients,
    int stalled,
    int stalledBuffer,
    int perSecond,
    int warmUp,
    int seconds,
    int every,
    int sources,
    int threads,
    long pid,
    Fields fields) {
  private static final int HUNDRED = 100;
  private static final int MOST_SOURCES = 250;

  /// Names of the measured JSON members.
  ///
  /// @param time of the time in an update's data
  /// @param cursor of a value that is equal in one frame to all clients
  record Fields(String time, String cursor) {}

  LoadPlan {
    topics = List.copyOf(topics);
    if (!"ws".equals(url.getScheme()) || url.getHost() == null || url.getPort() < 1) {
      throw new IllegalArgumentException("--url must be ws://host:port/path: " + url);
    }
    if (IntStream.of(clients, perSecond, seconds, every, threads).anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException("numbers must be above 0");
    }
    if (sources < 1 || sources > MOST_SOURCES) {
      throw new IllegalArgumentException("--sources must be 1 to " + MOST_SOURCES);
    }
  }

  static LoadPlan read(Arguments arguments) {
    int clients = arguments.whole("clients", 100);
    LoadPlan plan =
        new LoadPlan(
            URI.create(arguments.text("url", "ws://127.0.0.1:8000/api/v1/stream")),
            arguments.text("token", ""),
            list(arguments.text("topics", "")),
            clients,
            clients * arguments.whole("stalled-percent", 0) / HUNDRED,
            arguments.whole("stalled-buffer", 4096),
            arguments.whole("ramp", 500),
            arguments.whole("warm-up", 5),
            arguments.whole("seconds", 30),
            arguments.whole("every", 10),
            arguments.whole("sources", 1),
            arguments.whole("threads", 1),
            Long.parseLong(arguments.text("pid", "0")),
            new Fields(
                arguments.text("time-field", "timestamp"),
                arguments.text("cursor-field", "cursor")));
    arguments.done();
    return plan;
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(t -> !t.isEmpty()).toList();
  }

  InetSocketAddress server() {
    return new InetSocketAddress(url.getHost(), url.getPort());
  }

  /// Returns the local address of the client of this number.
  InetSocketAddress source(int number) {
    try {
      byte[] address = {127, 0, 0, (byte) (1 + number % sources)};
      return new InetSocketAddress(InetAddress.getByAddress(address), 0);
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Whether a client is stalled. Stalled clients are spread evenly over the ramp.
  boolean stalls(int number) {
    return (long) (number + 1) * stalled / clients > (long) number * stalled / clients;
  }
}
