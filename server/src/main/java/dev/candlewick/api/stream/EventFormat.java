package dev.candlewick.api.stream;

import dev.candlewick.stream.CloseReason;
import dev.candlewick.stream.MessageFormat;
import dev.candlewick.stream.Update;
import java.util.ArrayList;
import java.util.List;

/// The messages of `/api/v1/stream` as server-sent events, whose id is the cursor to resume from.
final class EventFormat implements MessageFormat {
  private final StreamFormat stream;

  EventFormat(StreamFormat stream) {
    this.stream = stream;
  }

  @Override
  public List<String> updates(List<Update> updates, String cursor, int lost) {
    return events("update", cursor, stream.updates(updates, cursor, lost));
  }

  @Override
  public List<String> snapshot(Subscribed begun, List<Update> updates, String cursor) {
    List<String> messages = stream.snapshot(begun, updates, cursor);
    List<String> events = new ArrayList<>();
    events.add("event: subscribed\ndata: " + messages.getFirst() + "\n\n");
    events.addAll(events("snapshot", cursor, messages.subList(1, messages.size())));
    return events;
  }

  private static List<String> events(String type, String cursor, List<String> messages) {
    return messages.stream()
        .map(message -> "id: " + cursor + "\nevent: " + type + "\ndata: " + message + "\n\n")
        .toList();
  }

  /// A comment, which an EventSource ignores.
  @Override
  public List<String> heartbeat(String cursor) {
    return List.of(": heartbeat\n\n");
  }

  @Override
  public List<String> closing(CloseReason reason) {
    return stream.closing(reason).stream()
        .map(message -> "event: closing\ndata: " + message + "\n\n")
        .toList();
  }
}
