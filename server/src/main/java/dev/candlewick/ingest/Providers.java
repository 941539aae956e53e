package dev.candlewick.ingest;

import dev.candlewick.provider.CandleProvider;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The venues this installation can ask, by name.
public final class Providers {
  private final Map<String, CandleProvider> byName = new LinkedHashMap<>();

  /// Puts the venues together.
  ///
  /// @throws IllegalArgumentException when two have one name
  public Providers(Collection<? extends CandleProvider> all) {
    for (CandleProvider provider : all) {
      if (byName.put(provider.name(), provider) != null) {
        throw new IllegalArgumentException("two providers are called " + provider.name());
      }
    }
  }

  public Optional<CandleProvider> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  public List<CandleProvider> all() {
    return List.copyOf(byName.values());
  }

  public List<String> names() {
    return List.copyOf(byName.keySet());
  }
}
