package dev.candlewick.catalog;

import dev.candlewick.ingest.MarketLookup;
import dev.candlewick.ingest.Providers;
import dev.candlewick.market.Instrument;
import dev.candlewick.market.InstrumentMatch;
import dev.candlewick.market.Listings;
import dev.candlewick.market.MarketMatch;
import dev.candlewick.market.UnlistedMarkets;
import dev.candlewick.provider.CandleProvider;
import dev.candlewick.provider.ChartProvider;
import dev.candlewick.provider.ProviderException;
import dev.candlewick.provider.Venue;
import dev.candlewick.store.ChangeFeed;
import dev.candlewick.store.listing.ListingStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The names of instruments and markets, by the stored listings. For a name that they lack, the
/// venue's listing is requested again, at most once in ten minutes and once for all callers; so the
/// result depends on what is listed, and not on earlier requests.
public final class Catalog implements MarketLookup, ChangeFeed.Listener {
  /// The age from which a listing is requested again before a name counts as unknown.
  private static final Duration UNKNOWN_NAME_REFRESH_AGE = Duration.ofMinutes(10);

  /// The texts that can be a name; for any other text no request is sent to a venue.
  private static final Pattern NAME_PATTERN = Pattern.compile("[\\p{L}\\p{M}\\p{N}._/:$+-]{1,100}");

  private final Providers providers;
  private final ListingStore store;
  private final ListingRefresh refresh;
  private final AtomicLong changes = new AtomicLong();
  private volatile @Nullable Loaded loaded;

  private record Loaded(Listings listings, long change) {}

  public Catalog(Providers providers, ListingStore store, ListingRefresh refresh) {
    this.providers = providers;
    this.store = store;
    this.refresh = refresh;
  }

  @Override
  public Listings listings() {
    Loaded known = loaded;
    return known != null && known.change() == changes.get() ? known.listings() : load();
  }

  private synchronized Listings load() {
    long change = changes.get();
    Loaded known = loaded;
    if (known != null && known.change() == change) return known.listings();
    Listings listings = store.read();
    loaded = new Loaded(listings, change);
    return listings;
  }

  @Override
  public void onChange(String topic, long fromMicros) {
    if (topic.equals(ChangeFeed.LISTINGS)) changes.incrementAndGet();
  }

  @Override
  public void onMissedChanges() {
    changes.incrementAndGet();
  }

  /// Resolves a name to an instrument. While no list is available, only the well-known coins are
  /// found.
  public InstrumentMatch instrument(String name) {
    Listings known = listings();
    InstrumentMatch match = known.matchInstrument(name);
    boolean decided = known.hasInstrumentList() && !(match instanceof InstrumentMatch.Unknown);
    if (decided || known.isWellKnown(name) || !NAME_PATTERN.matcher(name.strip()).matches())
      return match;
    for (String venue : providers.names(ChartProvider.class)) {
      if (tryRefresh(venue, known.hasInstrumentList())) return listings().matchInstrument(name);
    }
    return match;
  }

  /// Returns the instrument of a CoinGecko id; one that is not listed is labelled by its id.
  public Instrument instrumentById(String id) {
    return listings().instrumentById(id);
  }

  @Override
  public MarketMatch market(String provider, String name, String quote) {
    MarketMatch match = storedMarket(provider, name, quote);
    if (!(match instanceof MarketMatch.Unknown) || !NAME_PATTERN.matcher(name.strip()).matches()) {
      return match;
    }
    boolean listed = listings().hasMarkets(provider);
    try {
      return refresh.refreshWithTimeout(
              venue(provider), listed ? UNKNOWN_NAME_REFRESH_AGE : Duration.ZERO)
          ? storedMarket(provider, name, quote)
          : match;
    } catch (ProviderException e) {
      if (listed) return match;
      // Without any listing, names that need none are still found; the repair after the first one
      // renames those that the venue names otherwise.
      MarketMatch plain = UnlistedMarkets.matchWellKnown(provider, name, quote);
      if (plain instanceof MarketMatch.Unknown) throw e;
      return plain;
    }
  }

  @Override
  public MarketMatch storedMarket(String provider, String name, String quote) {
    Optional<CandleProvider> venue = providers.find(provider);
    return venue.isPresent() && venue.get().listsAll()
        ? UnlistedMarkets.match(provider, name, quote)
        : listings().matchMarket(provider, name, quote);
  }

  @Override
  public List<String> quotes(String provider) {
    List<String> known = listings().quoteCurrencies(provider);
    if (!known.isEmpty() || !tryRefresh(provider, false)) return known;
    return listings().quoteCurrencies(provider);
  }

  /// Returns whether a newer listing was stored. If the venue cannot be reached, the old one stays.
  private boolean tryRefresh(String provider, boolean listed) {
    try {
      return refresh.refreshWithTimeout(
          venue(provider), listed ? UNKNOWN_NAME_REFRESH_AGE : Duration.ZERO);
    } catch (ProviderException e) {
      return false;
    }
  }

  private Venue venue(String name) {
    return providers.all().stream()
        .filter(venue -> venue.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no venue is called " + name));
  }
}
