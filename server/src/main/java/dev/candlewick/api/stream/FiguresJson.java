package dev.candlewick.api.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.api.journal.OpenPositionsView;
import dev.candlewick.api.portfolio.PortfolioAnalyticsApi;
import dev.candlewick.books.AccountFigures;
import dev.candlewick.stream.Topic;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// An account's own figures as JSON in UTF-8, written as the responses of the API are.
public final class FiguresJson {
  private final AccountFigures figures;
  private final ObjectMapper json;

  public FiguresJson(AccountFigures figures, ObjectMapper json) {
    this.figures = figures;
    this.json = json;
  }

  /// The data of a topic.
  String text(Topic.Account topic) {
    byte[] data =
        switch (topic.figures()) {
          case PORTFOLIO -> portfolio(topic.accountId());
          case TRADES -> trades(topic.accountId());
        };
    return new String(data, StandardCharsets.UTF_8);
  }

  /// Evicts the figures of an account without subscribers.
  void forget(long accountId) {
    figures.evict(accountId);
  }

  /// All holdings together, as the response of `portfolio_summary`.
  public byte[] portfolio(long accountId) {
    return bytes(PortfolioAnalyticsApi.PortfolioSummaryView.of(figures.portfolio(accountId)));
  }

  /// The open positions with their unrealized results.
  public byte[] trades(long accountId) {
    return bytes(OpenPositionsView.of(figures.positions(accountId)));
  }

  private byte[] bytes(Object view) {
    try {
      return json.writeValueAsBytes(view);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
