package dev.candlewick.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A reverse proxy on this machine as a separate process, run with a sample of `docs/proxy/`.
public final class ReverseProxy implements AutoCloseable {
  private static final Path SAMPLES = Path.of("../docs/proxy").toAbsolutePath().normalize();
  private static final long START_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Process process;
  private final int port;
  private final Path log;

  private ReverseProxy(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /// Starts nginx before a server; the test is skipped where nginx is not installed.
  public static ReverseProxy nginx(Path directory, int upstream, TlsIdentity tls) {
    String program = installed("nginx", "nginx-light");
    int port = freePort();
    String own =
        "http {\n access_log off;\n"
            + Stream.of("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
                .map(kind -> " " + kind + "_temp_path " + directory + "/" + kind + ";\n")
                .reduce("", String::concat);
    Path conf = sample("nginx.conf", directory, port, upstream, tls, Map.of("http {", own));
    String more = "daemon off; user root; pid " + directory + "/nginx.pid;";
    return start(
        directory,
        port,
        List.of(
            program,
            "-e",
            "stderr",
            "-p",
            directory.toString(),
            "-c",
            conf.toString(),
            "-g",
            more));
  }

  /// Starts Caddy before a server; the test is skipped where Caddy is not installed.
  public static ReverseProxy caddy(Path directory, int upstream, TlsIdentity tls) {
    String program = installed("caddy", "caddy");
    int port = freePort();
    Path conf = sample("Caddyfile", directory, port, upstream, tls, Map.of());
    return start(
        directory,
        port,
        List.of(program, "run", "--config", conf.toString(), "--adapter", "caddyfile"));
  }

  private static Path sample(
      String name,
      Path directory,
      int port,
      int upstream,
      TlsIdentity tls,
      Map<String, String> more) {
    try {
      String text = Files.readString(SAMPLES.resolve(name));
      text = replaced(text, "127.0.0.1:8000", "127.0.0.1:" + upstream);
      text = replaced(text, "8443", Integer.toString(port));
      text = replaced(text, "cw.example.com", "localhost");
      text = replaced(text, "/etc/ssl/candlewick/fullchain.pem", tls.certificate().toString());
      text = replaced(text, "/etc/ssl/candlewick/privkey.pem", tls.key().toString());
      for (var each : more.entrySet()) text = replaced(text, each.getKey(), each.getValue());
      return Files.writeString(directory.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String replaced(String text, String from, String to) {
    if (!text.contains(from)) throw new AssertionError("the sample has no " + from);
    return text.replace(from, to);
  }

  private static String installed(String name, String packageName) {
    String all = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
    for (String directory : all.split(File.pathSeparator, -1)) {
      Path program = Path.of(directory, name);
      if (Files.isExecutable(program)) return program.toString();
    }
    String missing = name + " is not installed; on Debian: apt-get install " + packageName;
    if ("true".equals(System.getenv("CI"))) throw new AssertionError(missing);
    return Assumptions.<String>abort(missing);
  }

  private static ReverseProxy start(Path directory, int port, List<String> command) {
    Path log = directory.resolve("proxy.log");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(log.toFile());
    builder.environment().put("HOME", directory.toString());
    builder.environment().put("XDG_DATA_HOME", directory.toString());
    builder.environment().put("XDG_CONFIG_HOME", directory.toString());
    try {
      ReverseProxy proxy = new ReverseProxy(builder.start(), port, log);
      proxy.awaitListening();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitListening() throws IOException {
    long end = System.nanoTime() + START_NANOS;
    while (process.isAlive() && System.nanoTime() < end) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException notYet) {
        Thread.onSpinWait();
      }
    }
    process.destroyForcibly();
    throw new AssertionError("the proxy does not listen:\n" + Files.readString(log));
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
