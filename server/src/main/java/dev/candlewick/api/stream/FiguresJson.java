package dev.candlewick.api.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.candlewick.api.journal.OpenPositionsView;
import dev.candlewick.api.portfolio.PortfolioAnalyticsApi;
import dev.candlewick.books.AccountFigures;
import dev.candlewick.stream.Topic;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// What a stream tells an account of its own, as JSON in UTF-8, written as the API's answers are.
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

  /// Nobody listens to an account's figures any more.
  void forget(long accountId) {
    figures.evict(accountId);
  }

  /// All holdings together: what `portfolio_summary` answers.
  public byte[] portfolio(long accountId) {
    return bytes(PortfolioAnalyticsApi.PortfolioSummaryView.of(figures.portfolio(accountId)));
  }

  /// The open positions and what they would earn now.
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
