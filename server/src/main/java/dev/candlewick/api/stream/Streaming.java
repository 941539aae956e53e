package dev.candlewick.api.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.account.CredentialVerifier;
import dev.candlewick.settings.HttpSettings;
import dev.candlewick.settings.StreamSettings;
import dev.candlewick.stream.Hub;
import dev.candlewick.stream.MessageFormat;
import dev.candlewick.stream.Shard;
import dev.candlewick.stream.StreamConnection;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// The streams of this process: the hub, the formats of messages, and the resources that a closed
/// connection releases.
public final class Streaming implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Streaming.class);

  private final StreamSources sources;
  private final Hub hub;
  private final StreamJson text;
  private final StreamFormat streamFormat;
  private final EventFormat eventFormat;
  private final PricesFormat pricesFormat;
  private final StreamCommands commands;
  private final StreamHandshake handshake;
  private final ConnectionLimits connectionLimits;
  private final CredentialMonitor credentialMonitor;
  private final FiguresPublisher figuresPublisher;
  private final Map<StreamConnection, ConnectionLimits.Permit> permits = new ConcurrentHashMap<>();

  public Streaming(
      StreamSources sources,
      CredentialVerifier credentials,
      HttpSettings http,
      StreamSettings settings,
      ObjectMapper json) {
    this.sources = sources;
    this.text = new StreamJson(json);
    this.hub = new Hub(text, settings.flush(), LOG::error);
    this.streamFormat = new StreamFormat(text);
    this.eventFormat = new EventFormat(streamFormat);
    this.pricesFormat = new PricesFormat(text);
    this.figuresPublisher = new FiguresPublisher(hub, sources.figures());
    this.commands = new StreamCommands(hub, sources.topics(), figuresPublisher, text);
    this.handshake = new StreamHandshake(credentials, http);
    this.connectionLimits = new ConnectionLimits(settings);
    this.credentialMonitor = new CredentialMonitor(credentials, InstantSource.system());
  }

  void start() {
    // Closes all streams immediately; Quarkus would wait for them as for requests in progress.
    Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "stream-end"));
    hub.start(sources.bus(), sources.ticks().latest());
    sources.changes().subscribe(credentialMonitor);
    sources.changes().subscribe(figuresPublisher);
    credentialMonitor.start();
    figuresPublisher.start(sources.bus());
  }

  Hub hub() {
    return hub;
  }

  StreamJson text() {
    return text;
  }

  MessageFormat streamFormat() {
    return streamFormat;
  }

  MessageFormat eventFormat() {
    return eventFormat;
  }

  MessageFormat pricesFormat() {
    return pricesFormat;
  }

  StreamCommands commands() {
    return commands;
  }

  StreamHandshake handshake() {
    return handshake;
  }

  ConnectionLimits connectionLimits() {
    return connectionLimits;
  }

  /// The first message of a connection.
  String welcomeMessage() {
    return "{\"type\":\"welcome\",\"cursor\":\"%s\",\"heartbeat_seconds\":%d}"
        .formatted(hub.cursor(), Shard.HEARTBEAT.toSeconds());
  }

  /// Registers an open connection.
  void register(
      StreamConnection connection, StreamSubscriber subscriber, ConnectionLimits.Permit permit) {
    permits.put(connection, permit);
    credentialMonitor.watch(subscriber.caller(), connection);
  }

  /// Releases the resources of a closed connection.
  void unregister(StreamConnection connection) {
    ConnectionLimits.Permit permit = permits.remove(connection);
    if (permit != null) permit.release();
    credentialMonitor.forget(connection);
  }

  @Override
  public void close() {
    credentialMonitor.close();
    figuresPublisher.close();
    hub.close();
  }
}
