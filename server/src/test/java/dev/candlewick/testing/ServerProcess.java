package dev.candlewick.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/// The packaged program as a separate process: started, used over HTTP, stopped or killed.
public final class ServerProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
  private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();
  private static final Duration START = Duration.ofMinutes(3);

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(ServerProcess::stopAll));
  }

  private final Process process;
  private final int port;
  private final Path log;
  private final HttpClient http = HttpClient.newHttpClient();

  private ServerProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /// Starts `serve` over a data home and waits until it is ready. An empty home gets a prepared
  /// database.
  public static ServerProcess start(Path home, Map<String, String> settings) {
    PreparedHome.copyInto(home);
    return start(List.of(), home, settings);
  }

  /// Starts `serve` over an empty data home, which creates its database.
  public static ServerProcess startFirst(Path home, Map<String, String> settings) {
    return start(List.of(), home, settings);
  }

  /// Starts `serve` by way of another program, such as `setpriv`.
  public static ServerProcess start(List<String> before, Path home, Map<String, String> settings) {
    int port = freePort();
    Map<String, String> all = new HashMap<>(settings);
    all.put("PORT", Integer.toString(port));
    Path log = home.resolve("serve.log");
    ServerProcess server = new ServerProcess(launch(before, home, all, log, "serve"), port, log);
    try {
      server.awaitReady();
      return server;
    } catch (AssertionError | RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /// Runs a command to its end; returns its exit code and output.
  public static Result run(Path home, Map<String, String> settings, String... command) {
    try {
      Path log = Files.createTempFile(home, "command", ".log");
      Process process = launch(home, settings, log, command);
      if (!process.waitFor(300, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("still running: " + Files.readString(log));
      }
      return new Result(process.exitValue(), Files.readString(log));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The exit code of a command, and all it printed.
  public record Result(int exitCode, String output) {}

  /// Restores the default action of Ctrl-C, which a process inherits as ignored when these tests
  /// run in the background of a shell without job control. Empty where `env` cannot do it.
  private static final List<String> WITH_DEFAULT_SIGNALS = findSignalPrefix();

  private static List<String> findSignalPrefix() {
    List<String> prefix = List.of("env", "--default-signal=INT");
    List<String> trial = new ArrayList<>(prefix);
    trial.add("true");
    try {
      Process process =
          new ProcessBuilder(trial).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      return process.waitFor() == 0 ? prefix : List.of();
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Starts a command and does not wait.
  public static Process launch(
      Path home, Map<String, String> settings, Path log, String... command) {
    return launch(List.of(), home, settings, log, command);
  }

  /// Starts a command by way of another program, such as `setpriv`, and does not wait.
  ///
  /// @param before that program and its arguments
  public static Process launch(
      List<String> before, Path home, Map<String, String> settings, Path log, String... command) {
    return launch(before, PreparedHome.options(), home, settings, log, command);
  }

  /// Starts a command with options of the JVM, and does not wait.
  public static Process launch(
      List<String> before,
      List<String> options,
      Path home,
      Map<String, String> settings,
      Path log,
      String... command) {
    List<String> line = new ArrayList<>(before);
    line.addAll(WITH_DEFAULT_SIGNALS);
    line.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Duser.timezone=Australia/Lord_Howe"));
    line.addAll(options);
    line.addAll(List.of("-jar", JAR.toString()));
    line.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("PRICE_PROVIDER", "simulated");
    builder.environment().putAll(settings);
    builder.environment().put("CANDLEWICK_HOME", home.toString());
    builder.directory(home.toFile());
    try {
      Process process = builder.start();
      STARTED.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Stops what a test has left running; the programs stop their databases themselves.
  private static void stopAll() {
    List<Process> running = STARTED.stream().filter(Process::isAlive).toList();
    running.forEach(Process::destroy);
    running.forEach(process -> process.onExit().orTimeout(20, TimeUnit.SECONDS).join());
  }

  private void awaitReady() {
    long end = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < end && process.isAlive()) {
      try {
        if (get("/health/ready").statusCode() == 200) return;
      } catch (UncheckedIOException e) {
        rest();
      }
    }
    throw new AssertionError("the server did not become ready:\n" + log());
  }

  public HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, "", headers);
  }

  public HttpResponse<String> post(String path, String body, String... headers) {
    return send("POST", path, body, headers);
  }

  /// Sends a request as it is written, and checks the response against the API's description.
  ///
  /// @param headers name, value, name, value …
  public HttpResponse<String> send(String method, String path, String body, String... headers) {
    HttpResponse<String> response =
        send(method, path, body, HttpResponse.BodyHandlers.ofString(), headers);
    ResponseCheck.check(method, path, response);
    return response;
  }

  /// Returns the response to a GET without decompressing it.
  public HttpResponse<byte[]> bytes(String path, String... headers) {
    return send("GET", path, "", HttpResponse.BodyHandlers.ofByteArray(), headers);
  }

  private <T> HttpResponse<T> send(
      String method,
      String path,
      String body,
      HttpResponse.BodyHandler<T> handler,
      String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (headers.length > 0) request.headers(headers);
    try {
      return http.send(request.build(), handler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Kills the process like `kill -9`.
  public void kill() {
    process.destroyForcibly();
    await();
  }

  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /// Requests the process to stop (SIGTERM), and does not wait.
  public void terminate() {
    process.destroy();
  }

  /// Returns whether the process ends within that time.
  public boolean endsWithin(Duration time) {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    await();
  }

  private void await() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    http.close();
  }

  private static void rest() {
    Waiting.delay(Duration.ofMillis(20));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
