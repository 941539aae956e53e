package dev.candlewick;

import dev.candlewick.api.http.WireLimits;
import dev.candlewick.api.wire.WireExtension;
import dev.candlewick.cli.PortTakenException;
import dev.candlewick.settings.DatabaseSettings;
import dev.candlewick.settings.HttpSettings;
import dev.candlewick.settings.LogFormat;
import dev.candlewick.settings.ServerSettings;
import dev.candlewick.settings.Settings;
import dev.candlewick.store.embedded.HomeLock;
import dev.candlewick.wiring.Shutdown;
import dev.candlewick.wiring.Wiring;
import io.quarkus.runtime.Quarkus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The server's life: lock the home, look whether the port is free, wire, listen, and at the end
/// stop in the reverse order.
final class ServerLifecycle {
  private static final Logger LOG = Logger.getLogger("candlewick");

  /// Longer than Quarkus waits for requests (`quarkus.shutdown.timeout`) and the jobs for a page.
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(30);

  private static final String LOOPBACK = "127.0.0.1";

  private ServerLifecycle() {}

  static int run(Settings settings, Consumer<String> console) {
    boolean json = settings.server().logFormat() == LogFormat.JSON;
    Consumer<String> log = json ? LOG::info : console;
    HttpSettings http = settings.http();
    String address = "http://" + http.host() + ":" + http.port();
    HomeLock lock = lock(settings, address);
    try {
      TemporaryFiles.redirectTo(settings.home());
      requireFreePort(http);
      try (Wiring wiring = Wiring.open(settings, log)) {
        logAccountNotices(wiring, log);
        configure(settings, http.host(), http.port());
        StartupCache cache = StartupCache.createInBackground(log);
        if (cache != null) Shutdown.onStop(cache::close);
        Beans.handOver(wiring);
        wiring.start();
        listen(wiring);
      }
      return 0;
    } finally {
      if (lock != null) lock.close();
    }
  }

  /// Starts beside the running server, without its jobs, for `StartupCache`.
  static int trainStartup(Settings settings, Consumer<String> log) {
    try (Wiring wiring = Wiring.open(settings, log)) {
      int port = findFreePort();
      configure(settings, LOOPBACK, port);
      Beans.handOver(wiring);
      StartupTraining.start(port);
      listen(wiring);
      return 0;
    }
  }

  private static int findFreePort() {
    try (ServerSocket probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// One home for one server. With an external database there may be many nodes of one home.
  private static @Nullable HomeLock lock(Settings settings, String address) {
    return settings.database() instanceof DatabaseSettings.Embedded
        ? HomeLock.take(settings.home(), "candlewick serve, " + address)
        : null;
  }

  private static void requireFreePort(HttpSettings http) {
    if (http.port() == 0) return;
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(http.host(), http.port()));
    } catch (IOException e) {
      throw new PortTakenException(
          "cannot listen on %s:%d (%s); set PORT or HOST"
              .formatted(http.host(), http.port(), e.getMessage()),
          e);
    }
  }

  /// Logs what an operator must know about accounts.
  private static void logAccountNotices(Wiring wiring, Consumer<String> log) {
    if (wiring.settings().http().weakSecret()) {
      log.accept(
          "JWT_SECRET has fewer than 32 bytes and can be guessed; good for this machine only");
    }
    if (wiring.settings().http().insecureSignIn()) {
      log.accept(
          "INSECURE_SIGN_IN is set: browsers sign in without TLS, and their network can read"
              + " passwords and sessions");
    }
    wiring
        .books()
        .accounts()
        .createSetupCode()
        .ifPresent(code ->
            log.accept(
                "there is no administrator yet: register with \"setup_code\": \""
                    + code
                    + "\" (holds once, until the next start), or run candlewick user create NAME"
                    + " --admin"));
  }

  private static void configure(Settings settings, String host, int port) {
    ServerSettings server = settings.server();
    System.setProperty("quarkus.http.host", host);
    System.setProperty("quarkus.http.port", Integer.toString(port));
    System.setProperty(
        "quarkus.log.console.json.enabled", Boolean.toString(server.logFormat() == LogFormat.JSON));
    WireExtension.guard(WireLimits.of(server.headTimeout(), server.bodyTimeout()));
  }

  private static void listen(Wiring wiring) {
    CountDownLatch ended = new CountDownLatch(1);
    Shutdown.onStop(() -> await(ended));
    try {
      Quarkus.run(
          null,
          (code, fault) -> {
            if (fault != null) LOG.error("the server stopped with a fault", fault);
          });
    } finally {
      wiring.close();
      ended.countDown();
    }
  }

  /// Quarkus stops by a hook of its own: it waits for the requests under way and closes the wiring.
  private static void await(CountDownLatch ended) {
    try {
      if (!ended.await(SHUTDOWN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("the server takes too long to stop");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
