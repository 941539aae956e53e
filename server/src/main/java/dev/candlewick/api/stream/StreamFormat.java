package dev.candlewick.api.stream;

import dev.candlewick.stream.CloseReason;
import dev.candlewick.stream.MessageFormat;
import dev.candlewick.stream.Topic;
import dev.candlewick.stream.Update;
import java.util.List;
import java.util.stream.Collectors;

/// The messages of `/api/v1/stream`: all updates of a moment in one.
class StreamFormat implements MessageFormat {
  private final StreamJson text;

  StreamFormat(StreamJson text) {
    this.text = text;
  }

  @Override
  public List<String> updates(List<Update> updates, String cursor, int lost) {
    return List.of(frame("update", cursor, lost, updates));
  }

  private static String frame(String type, String cursor, int lost, List<Update> updates) {
    int length = 64 + updates.stream().mapToInt(update -> update.text().length() + 1).sum();
    StringBuilder frame = new StringBuilder(length);
    frame.append("{\"type\":\"").append(type).append("\",\"cursor\":\"").append(cursor).append('"');
    if (lost > 0) frame.append(",\"lost\":").append(lost);
    frame.append(",\"updates\":[");
    for (int i = 0; i < updates.size(); i++) {
      if (i > 0) frame.append(',');
      frame.append(updates.get(i).text());
    }
    return frame.append("]}").toString();
  }

  @Override
  public List<String> snapshot(Subscribed begun, List<Update> updates, String cursor) {
    String topics =
        begun.topics().stream().map(Topic::text).map(text::quoted).collect(Collectors.joining(","));
    String subscribed =
        "{\"type\":\"subscribed\",\"id\":%s,\"topics\":[%s],\"resumed\":%s}"
            .formatted(begun.id(), topics, begun.resumed());
    return List.of(subscribed, frame("snapshot", cursor, 0, updates));
  }

  @Override
  public List<String> heartbeat(String cursor) {
    return List.of("{\"type\":\"heartbeat\",\"cursor\":\"" + cursor + "\"}");
  }

  @Override
  public List<String> closing(CloseReason reason) {
    return List.of(
        "{\"type\":\"closing\",\"code\":%d,\"reason\":%s}"
            .formatted(reason.code(), text.quoted(reason.reason())));
  }
}
