package dev.candlewick.stream;

import java.util.List;

/// Plain messages: the updates of each, joined by commas.
final class PlainFormat implements MessageFormat {
  @Override
  public List<String> updates(List<Update> updates, String cursor, int lost) {
    String joined = String.join(",", updates.stream().map(Update::text).toList());
    return List.of((lost == 0 ? "" : "lost " + lost + ",") + joined + "|" + cursor);
  }

  @Override
  public List<String> snapshot(Subscribed begun, List<Update> updates, String cursor) {
    return List.of(
        "begun " + begun.id() + (begun.resumed() ? " resumed" : ""),
        updates(updates, cursor, 0).getFirst());
  }

  @Override
  public List<String> heartbeat(String cursor) {
    return List.of("heartbeat");
  }

  @Override
  public List<String> closing(CloseReason closing) {
    return List.of("closing " + closing);
  }
}
