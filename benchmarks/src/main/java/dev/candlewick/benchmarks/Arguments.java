package dev.candlewick.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// A command line of `--name value` pairs. `done` rejects unknown names.
public final class Arguments {
  private final Map<String, String> given = new HashMap<>();
  private final TreeSet<String> known = new TreeSet<>();

  public Arguments(String... arguments) {
    if (arguments.length % 2 != 0) {
      throw new IllegalArgumentException(
          "every --name needs a value: " + String.join(" ", arguments));
    }
    for (int i = 0; i < arguments.length; i += 2) {
      if (!arguments[i].startsWith("--")) {
        throw new IllegalArgumentException("not a --name: " + arguments[i]);
      }
      given.put(arguments[i].substring(2), arguments[i + 1]);
    }
  }

  public String text(String name, String otherwise) {
    known.add(name);
    return Objects.requireNonNullElse(given.get(name), otherwise);
  }

  public int whole(String name, int otherwise) {
    String text = text(name, Integer.toString(otherwise));
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--" + name + " must be a whole number: " + text, e);
    }
  }

  public void done() {
    TreeSet<String> strange = new TreeSet<>(given.keySet());
    strange.removeAll(known);
    if (!strange.isEmpty()) {
      throw new IllegalArgumentException(
          "there are --" + String.join(", --", known) + ", not " + strange);
    }
  }
}
