package dev.candlewick.api.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.candlewick.api.access.CallerContext;
import dev.candlewick.api.http.ApiException;
import dev.candlewick.api.http.Candidate;
import dev.candlewick.api.http.ErrorCode;
import dev.candlewick.api.http.Problem;
import dev.candlewick.catalog.TopicException;
import dev.candlewick.catalog.TopicNames;
import dev.candlewick.identity.Scope;
import dev.candlewick.market.QuotedText;
import dev.candlewick.stream.CloseReason;
import dev.candlewick.stream.Hub;
import dev.candlewick.stream.StreamConnection;
import dev.candlewick.stream.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Reads and executes the commands of clients of `/api/v1/stream`.
final class StreamCommands {
  private static final Logger LOG = Logger.getLogger(StreamCommands.class);
  private static final int MAX_TOPICS = 500;

  private final Hub hub;
  private final TopicNames topics;
  private final FiguresPublisher publisher;
  private final StreamJson text;

  StreamCommands(Hub hub, TopicNames topics, FiguresPublisher publisher, StreamJson text) {
    this.hub = hub;
    this.topics = topics;
    this.publisher = publisher;
    this.text = text;
  }

  /// Executes a command off the event loop, because it reads the database.
  void handle(
      StreamSubscriber subscriber,
      StreamConnection connection,
      String message,
      Runnable onComplete) {
    Thread.ofVirtual()
        .name("stream-wish")
        .start(() -> execute(subscriber, connection, message, onComplete));
  }

  private void execute(
      StreamSubscriber subscriber,
      StreamConnection connection,
      String message,
      Runnable onComplete) {
    String id = "null";
    try {
      JsonNode command = parseObject(message);
      id = id(command);
      dispatch(subscriber, connection, command, id, onComplete);
    } catch (RuntimeException e) {
      connection.replyAsync(List.of(errorMessage(id, StreamErrors.toApiException(e))), onComplete);
    }
  }

  /// Any JSON value, which the reply repeats; a number that JSON parsers cannot represent is
  /// refused.
  private String id(JsonNode command) {
    if (!isFinite(command.path("id"))) {
      throw new ApiException(
          ErrorCode.VALIDATION_ERROR, "id has a number that is too large for a double");
    }
    return command.has("id") ? text.write(command.path("id")) : "null";
  }

  private static boolean isFinite(JsonNode node) {
    if (node.isNumber()) return Double.isFinite(node.doubleValue());
    for (JsonNode inner : node) {
      if (!isFinite(inner)) return false;
    }
    return true;
  }

  private JsonNode parseObject(String message) {
    JsonNode tree;
    try {
      tree = text.read(message);
    } catch (JsonProcessingException e) {
      throw notAnObject();
    }
    if (!tree.isObject()) throw notAnObject();
    return tree;
  }

  private static ApiException notAnObject() {
    return new ApiException(ErrorCode.VALIDATION_ERROR, "A message must be a JSON object");
  }

  private void dispatch(
      StreamSubscriber subscriber,
      StreamConnection connection,
      JsonNode command,
      String id,
      Runnable onComplete) {
    switch (command.path("op").asText("")) {
      case "ping" ->
          connection.replyAsync(List.of("{\"type\":\"pong\",\"id\":" + id + "}"), onComplete);
      case "subscribe" -> subscribe(subscriber, connection, command, id, onComplete);
      case "unsubscribe" -> unsubscribe(subscriber, connection, command, id, onComplete);
      default ->
          throw new ApiException(
              ErrorCode.VALIDATION_ERROR,
              "op must be subscribe, unsubscribe or ping; got "
                  + QuotedText.of(command.path("op").asText("")));
    }
  }

  private void subscribe(
      StreamSubscriber subscriber,
      StreamConnection connection,
      JsonNode command,
      String id,
      Runnable onComplete) {
    Set<Topic> added = parse(texts(command), "topics", subscriber);
    JsonNode after = command.path("after");
    addTopics(connection, id, added, after.isTextual() ? after.asText() : null, onComplete);
  }

  /// The topics of these texts for a subscriber.
  Set<Topic> parseTopics(List<String> texts, StreamSubscriber subscriber) {
    if (texts.isEmpty()) {
      throw ApiException.validation(
          List.of(
              new ApiException.FieldError("query.topics", "is required, like topics=ticks:BTC")));
    }
    if (texts.size() > MAX_TOPICS) throw tooManyTopics();
    requireCredentials(texts, subscriber);
    return parse(texts, "query.topics", subscriber);
  }

  private Set<Topic> parse(List<String> texts, String field, StreamSubscriber subscriber) {
    try {
      return topics.parse(
          texts,
          new TopicNames.Rights(
              subscriber.caller().accountId(), subscriber.hasPortfolio(), subscriber.hasTrades()));
    } catch (TopicException e) {
      throw ApiException.validation(
          e.faults().stream()
              .map(fault ->
                  new ApiException.FieldError(field + "[" + fault.index() + "]", fault.message()))
              .toList(),
          Candidate.of(e.candidates()));
    }
  }

  /// Over HTTP the status states that a topic of an account needs credentials.
  private static void requireCredentials(List<String> texts, StreamSubscriber subscriber) {
    boolean allowed =
        (subscriber.hasPortfolio() || !texts.contains(TopicNames.PORTFOLIO))
            && (subscriber.hasTrades() || !texts.contains(TopicNames.TRADES));
    if (allowed) return;
    if (subscriber.caller().isAnonymous()) {
      throw ApiException.unauthorized("The topics portfolio and trades need credentials");
    }
    throw CallerContext.missingScope(List.of(Scope.READ));
  }

  /// The same for the event loop, which must not wait for figures.
  void addTopicsAsync(StreamConnection connection, Set<Topic> added, @Nullable String after) {
    Thread.ofVirtual()
        .name("stream-wish")
        .start(() -> {
          try {
            addTopics(connection, "null", added, after, () -> {});
          } catch (RuntimeException e) {
            LOG.error("a stream could not begin", e);
            connection.closeAsync(CloseReason.GOING_AWAY);
          }
        });
  }

  /// Subscribes the connection to further topics.
  void addTopics(
      StreamConnection connection,
      String id,
      Set<Topic> added,
      @Nullable String after,
      Runnable onComplete) {
    Set<Topic> all = new LinkedHashSet<>(connection.topics());
    all.addAll(added);
    if (all.size() > MAX_TOPICS) throw tooManyTopics();
    Map<Topic.Account, String> own = new HashMap<>();
    for (Topic topic : added) {
      if (topic instanceof Topic.Account one) own.put(one, publisher.current(one));
    }
    hub.subscribe(
        connection,
        new Hub.SubscribeCommand(id, all, added, after, own),
        () -> {
          own.keySet().forEach(publisher::republish);
          onComplete.run();
        });
  }

  /// The topic that a text means now, or that was confirmed under this text.
  private void unsubscribe(
      StreamSubscriber subscriber,
      StreamConnection connection,
      JsonNode command,
      String id,
      Runnable onComplete) {
    Set<Topic> remaining = new LinkedHashSet<>(connection.topics());
    List<String> unresolved = new ArrayList<>();
    for (String text : texts(command)) {
      if (!remaining.removeIf(topic -> topic.text().equals(text.strip()))) unresolved.add(text);
    }
    if (!unresolved.isEmpty()) remaining.removeAll(parse(unresolved, "topics", subscriber));
    hub.subscribe(
        connection, new Hub.SubscribeCommand(id, remaining, Set.of(), null, Map.of()), onComplete);
  }

  private static ApiException tooManyTopics() {
    return new ApiException(
        ErrorCode.VALIDATION_ERROR, "A connection listens to " + MAX_TOPICS + " topics at most");
  }

  private static List<String> texts(JsonNode command) {
    JsonNode list = command.path("topics");
    List<String> texts = new ArrayList<>();
    list.forEach(entry -> texts.add(entry.isTextual() ? entry.asText() : entry.toString()));
    if (!list.isArray() || texts.isEmpty()) {
      throw new ApiException(
          ErrorCode.VALIDATION_ERROR, "topics must be a list like [\"ticks:BTC\"]");
    }
    if (texts.size() > MAX_TOPICS) throw tooManyTopics();
    return texts;
  }

  private String errorMessage(String id, ApiException e) {
    Problem problem = Problem.of(e);
    return "{\"type\":\"error\",\"id\":" + id + ",\"error\":" + text.write(problem.error()) + "}";
  }
}
