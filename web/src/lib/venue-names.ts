/** How venues write their own names; the API names them in small letters. */
const NAMES: Readonly<Record<string, string>> = {
  binance: 'Binance',
  coinbase: 'Coinbase',
  coingecko: 'CoinGecko',
  kraken: 'Kraken',
  simulated: 'simulated',
};

/** The name of a venue for people; a venue that is not known here keeps the API's name. */
export const venueName = (provider: string): string => NAMES[provider] ?? provider;
