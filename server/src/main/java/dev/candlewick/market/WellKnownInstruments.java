package dev.candlewick.market;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The well-known coins: CoinGecko's id, ticker and name. Each of these names means its coin
/// whatever else is listed under it.
final class WellKnownInstruments {
  /// Tickers that some venues use for a well-known coin. Other coins may be listed under them, so
  /// they are candidates and not decisive.
  static final Map<String, String> OTHER_TICKERS =
      Map.of("XBT", "bitcoin", "XDG", "dogecoin", "RNDR", "render-token");

  static final List<Instrument> INSTRUMENTS =
      List.of(
          coin("bitcoin", "BTC", "Bitcoin"),
          coin("ethereum", "ETH", "Ethereum"),
          coin("tether", "USDT", "Tether"),
          coin("binancecoin", "BNB", "BNB"),
          coin("solana", "SOL", "Solana"),
          coin("usd-coin", "USDC", "USDC"),
          coin("ripple", "XRP", "XRP"),
          coin("dogecoin", "DOGE", "Dogecoin"),
          coin("cardano", "ADA", "Cardano"),
          coin("tron", "TRX", "TRON"),
          coin("avalanche-2", "AVAX", "Avalanche"),
          coin("chainlink", "LINK", "Chainlink"),
          coin("polkadot", "DOT", "Polkadot"),
          coin("the-open-network", "TON", "Toncoin"),
          coin("shiba-inu", "SHIB", "Shiba Inu"),
          coin("litecoin", "LTC", "Litecoin"),
          coin("bitcoin-cash", "BCH", "Bitcoin Cash"),
          coin("uniswap", "UNI", "Uniswap"),
          coin("near", "NEAR", "NEAR Protocol"),
          coin("stellar", "XLM", "Stellar"),
          coin("cosmos", "ATOM", "Cosmos Hub"),
          coin("monero", "XMR", "Monero"),
          coin("ethereum-classic", "ETC", "Ethereum Classic"),
          coin("filecoin", "FIL", "Filecoin"),
          coin("hedera-hashgraph", "HBAR", "Hedera"),
          coin("internet-computer", "ICP", "Internet Computer"),
          coin("aptos", "APT", "Aptos"),
          coin("arbitrum", "ARB", "Arbitrum"),
          coin("optimism", "OP", "Optimism"),
          coin("vechain", "VET", "VeChain"),
          coin("aave", "AAVE", "Aave"),
          coin("algorand", "ALGO", "Algorand"),
          coin("the-graph", "GRT", "The Graph"),
          coin("maker", "MKR", "Maker"),
          coin("injective-protocol", "INJ", "Injective"),
          coin("render-token", "RENDER", "Render"),
          coin("sui", "SUI", "Sui"),
          coin("pepe", "PEPE", "Pepe"),
          coin("dai", "DAI", "Dai"),
          coin("polygon-ecosystem-token", "POL", "POL"),
          coin("fantom", "FTM", "Fantom"),
          coin("the-sandbox", "SAND", "The Sandbox"),
          coin("decentraland", "MANA", "Decentraland"),
          coin("axie-infinity", "AXS", "Axie Infinity"),
          coin("tezos", "XTZ", "Tezos"),
          coin("eos", "EOS", "EOS"),
          coin("theta-token", "THETA", "Theta Network"),
          coin("flow", "FLOW", "Flow"),
          coin("lido-dao", "LDO", "Lido DAO"),
          coin("curve-dao-token", "CRV", "Curve DAO"),
          coin("sei-network", "SEI", "Sei"),
          coin("celestia", "TIA", "Celestia"),
          coin("bonk", "BONK", "Bonk"),
          coin("zcash", "ZEC", "Zcash"),
          coin("dash", "DASH", "Dash"));

  /// Each ticker by its id.
  static final Map<String, String> TICKERS =
      INSTRUMENTS.stream()
          .collect(Collectors.toUnmodifiableMap(Instrument::id, Instrument::ticker));

  private WellKnownInstruments() {}

  private static Instrument coin(String id, String ticker, String name) {
    return new Instrument(id, ticker, name);
  }
}
