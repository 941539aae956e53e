package dev.candlewick.market;

import java.util.List;
import java.util.Set;

/// The best-known coins: CoinGecko's id, ticker, name, and what venues call them besides.
final class WellKnown {
  static final List<Instrument> INSTRUMENTS =
      List.of(
          coin("bitcoin", "BTC", "Bitcoin", "XBT", "XXBT"),
          coin("ethereum", "ETH", "Ethereum", "XETH"),
          coin("tether", "USDT", "Tether"),
          coin("binancecoin", "BNB", "BNB"),
          coin("solana", "SOL", "Solana"),
          coin("usd-coin", "USDC", "USDC"),
          coin("ripple", "XRP", "XRP", "XXRP"),
          coin("dogecoin", "DOGE", "Dogecoin", "XDG", "XXDG"),
          coin("cardano", "ADA", "Cardano"),
          coin("tron", "TRX", "TRON"),
          coin("avalanche-2", "AVAX", "Avalanche"),
          coin("chainlink", "LINK", "Chainlink"),
          coin("polkadot", "DOT", "Polkadot"),
          coin("the-open-network", "TON", "Toncoin"),
          coin("shiba-inu", "SHIB", "Shiba Inu"),
          coin("litecoin", "LTC", "Litecoin", "XLTC"),
          coin("bitcoin-cash", "BCH", "Bitcoin Cash"),
          coin("uniswap", "UNI", "Uniswap"),
          coin("near", "NEAR", "NEAR Protocol"),
          coin("stellar", "XLM", "Stellar", "XXLM"),
          coin("cosmos", "ATOM", "Cosmos Hub"),
          coin("monero", "XMR", "Monero", "XXMR"),
          coin("ethereum-classic", "ETC", "Ethereum Classic", "XETC"),
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
          coin("render-token", "RENDER", "Render", "RNDR"),
          coin("sui", "SUI", "Sui"),
          coin("pepe", "PEPE", "Pepe"),
          coin("dai", "DAI", "Dai"),
          coin("polygon-ecosystem-token", "POL", "POL", "MATIC"),
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
          coin("zcash", "ZEC", "Zcash", "XZEC"),
          coin("dash", "DASH", "Dash"));

  private WellKnown() {}

  private static Instrument coin(String id, String ticker, String name, String... aliases) {
    return new Instrument(id, ticker, name, Set.of(aliases));
  }
}
