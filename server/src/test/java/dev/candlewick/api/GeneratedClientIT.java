package dev.candlewick.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.candlewick.client.ApiClient;
import dev.candlewick.client.ApiException;
import dev.candlewick.client.api.AccountsApi;
import dev.candlewick.client.api.AssetsApi;
import dev.candlewick.client.api.BackfillsApi;
import dev.candlewick.client.api.CandlesApi;
import dev.candlewick.client.api.MarketChartApi;
import dev.candlewick.client.api.MarketPrintsApi;
import dev.candlewick.client.api.OperationsApi;
import dev.candlewick.client.api.PricesApi;
import dev.candlewick.client.api.SeriesApi;
import dev.candlewick.client.api.TradeJournalApi;
import dev.candlewick.client.model.ApiToken;
import dev.candlewick.client.model.AssetChange;
import dev.candlewick.client.model.AssetView;
import dev.candlewick.client.model.BackfillReport;
import dev.candlewick.client.model.BackfillState;
import dev.candlewick.client.model.CandleView;
import dev.candlewick.client.model.ChartView;
import dev.candlewick.client.model.ErrorCode;
import dev.candlewick.client.model.FrameView;
import dev.candlewick.client.model.HealthState;
import dev.candlewick.client.model.Interval;
import dev.candlewick.client.model.NewAsset;
import dev.candlewick.client.model.NewBackfill;
import dev.candlewick.client.model.NewCandle;
import dev.candlewick.client.model.NewPosition;
import dev.candlewick.client.model.NewPrint;
import dev.candlewick.client.model.NewToken;
import dev.candlewick.client.model.PositionClose;
import dev.candlewick.client.model.PositionStatus;
import dev.candlewick.client.model.PositionView;
import dev.candlewick.client.model.PrintSide;
import dev.candlewick.client.model.Problem;
import dev.candlewick.client.model.RegistrationRequest;
import dev.candlewick.client.model.Scope;
import dev.candlewick.client.model.SignInRequest;
import dev.candlewick.client.model.SortOrder;
import dev.candlewick.testing.ServerProcess;
import dev.candlewick.testing.Waiting;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A Java client that is generated from the API's description works against the packaged server:
/// decimals stay exact, nulls and enumerations are read, and a problem has its code.
class GeneratedClientIT {
  /// Eighteen places, more than a `double` has.
  private static final BigDecimal EXACT = new BigDecimal("1234567.000000000000000001");

  private static final OffsetDateTime OPEN =
      OffsetDateTime.of(2021, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  @TempDir private static Path home;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    server = ServerProcess.start(home, Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static ApiClient client() {
    return new ApiClient().setScheme("http").setHost("127.0.0.1").setPort(server.port());
  }

  private static ApiClient signedIn(String username) throws ApiException {
    AccountsApi accounts = new AccountsApi(client());
    String password = "correct horse battery";
    accounts.authRegister(new RegistrationRequest().username(username).password(password), null);
    String token =
        accounts
            .authLogin(new SignInRequest().username(username).password(password), null)
            .getAccessToken();
    return client()
        .setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token));
  }

  private static Problem problem(ThrowingCallable call) throws JsonProcessingException {
    ApiException refusal = catchThrowableOfType(ApiException.class, call);
    return client().getObjectMapper().readValue(refusal.getResponseBody(), Problem.class);
  }

  @Test
  void aCandleKeepsEighteenPlaces() throws ApiException {
    CandlesApi candles = new CandlesApi(client());
    NewCandle candle =
        new NewCandle()
            .symbol("CLIENTUSDT")
            .interval(Interval._15M)
            .openTime(OPEN)
            .open(EXACT)
            .high(EXACT)
            .low(EXACT)
            .close(EXACT)
            .volume(EXACT)
            .closeTime(OPEN.plusMinutes(15))
            .trades(3);
    candles.candlePost(candle, "client-candle");
    List<CandleView> listed =
        candles.candleList(null, Interval._15M, 10, 0L, SortOrder.ASC, null, "CLIENTUSDT", null);
    assertThat(listed).hasSize(1);
    assertThat(listed.getFirst().getClose()).isEqualTo(EXACT);
    assertThat(listed.getFirst().getQuoteVolume()).isNull();
    assertThat(listed.getFirst().getOpenTime()).isEqualTo(OPEN);
  }

  @Test
  void aPrintIsPostedAndListed() throws ApiException {
    MarketPrintsApi prints = new MarketPrintsApi(client());
    NewPrint print = new NewPrint().symbol("CLIENTUSDT").price(EXACT).qty(EXACT).timestamp(OPEN);
    assertThat(prints.printPost(print, null).getCreated()).isTrue();
    assertThat(prints.printPost(print, null).getCreated()).isFalse();
    assertThat(prints.printList(null, 10, null, "CLIENTUSDT", null).getFirst().getPrice())
        .isEqualTo(EXACT);
  }

  @Test
  void aPositionIsOpenedAndClosed() throws ApiException {
    TradeJournalApi journal = new TradeJournalApi(signedIn("client-journal"));
    NewPosition position =
        new NewPosition()
            .symbol("BTC/USDT")
            .entryPrice(EXACT)
            .quantity(new BigDecimal("0.5"))
            .tradeType(PrintSide.BUY);
    PositionView opened = journal.positionOpen(position, null);
    assertThat(opened.getEntryPrice()).isEqualTo(EXACT);
    assertThat(opened.getExitPrice()).isNull();
    PositionView closed =
        journal.positionClose(
            opened.getId(), new PositionClose().exitPrice(EXACT.add(BigDecimal.TEN)), null);
    assertThat(closed.getStatus()).isEqualTo(PositionStatus.CLOSED);
    assertThat(closed.getRealizedPnl()).isEqualByComparingTo("5");
    assertThat(
            journal.positionList(
                null,
                null,
                null,
                null,
                5,
                null,
                null,
                PositionStatus.CLOSED,
                null,
                null,
                null,
                null))
        .hasSize(1);
    assertThat(journal.journalSummary().getClosedPositions()).isEqualTo(1);
  }

  @Test
  void aProblemHasItsCodeAndFields() throws ApiException, JsonProcessingException {
    TradeJournalApi journal = new TradeJournalApi(signedIn("client-problem"));
    Problem missing = problem(() -> journal.positionGet(999_999_999L));
    assertThat(missing.getStatus()).isEqualTo(404);
    assertThat(missing.getError().getCode()).isEqualTo(ErrorCode.TRADE_NOT_FOUND);
    NewPosition wrong =
        new NewPosition()
            .symbol("x")
            .entryPrice(BigDecimal.ONE.negate())
            .quantity(BigDecimal.ONE)
            .tradeType(PrintSide.SELL);
    Problem refused = problem(() -> journal.positionOpen(wrong, null));
    assertThat(refused.getError().getDetails().getErrors())
        .extracting(field -> field.getField())
        .containsExactlyInAnyOrder("body.symbol", "body.entry_price");
  }

  @Test
  void anAssetIsAddedChangedAndRemoved() throws ApiException {
    AssetsApi assets = new AssetsApi(signedIn("client-assets"));
    NewAsset asset =
        new NewAsset().symbol("BTC").quantity(EXACT).averageBuyPrice(new BigDecimal("40000"));
    assertThat(assets.assetAdd(asset, null).getQuantity()).isEqualTo(EXACT);
    AssetChange change = new AssetChange().quantity(new BigDecimal("0.75"));
    AssetView changed = assets.assetPatch("bitcoin", change, null);
    assertThat(changed.getQuantity()).isEqualByComparingTo("0.75");
    assertThat(assets.portfolioAnalyticsSummary().getAssetsCount()).isEqualTo(1);
    assets.assetDelete("BTC", null);
    assertThat(assets.assetList()).isEmpty();
  }

  @Test
  void aTokenIsMadeAndListed() throws ApiException {
    AccountsApi accounts = new AccountsApi(signedIn("client-tokens"));
    NewToken token = new NewToken().name("client").scopes(List.of(Scope.READ)).expiresInDays(7);
    ApiToken made = accounts.accountCreateToken(token, null);
    assertThat(made.getToken()).startsWith("cw_");
    assertThat(accounts.accountTokens().getFirst().getToken()).isNull();
    assertThat(accounts.accountMe().getScopes()).contains(Scope.ACCOUNT);
  }

  @Test
  void aChartAndItsFrameAreRead() throws ApiException {
    MarketChartApi charts = new MarketChartApi(client());
    ChartView chart =
        charts.marketChartPoints(
            "usd", 5, "simulated", "bitcoin", null, null, null, null, null, null, null);
    assertThat(chart.getPoints()).isNotEmpty();
    assertThat(chart.getAsOf()).isAfter(OPEN);
    FrameView frame =
        charts.marketChartDataframe(
            "usd", 5, "simulated", "bitcoin", null, null, 100.0, null, null, 3, null);
    assertThat(frame.getColumns()).contains("rolling_mean_3", "normalized_price_base_100.0");
    assertThat(frame.getRows().getFirst())
        .hasSameSizeAs(frame.getColumns())
        .contains((Object) null);
  }

  @Test
  void aBackfillIsStartedAndItsCoverageListed() throws ApiException {
    BackfillsApi backfills = new BackfillsApi(client());
    NewBackfill wanted =
        new NewBackfill()
            .symbol("BTCUSDT")
            .interval(Interval._1H)
            .provider("simulated")
            .from("2024-01-01")
            .to("2024-01-02");
    long id = backfills.backfillOrder(wanted, "client-backfill").getId();
    BackfillReport job = Waiting.until(() -> read(backfills, id), one -> !isRunning(one));
    assertThat(job.getState()).isEqualTo(BackfillState.DONE);
    assertThat(job.getInserted()).isEqualTo(24);
    assertThat(new SeriesApi(client()).coverageGet(Interval._1H, "simulated", "BTCUSDT"))
        .singleElement()
        .satisfies(series -> assertThat(series.getStates()).containsKey("covered"));
  }

  private static BackfillReport read(BackfillsApi backfills, long id) {
    try {
      return backfills.backfillGet(id);
    } catch (ApiException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isRunning(BackfillReport job) {
    return Set.of(BackfillState.QUEUED, BackfillState.RUNNING).contains(job.getState());
  }

  @Test
  void pricesAndHealthAreRead() throws ApiException {
    assertThat(new PricesApi(client()).priceList(null, 5, "last", null, null).getCount())
        .isNotNegative();
    assertThat(new OperationsApi(client()).healthHealth().getDatabase()).isEqualTo(HealthState.OK);
  }
}
