package dev.candlewick.api.docs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An example body of every operation that takes one, for the API's description.
final class OperationBodies {
  private static final String CANDLE =
      """
      {"symbol":"BTCUSDT","interval":"15m","open_time":"2021-01-01T00:00:00Z","open":29000.0,\
      "high":29100.0,"low":28900.0,"close":29050.0,"volume":123.45,\
      "close_time":"2021-01-01T00:15:00Z","trades":100}\
      """;
  private static final String PRINT =
      """
      {"symbol":"BTCUSDT","price":68000.0,"qty":0.01,"timestamp":"2025-01-01T00:00:00Z"}\
      """;
  private static final String BACKFILL =
      """
      {"symbol":"BTCUSDT","interval":"1h","provider":"binance","from":"2018-01-01"}\
      """;
  private static final String INSTRUMENT =
      """
      {"coingecko_id":"litecoin","ticker":"LTC","name":"Litecoin","is_active":true}\
      """;
  private static final String POSITION =
      """
      {"symbol":"BTC/USDT","entry_price":"50000","quantity":"0.5","trade_type":"BUY"}\
      """;
  private static final String ASSET =
      """
      {"symbol":"BTC","quantity":"0.5","average_buy_price":"40000"}\
      """;
  private static final String LOT =
      """
      {"quantity":"0.75","average_buy_price":"41000"}\
      """;
  private static final String SIGN_IN =
      """
      {"username":"alice","password":"correct horse battery"}\
      """;
  private static final String PASSWORD =
      """
      {"current_password":"correct horse battery","new_password":"another horse staple"}\
      """;
  private static final String TOKEN =
      """
      {"name":"backup","scopes":["read"],"expires_in_days":90}\
      """;

  /// Method and path to body.
  private static final Map<String, String> ALL =
      Map.ofEntries(
          Map.entry("POST /api/v1/candles", CANDLE),
          Map.entry("POST /api/v1/market_trades", PRINT),
          Map.entry("POST /trades", PRINT),
          Map.entry("POST /api/v1/backfills", BACKFILL),
          Map.entry(
              "POST /api/v1/feeds/prints", "{\"provider\":\"binance\",\"symbol\":\"BTCUSDT\"}"),
          Map.entry("POST /api/v1/instruments", INSTRUMENT),
          Map.entry("PATCH /api/v1/instruments/{id}", "{\"is_active\":false}"),
          Map.entry("PATCH /api/v1/series/{id}", "{\"follow\":true}"),
          Map.entry("POST /api/v1/trades", POSITION),
          Map.entry("PATCH /api/v1/trades/{id}", "{\"quantity\":\"0.75\"}"),
          Map.entry("PATCH /api/v1/trades/{id}/close", "{\"exit_price\":\"55000\"}"),
          Map.entry("POST /api/v1/assets", ASSET),
          Map.entry("PUT /api/v1/assets/{symbol}", LOT),
          Map.entry("PATCH /api/v1/assets/{symbol}", "{\"quantity\":\"0.75\"}"),
          Map.entry("POST /api/v1/auth/register", SIGN_IN),
          Map.entry("POST /api/v1/auth/login", SIGN_IN),
          Map.entry("POST /api/v1/auth/token", SIGN_IN),
          Map.entry("POST /api/v1/auth/session", SIGN_IN),
          Map.entry("POST /api/v1/account/password", PASSWORD),
          Map.entry("POST /api/v1/account/tokens", TOKEN),
          Map.entry("POST /api/v1/admin/users", SIGN_IN),
          Map.entry("PATCH /api/v1/admin/users/{id}", "{\"disabled\":true}"),
          Map.entry("POST /api/v1/admin/users/{id}/tokens", TOKEN));

  private OperationBodies() {}

  /// Null for an operation that takes no body.
  static @Nullable String of(String method, String path) {
    return ALL.get(method + " " + path);
  }
}
