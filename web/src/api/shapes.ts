import type { components } from './schema';

type Schemas = components['schemas'];

/** Short names of the answers that several files use; their shapes are those of the server's document. */
export type MarketPage = Schemas['MarketList'];
export type MarketRow = Schemas['MarketFigures'];
export type InstrumentPrices = Schemas['InstrumentPriceList'];
export type SearchAnswer = Schemas['SearchView'];
export type SearchResult = Schemas['SearchResult'];
export type AccountPreferences = Schemas['Preferences'];
export type WatchList = Schemas['WatchedMarkets'];
export type SeriesList = Schemas['SeriesList'];
export type SeriesRow = Schemas['SeriesView'];
export type SeriesDetail = Schemas['SeriesDetail'];
export type CoverageSpan = Schemas['SeriesSpan'];
export type CoverageState = CoverageSpan['state'];
export type Gap = Schemas['SeriesGap'];
export type BackfillEstimate = Schemas['BackfillEstimate'];
export type Venue = Schemas['VenueView'];
export type CandleFrame = Schemas['CandleFrameView'];
export type Session = Schemas['ClientSession'];
