package dev.candlewick.api.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.api.access.Callers;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.Faults;
import dev.candlewick.api.http.Problem;
import dev.candlewick.identity.Scope;
import dev.candlewick.stream.Closing;
import dev.candlewick.stream.Connection;
import dev.candlewick.stream.Hub;
import dev.candlewick.stream.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads what clients of `/api/v1/stream` say and fulfils it.
final class StreamWishes {
  private static final Logger LOG = Logger.getLogger(StreamWishes.class);
  private static final int MOST_TOPICS = 500;

  private final Hub hub;
  private final StreamTopics topics;
  private final OwnTeller figures;
  private final StreamText text;

  StreamWishes(Hub hub, StreamTopics topics, OwnTeller figures, StreamText text) {
    this.hub = hub;
    this.topics = topics;
    this.figures = figures;
    this.text = text;
  }

  /// What a client says, off the event loop: it asks the database.
  void hear(StreamGuest guest, Connection connection, String message, Runnable answered) {
    Thread.ofVirtual()
        .name("stream-wish")
        .start(() -> fulfil(guest, connection, message, answered));
  }

  private void fulfil(StreamGuest guest, Connection connection, String message, Runnable answered) {
    String id = "null";
    try {
      JsonNode wish = tree(message);
      id = id(wish);
      act(guest, connection, wish, id, answered);
    } catch (RuntimeException e) {
      connection.tell(List.of(error(id, StreamFaults.said(e))), answered);
    }
  }

  /// Anything, as the answer repeats it; a number beyond what JSON's readers take is refused.
  private String id(JsonNode wish) {
    if (!isFinite(wish.path("id"))) {
      throw new ApiException(
          ErrorCode.VALIDATION_ERROR, "id has a number that is too large for a double");
    }
    return wish.has("id") ? text.write(wish.path("id")) : "null";
  }

  private static boolean isFinite(JsonNode node) {
    if (node.isNumber()) return Double.isFinite(node.doubleValue());
    for (JsonNode inner : node) {
      if (!isFinite(inner)) return false;
    }
    return true;
  }

  private JsonNode tree(String message) {
    JsonNode tree;
    try {
      tree = text.read(message);
    } catch (JsonProcessingException e) {
      throw noObject();
    }
    if (!tree.isObject()) throw noObject();
    return tree;
  }

  private static ApiException noObject() {
    return new ApiException(ErrorCode.VALIDATION_ERROR, "A message must be a JSON object");
  }

  private void act(
      StreamGuest guest, Connection connection, JsonNode wish, String id, Runnable answered) {
    switch (wish.path("op").asText("")) {
      case "ping" -> connection.tell(List.of("{\"type\":\"pong\",\"id\":" + id + "}"), answered);
      case "subscribe" -> subscribe(guest, connection, wish, id, answered);
      case "unsubscribe" -> unsubscribe(guest, connection, wish, id, answered);
      default ->
          throw new ApiException(
              ErrorCode.VALIDATION_ERROR,
              "op must be subscribe, unsubscribe or ping; got "
                  + Faults.shown(wish.path("op").asText("")));
    }
  }

  private void subscribe(
      StreamGuest guest, Connection connection, JsonNode wish, String id, Runnable answered) {
    Set<Topic> fresh = topics.of(texts(wish), "topics", guest);
    JsonNode after = wish.path("after");
    listen(connection, id, fresh, after.isTextual() ? after.asText() : null, answered);
  }

  /// What these texts mean to somebody.
  Set<Topic> of(List<String> texts, StreamGuest guest) {
    if (texts.isEmpty()) {
      throw ApiException.validation(
          List.of(
              new ApiException.FieldError("query.topics", "is required, like topics=ticks:BTC")));
    }
    if (texts.size() > MOST_TOPICS) throw tooMany();
    refuseWithoutCredentials(texts, guest);
    return topics.of(texts, "query.topics", guest);
  }

  /// Over HTTP a client learns by the status that a topic of an account needs credentials.
  private static void refuseWithoutCredentials(List<String> texts, StreamGuest guest) {
    boolean may =
        (guest.hasPortfolio() || !texts.contains(StreamTopics.PORTFOLIO))
            && (guest.hasTrades() || !texts.contains(StreamTopics.TRADES));
    if (may) return;
    if (guest.caller().isAnonymous()) {
      throw ApiException.unauthorized("The topics portfolio and trades need credentials");
    }
    throw Callers.lacking(List.of(Scope.READ));
  }

  /// The same as `listen` for the event loop, which must not wait for figures.
  void listenSoon(Connection connection, Set<Topic> fresh, @Nullable String after) {
    Thread.ofVirtual()
        .name("stream-wish")
        .start(() -> {
          try {
            listen(connection, "null", fresh, after, () -> {});
          } catch (RuntimeException e) {
            LOG.error("a stream could not begin", e);
            connection.end(Closing.GOING_AWAY);
          }
        });
  }

  /// From now on the connection listens to these too.
  void listen(
      Connection connection, String id, Set<Topic> fresh, @Nullable String after, Runnable taken) {
    Set<Topic> all = new LinkedHashSet<>(connection.topics());
    all.addAll(fresh);
    if (all.size() > MOST_TOPICS) throw tooMany();
    Map<Topic.Own, String> own = new HashMap<>();
    for (Topic topic : fresh) {
      if (topic instanceof Topic.Own one) own.put(one, figures.of(one));
    }
    hub.listen(
        connection,
        new Hub.Wish(id, all, fresh, after, own),
        () -> {
          own.keySet().forEach(figures::again);
          taken.run();
        });
  }

  /// A text is taken as the topic it stands for now, or by the name it was confirmed under.
  private void unsubscribe(
      StreamGuest guest, Connection connection, JsonNode wish, String id, Runnable answered) {
    Set<Topic> left = new LinkedHashSet<>(connection.topics());
    List<String> rest = new ArrayList<>();
    for (String text : texts(wish)) {
      if (!left.removeIf(topic -> topic.text().equals(text.strip()))) rest.add(text);
    }
    if (!rest.isEmpty()) left.removeAll(topics.of(rest, "topics", guest));
    hub.listen(connection, new Hub.Wish(id, left, Set.of(), null, Map.of()), answered);
  }

  private static ApiException tooMany() {
    return new ApiException(
        ErrorCode.VALIDATION_ERROR, "A connection listens to " + MOST_TOPICS + " topics at most");
  }

  private static List<String> texts(JsonNode wish) {
    JsonNode list = wish.path("topics");
    List<String> texts = new ArrayList<>();
    list.forEach(entry -> texts.add(entry.isTextual() ? entry.asText() : entry.toString()));
    if (!list.isArray() || texts.isEmpty()) {
      throw new ApiException(
          ErrorCode.VALIDATION_ERROR, "topics must be a list like [\"ticks:BTC\"]");
    }
    if (texts.size() > MOST_TOPICS) throw tooMany();
    return texts;
  }

  private String error(String id, ApiException e) {
    Problem problem = Problem.of(e);
    return "{\"type\":\"error\",\"id\":" + id + ",\"error\":" + text.write(problem.error()) + "}";
  }
}
