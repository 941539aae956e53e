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

/// Things by their names in any case, and those whose name is nearly another.
final class NameIndex<T> {
  private final Map<String, List<T>> byName = new LinkedHashMap<>();
  private final List<String> names;

  /// The letters of each name, one bit a letter: what tells most names apart at once.
  private final long[] letters;

  /// One whose name is so many edits away.
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

  /// @param names all names that one of them has here
  static <T> NameIndex<T> of(Collection<T> all, Function<T, Stream<String>> names) {
    return new NameIndex<>(all, names);
  }

  /// All that have this name, in the order they came in.
  List<T> find(String text) {
    return List.copyOf(byName.getOrDefault(key(text), List.of()));
  }

  boolean has(String text) {
    return byName.containsKey(key(text));
  }

  /// Those whose name is a few edits away, or begins like the text.
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

  /// An edit changes the length by one at most, and removes and adds one letter at most: so only
  /// few names are worth measuring.
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
