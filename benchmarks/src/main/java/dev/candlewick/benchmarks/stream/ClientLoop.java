package dev.candlewick.benchmarks.stream;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/// One thread that runs many clients: it opens its share of the connections, replies to pings and
/// measures what arrives. A client costs a socket and a few hundred bytes.
final class ClientLoop implements Callable<Tally> {
  private static final int BUFFER = 1 << 16;
  private static final int POLL_MILLIS = 10;
  private static final int NORMAL_CLOSE = 1000;

  private final LoadPlan plan;
  private final Progress progress;
  private final int number;
  private final int share;
  private final Handshake handshake;
  private final byte[] subscription;
  private final Selector selector;
  private final ByteBuffer received = ByteBuffer.allocateDirect(BUFFER);
  private final List<Client> clients = new ArrayList<>();
  private final Tally tally = new Tally();
  private final MessageReader ear;
  private byte[] bytes = new byte[2 * BUFFER];
  private boolean draining;

  ClientLoop(LoadPlan plan, Progress progress, int number) throws IOException {
    this.plan = plan;
    this.progress = progress;
    this.number = number;
    this.share = (plan.clients() - number + plan.threads() - 1) / plan.threads();
    this.handshake = new Handshake(plan);
    this.subscription = subscription(plan.topics());
    this.selector = Selector.open();
    this.ear = new MessageReader(plan.fields(), tally);
  }

  private static byte[] subscription(List<String> topics) {
    String names = String.join("\",\"", topics);
    String message = "{\"op\":\"subscribe\",\"topics\":[\"" + names + "\"],\"id\":\"1\"}";
    return message.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Tally call() throws IOException {
    try (selector) {
      long begin = System.nanoTime();
      while (!progress.is(Progress.Phase.OVER)) {
        open(System.nanoTime() - begin);
        if (progress.is(Progress.Phase.DRAIN)) drain();
        selector.select(this::act, POLL_MILLIS);
      }
      clients.forEach(this::leave);
    }
    return tally;
  }

  private void open(long nanos) {
    long due = 1 + (long) (nanos / 1e9 * plan.perSecond() / plan.threads());
    while (clients.size() < Math.min(due, share)) {
      int client = clients.size() * plan.threads() + number;
      try {
        clients.add(connect(client));
      } catch (IOException e) {
        throw new IllegalStateException("cannot open connection " + client, e);
      }
    }
  }

  private Client connect(int client) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    boolean stalls = plan.stalls(client);
    if (stalls && plan.stalledBuffer() > 0) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, plan.stalledBuffer());
    }
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    if (plan.sources() > 1) channel.bind(plan.source(client));
    Client opened = new Client(channel, stalls);
    channel.register(selector, SelectionKey.OP_CONNECT, opened);
    try {
      channel.connect(plan.server());
    } catch (IOException e) {
      failed(opened, e);
    }
    return opened;
  }

  private void act(SelectionKey key) {
    if (!(key.attachment() instanceof Client client)) return;
    try {
      if (key.isConnectable()) connected(client, key);
      else if (key.isReadable()) read(client);
    } catch (IOException e) {
      failed(client, e);
    }
  }

  private void connected(Client client, SelectionKey key) throws IOException {
    client.channel.finishConnect();
    client.send(handshake.request());
    client.stage = Client.Stage.HANDSHAKE;
    key.interestOps(SelectionKey.OP_READ);
  }

  private void failed(Client client, IOException e) {
    String why = String.valueOf(e.getMessage());
    if (client.stage == Client.Stage.FRAMES) ended(client, why);
    else if (client.stage != Client.Stage.NOTHING) refused(client, why);
  }

  private void refused(Client client, String why) {
    Tally.count(tally.failures, why);
    progress.settled();
    close(client);
  }

  private void ended(Client client, String how) {
    Tally.count(client.stalls ? tally.stalledEnded : tally.readersEnded, how);
    close(client);
  }

  private void close(Client client) {
    client.stage = Client.Stage.NOTHING;
    client.rest = null;
    try {
      client.channel.close();
    } catch (IOException e) {
      Tally.count(tally.failures, "close: " + e.getMessage());
    }
  }

  /// The time is read once for all frames of one read.
  private void read(Client client) throws IOException {
    received.clear();
    int count = client.channel.read(received);
    long micros = micros();
    if (count < 0) throw new IOException("ended without a close frame");
    if (measuring()) tally.bytes += count;
    int end = gather(client, count);
    int at = 0;
    if (client.stage == Client.Stage.HANDSHAKE) at = greet(client, end);
    if (client.stage == Client.Stage.FRAMES) {
      at =
          Frames.read(
              bytes,
              at,
              end,
              (opcode, all, offset, length) -> frame(client, opcode, offset, length, micros));
    }
    if (client.stage != Client.Stage.NOTHING) {
      client.rest = at == end ? null : Arrays.copyOfRange(bytes, at, end);
    }
  }

  private static long micros() {
    Instant now = Instant.now();
    return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
  }

  private boolean measuring() {
    return progress.is(Progress.Phase.MEASURE);
  }

  /// Copies the remainder and the new bytes into `bytes`; returns the end of the data.
  private int gather(Client client, int count) {
    byte[] rest = client.rest;
    int kept = rest == null ? 0 : rest.length;
    if (kept + count > bytes.length) bytes = new byte[2 * (kept + count)];
    if (rest != null) System.arraycopy(rest, 0, bytes, 0, kept);
    received.flip().get(bytes, kept, count);
    return kept + count;
  }

  private int greet(Client client, int end) throws IOException {
    int after = handshake.check(bytes, end);
    if (after == 0) return 0;
    client.stage = Client.Stage.FRAMES;
    if (!plan.topics().isEmpty()) {
      client.send(Frames.write(Frames.TEXT, subscription, 0, subscription.length));
    }
    if (client.stalls) listen(client, 0);
    progress.connected();
    return after;
  }

  private void listen(Client client, int operations) {
    SelectionKey key = client.channel.keyFor(selector);
    if (key != null && key.isValid()) key.interestOps(operations);
  }

  private void frame(Client client, int opcode, int offset, int length, long micros)
      throws IOException {
    switch (opcode) {
      case Frames.TEXT -> text(client, offset, offset + length, micros);
      case Frames.PING -> {
        tally.pings++;
        client.send(Frames.write(Frames.PONG, bytes, offset, length));
      }
      case Frames.CLOSE -> closed(client, offset, length);
      case Frames.PONG, Frames.CONTINUATION -> {}
      default -> throw new IOException("a frame of kind " + opcode);
    }
  }

  private void text(Client client, int from, int to, long micros) {
    if (measuring() && !client.stalls) ear.hear(client, bytes, from, to, micros);
    ear.reason(bytes, from, to);
  }

  private void closed(Client client, int offset, int length) throws IOException {
    int code = length < 2 ? 0 : ((bytes[offset] & 0xff) << 8) | (bytes[offset + 1] & 0xff);
    client.send(Frames.write(Frames.CLOSE, bytes, offset, Math.min(length, 2)));
    ended(client, code == 0 ? "closed without a code" : "closed with " + code);
  }

  /// Resumes reading of the stalled clients, to learn how the server has closed them.
  private void drain() {
    if (draining) return;
    draining = true;
    clients.stream()
        .filter(client -> client.stalls && client.stage == Client.Stage.FRAMES)
        .forEach(client -> listen(client, SelectionKey.OP_READ));
  }

  private void leave(Client client) {
    if (client.stage != Client.Stage.FRAMES) return;
    if (client.stalls) Tally.count(tally.stalledEnded, "still open");
    else tally.framesByReader.add(client.frames);
    try {
      byte[] code = {(byte) (NORMAL_CLOSE >> 8), (byte) NORMAL_CLOSE};
      client.channel.write(Frames.write(Frames.CLOSE, code, 0, code.length));
    } catch (IOException e) {
      Tally.count(tally.failures, "leaving: " + e.getMessage());
    }
    close(client);
  }
}
