package dev.candlewick.benchmarks.stream;

/// Measures the messages that clients receive.
final class MessageReader {
  private static final byte[] TYPE = Scan.name("type");
  private static final byte[] CODE = Scan.name("code");
  private static final int TYPE_WITHIN = 32;
  private static final String UPDATE = "update";

  private final byte[] time;
  private final byte[] cursor;
  private final Tally tally;

  MessageReader(LoadPlan.Fields fields, Tally tally) {
    this.time = Scan.name(fields.time());
    this.cursor = Scan.name(fields.cursor());
    this.tally = tally;
  }

  /// Returns the type of a message; those of a plain broadcaster have none and are updates.
  static String type(byte[] bytes, int from, int to) {
    int at = Scan.value(TYPE, bytes, from, Math.min(to, from + TYPE_WITHIN));
    if (at < 0) return UPDATE;
    return bytes[at + 1] == 'u' && bytes[at + 2] == 'p' ? UPDATE : Scan.text(bytes, at, to);
  }

  /// Measures a message of a measured second, received at this time.
  void hear(Client client, byte[] bytes, int from, int to, long micros) {
    String type = type(bytes, from, to);
    tally.messages.merge(type, 1L, Long::sum);
    if (type.equals(UPDATE)) update(client, bytes, from, to, micros);
  }

  /// Counts a message that announces why the server will close, if it is one.
  void reason(byte[] bytes, int from, int to) {
    String type = type(bytes, from, to);
    if (!type.equals("closing") && !type.equals("error")) return;
    int at = Scan.value(CODE, bytes, from, to);
    Tally.count(tally.told, type + " " + (at < 0 ? "without a code" : Scan.text(bytes, at, to)));
  }

  private void update(Client client, byte[] bytes, int from, int to, long micros) {
    client.frames++;
    int at = Scan.value(cursor, bytes, from, to);
    if (at >= 0) {
      tally.spread.received(Scan.hash(bytes, at, to), micros);
      order(client, Scan.sequence(bytes, at, to));
    }
    latency(bytes, from, to, micros);
  }

  private void order(Client client, long sequence) {
    if (sequence >= 0 && sequence <= client.sequence) tally.backwards++;
    client.sequence = sequence;
  }

  private void latency(byte[] bytes, int from, int to, long micros) {
    long newest = -1;
    int at = Scan.value(time, bytes, from, to);
    while (at >= 0 && at < to) {
      long told = Scan.micros(bytes, at, to);
      if (told >= 0) tally.updates.add(micros - told);
      newest = Math.max(newest, told);
      at = Scan.value(time, bytes, at, to);
    }
    if (newest >= 0) tally.frames.add(micros - newest);
  }
}
