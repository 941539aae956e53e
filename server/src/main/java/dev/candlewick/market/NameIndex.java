package dev.candlewick.market;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// An index of entries by their case-insensitive names, with a search for similar names.
final class NameIndex<T> {
  private final Map<String, List<T>> byName = new LinkedHashMap<>();
  private final List<String> names;

  /// The letters of each name, one bit per letter: this separates most names cheaply.
  private final long[] letters;

  /// An entry with the edit distance of its name.
  record Near<T>(int distance, T entry) {}

  private NameIndex(Collection<T> all, Function<T, Stream<String>> names) {
    for (T one : all) {
      names
          .apply(one)
          .map(NameIndex::key)
          .distinct()
          .forEach(name -> byName.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(one));
    }
    this.names = List.copyOf(byName.keySet());
    this.letters = this.names.stream().mapToLong(NameIndex::letters).toArray();
  }

  /// Creates an index.
  ///
  /// @param names all names of one entry
  static <T> NameIndex<T> of(Collection<T> all, Function<T, Stream<String>> names) {
    return new NameIndex<>(all, names);
  }

  /// Returns all entries with this name, in insertion order.
  List<T> find(String text) {
    return List.copyOf(byName.getOrDefault(key(text), List.of()));
  }

  boolean has(String text) {
    return byName.containsKey(key(text));
  }

  /// Returns the entries whose name is a few edits away, or begins like the text.
  Stream<Near<T>> near(String text) {
    String key = key(text);
    int most = Math.max(1, key.length() / 3);
    long wanted = letters(key);
    return IntStream.range(0, names.size())
        .filter(i -> near(names.get(i), letters[i], key, wanted, most))
        .boxed()
        .flatMap(i -> nearBy(names.get(i), EditDistance.distance(key, names.get(i))));
  }

  private Stream<Near<T>> nearBy(String name, int distance) {
    return byName.getOrDefault(name, List.of()).stream().map(found -> new Near<>(distance, found));
  }

  /// Whether a name is near. An edit changes the length by at most one, and removes and adds at
  /// most one letter, so only few names need a measured distance.
  private static boolean near(String name, long letters, String key, long wanted, int most) {
    if (starts(name, key)) return true;
    return Math.abs(name.length() - key.length()) <= most
        && Long.bitCount(letters & ~wanted) <= most
        && Long.bitCount(wanted & ~letters) <= most
        && EditDistance.distance(key, name) <= most;
  }

  private static boolean starts(String name, String key) {
    return key.length() >= 3
        && (name.startsWith(key) || (key.startsWith(name) && name.length() >= 3));
  }

  private static long letters(String name) {
    return name.chars().mapToLong(letter -> 1L << (letter & 63)).reduce(0, (a, b) -> a | b);
  }

  private static String key(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
