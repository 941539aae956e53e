package dev.candlewick.api.docs;

import dev.candlewick.api.account.AccountApi;
import dev.candlewick.api.account.AdminApi;
import dev.candlewick.api.account.AuthApi;
import dev.candlewick.api.account.ClientSessionApi;
import dev.candlewick.api.account.PreferenceApi;
import dev.candlewick.api.account.WatchListApi;
import dev.candlewick.api.aliases.Aliases;
import dev.candlewick.api.aliases.TradesApi;
import dev.candlewick.api.chart.CandleFrameApi;
import dev.candlewick.api.chart.CandlePlotApi;
import dev.candlewick.api.chart.MarketChartApi;
import dev.candlewick.api.filter.RouteTable;
import dev.candlewick.api.journal.AdminTradesApi;
import dev.candlewick.api.journal.JournalApi;
import dev.candlewick.api.journal.PositionApi;
import dev.candlewick.api.market.BackfillApi;
import dev.candlewick.api.market.CandleApi;
import dev.candlewick.api.market.CoverageApi;
import dev.candlewick.api.market.FeedApi;
import dev.candlewick.api.market.InstrumentApi;
import dev.candlewick.api.market.MarketApi;
import dev.candlewick.api.market.PriceApi;
import dev.candlewick.api.market.PrintApi;
import dev.candlewick.api.market.SearchApi;
import dev.candlewick.api.market.SeriesApi;
import dev.candlewick.api.market.VenueApi;
import dev.candlewick.api.portfolio.AssetApi;
import dev.candlewick.api.portfolio.PortfolioAnalyticsApi;
import dev.candlewick.api.status.HealthApi;
import dev.candlewick.api.status.MetricsApi;
import dev.candlewick.api.status.RootApi;
import java.util.List;

/// The resource classes of the HTTP interface.
public final class Resources {
  static final List<Class<?>> ALL =
      List.of(
          CandleApi.class,
          MarketChartApi.class,
          CandlePlotApi.class,
          CandleFrameApi.class,
          PrintApi.class,
          PositionApi.class,
          JournalApi.class,
          AdminTradesApi.class,
          BackfillApi.class,
          CoverageApi.class,
          SeriesApi.class,
          FeedApi.class,
          VenueApi.class,
          InstrumentApi.class,
          SearchApi.class,
          MarketApi.class,
          PriceApi.class,
          AssetApi.class,
          PortfolioAnalyticsApi.class,
          AuthApi.class,
          AccountApi.class,
          ClientSessionApi.class,
          PreferenceApi.class,
          WatchListApi.class,
          AdminApi.class,
          HealthApi.class,
          RootApi.class,
          DocsApi.class,
          StreamDocsApi.class,
          MetricsApi.class,
          TradesApi.class);

  private Resources() {}

  /// The methods of every path of the interface.
  public static RouteTable routes() {
    return new RouteTable(ALL, Aliases::methods);
  }
}
