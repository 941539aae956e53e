package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.candlewick.testing.RawConnection;
import dev.candlewick.testing.ServerProcess;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Frames of a WebSocket that violate RFC 6455 or the limits end the connection with the matching
/// close code.
class StreamProtocolIT {
  private static final String STREAM = "/api/v1/stream";
  private static final int TEXT = 0x81;
  private static final int PING = 0x89;
  private static final int PONG = 0x8a;

  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server =
        ServerProcess.start(
            home,
            Map.of("TRUSTED_PROXIES", "127.0.0.0/8", "TARGET_ASSETS", "", "POLL_INTERVAL", "1d"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static RawConnection open() {
    return RawConnection.webSocket(server.port(), STREAM);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Overlong, half of a surrogate pair, cut off, beyond Unicode.
  @ParameterizedTest
  @ValueSource(strings = {"c080", "eda080", "f09f92", "f4908080", "22ff22"})
  void aTextThatIsNotUtf8IsClosedWith1007(String bytes) {
    try (RawConnection client = open()) {
      client.frame(TEXT, HexFormat.of().parseHex(bytes));
      assertThat(client.closeCode()).isEqualTo(1007);
    }
  }

  @Test
  void aCharacterMayBeCutBetweenTwoFrames() {
    byte[] ping = utf8("{\"op\":\"ping\",\"id\":\"€\"}");
    int cut = new String(ping, StandardCharsets.ISO_8859_1).indexOf("â") + 1;
    try (RawConnection client = open()) {
      client.frame(0x01, Arrays.copyOfRange(ping, 0, cut));
      client.frame(PING, utf8("between"));
      client.frame(0x80, Arrays.copyOfRange(ping, cut, ping.length));
      RawConnection.Frame frame = client.frame();
      while (!frame.text().contains("pong")) frame = client.frame();
      assertThat(frame.text()).contains("\"id\":\"€\"");
    }
  }

  /// Reserved bit, unknown opcode, continuation of nothing, fragmented ping, a text inside a text.
  @ParameterizedTest
  @ValueSource(ints = {0xc1, 0x83, 0x80, 0x09})
  void aFrameThatCannotBeIsClosedWith1002(int first) {
    try (RawConnection client = open()) {
      client.frame(first, utf8("{}"));
      assertThat(client.closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void aNewMessageInsideAnotherIsClosedWith1002() {
    try (RawConnection client = open()) {
      client.frame(0x01, utf8("{"));
      client.frame(TEXT, utf8("{}"));
      assertThat(client.closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void aFaultInTheSamePacketAsASoundFrameIsClosedWith1002() {
    try (RawConnection client = open()) {
      client.write(
          new byte[] {1, (byte) 0x81, 0, 0, 0, 0, '{', (byte) TEXT, (byte) 0x80, 0, 0, 0, 0});
      assertThat(client.closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void aFrameWithoutAMaskIsClosedWith1002() {
    try (RawConnection client = open()) {
      client.write(new byte[] {(byte) TEXT, 2, '{', '}'});
      assertThat(client.closeCode()).isEqualTo(1002);
    }
  }

  @Test
  void aBinaryMessageIsClosedWith1003() {
    try (RawConnection client = open()) {
      client.frame(0x82, utf8("{}"));
      assertThat(client.closeCode()).isEqualTo(1003);
    }
  }

  @Test
  void aFrameThatIsTooLongIsClosedWith1009() {
    try (RawConnection client = open()) {
      client.write(new byte[] {(byte) TEXT, (byte) 0xff, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0});
      assertThat(client.closeCode()).isEqualTo(1009);
    }
  }

  @Test
  void aMessageThatIsTooLongInAllIsClosedWith1009() {
    try (RawConnection client = open()) {
      byte[] medium = new byte[8 + 9000];
      medium[0] = 0x01;
      medium[1] = (byte) 0xfe;
      medium[2] = (byte) (9000 >> 8);
      medium[3] = (byte) 9000;
      client.write(medium);
      medium[0] = 0x00;
      client.write(medium);
      assertThat(client.closeCode()).isEqualTo(1009);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {PING, PONG, 0x00})
  void pingsPongsAndEmptyFragmentsAreLimitedAsMessagesAre(int first) {
    try (RawConnection client = open()) {
      if (first == 0x00) client.frame(0x01);
      int pongs = 0;
      for (int i = 0; i < 100; i++) client.frame(first);
      RawConnection.Frame frame = client.frame();
      while (!frame.isClose()) {
        if (frame.opcode() == 10) pongs++;
        frame = client.frame();
      }
      assertThat(frame.closeCode()).isEqualTo(1008);
      if (first == PING) assertThat(pongs).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e400", "[1,{\"a\":1e400}]"})
  void anIdThatNoDoubleHoldsIsRefused(String id) {
    try (RawConnection client = open()) {
      client.frame(TEXT, utf8("{\"op\":\"ping\",\"id\":" + id + "}"));
      RawConnection.Frame frame = client.frame();
      while (!frame.text().contains("\"error\"")) frame = client.frame();
      assertThat(frame.text()).contains("VALIDATION_ERROR").contains("\"id\":null");
    }
  }

  @Test
  void aHandshakeCountsOnceWithinTheGeneralLimit() {
    String[] there = {"X-Forwarded-For", "198.51.100.77"};
    long first = remaining(server.get("/api/v1/backfills", there));
    RawConnection.webSocket(server.port(), STREAM, "X-Forwarded-For: 198.51.100.77").close();
    HttpResponse<String> refused = server.get("/api/v1/stream/events", there);
    assertThat(People.error(refused)).isEqualTo("422 VALIDATION_ERROR");
    assertThat(refused.body()).contains("query.topics");
    long last = remaining(server.get("/api/v1/backfills", there));
    assertThat(first - last).isBetween(1L, 3L);
    assertThat(remaining(refused)).isBetween(last, first);
  }

  private static long remaining(HttpResponse<String> response) {
    return Long.parseLong(response.headers().firstValue("RateLimit-Remaining").orElseThrow());
  }
}
