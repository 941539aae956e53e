package dev.candlewick.api.stream;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/// The options of WebSockets: messages of clients are short, and there is no compression, which
/// would need memory for every connection and time for every frame.
@Singleton
public final class WebSocketCustomizer implements HttpServerOptionsCustomizer {
  static final int MAX_BYTES = 16 << 10;
  private static final int CLOSING_SECONDS = 2;

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options
        .setMaxWebSocketFrameSize(MAX_BYTES)
        .setMaxWebSocketMessageSize(MAX_BYTES)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setWebSocketClosingTimeout(CLOSING_SECONDS);
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    customizeHttpServer(options);
  }
}
