package dev.candlewick.api.stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.account.Credentials;
import dev.candlewick.api.market.Symbols;
import dev.candlewick.settings.HttpSettings;
import dev.candlewick.settings.StreamSettings;
import dev.candlewick.stream.Connection;
import dev.candlewick.stream.Hub;
import dev.candlewick.stream.Shard;
import dev.candlewick.stream.Style;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/// The listeners of this process: the hub that tells them, what their messages look like, and what
/// has to be given back when they leave.
public final class Streaming implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(Streaming.class);

  private final StreamSources sources;
  private final Hub hub;
  private final StreamText text;
  private final StreamStyle stream;
  private final EventStyle events;
  private final PricesStyle prices;
  private final StreamWishes wishes;
  private final StreamHandshake handshake;
  private final StreamDoor door;
  private final StreamWatch watch;
  private final OwnTeller teller;
  private final Map<Connection, StreamDoor.Place> places = new ConcurrentHashMap<>();

  public Streaming(
      StreamSources sources,
      Symbols symbols,
      Credentials credentials,
      HttpSettings http,
      StreamSettings settings,
      ObjectMapper json) {
    this.sources = sources;
    this.text = new StreamText(json);
    this.hub = new Hub(text, settings.flush(), LOG::error);
    this.stream = new StreamStyle(text);
    this.events = new EventStyle(stream);
    this.prices = new PricesStyle(text);
    this.teller = new OwnTeller(hub, sources.own());
    StreamTopics topics = new StreamTopics(symbols, sources);
    this.wishes = new StreamWishes(hub, topics, teller, text);
    this.handshake = new StreamHandshake(credentials, http);
    this.door = new StreamDoor(settings);
    this.watch = new StreamWatch(credentials, InstantSource.system());
  }

  void start() {
    // Listeners hear of the end at once; Quarkus would wait for them as for requests under way.
    Runtime.getRuntime().addShutdownHook(new Thread(hub::close, "stream-end"));
    hub.start(sources.bus(), sources.ticks().latest());
    sources.changes().subscribe(watch);
    sources.changes().subscribe(teller);
    watch.start();
    teller.start(sources.bus());
  }

  Hub hub() {
    return hub;
  }

  StreamText text() {
    return text;
  }

  Style stream() {
    return stream;
  }

  Style events() {
    return events;
  }

  Style prices() {
    return prices;
  }

  StreamWishes wishes() {
    return wishes;
  }

  StreamHandshake handshake() {
    return handshake;
  }

  StreamDoor door() {
    return door;
  }

  /// What a new connection hears first.
  String welcome() {
    return "{\"type\":\"welcome\",\"cursor\":\"%s\",\"heartbeat_seconds\":%d}"
        .formatted(hub.cursor(), Shard.HEARTBEAT.toSeconds());
  }

  /// Somebody listens from now on.
  void came(Connection connection, StreamGuest guest, StreamDoor.Place place) {
    places.put(connection, place);
    watch.watch(guest.caller(), connection);
  }

  /// They do not any more.
  void left(Connection connection) {
    StreamDoor.Place place = places.remove(connection);
    if (place != null) place.leave();
    watch.forget(connection);
  }

  @Override
  public void close() {
    watch.close();
    teller.close();
    hub.close();
  }
}
