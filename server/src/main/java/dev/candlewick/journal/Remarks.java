package dev.candlewick.journal;

import java.util.List;

/// What a trader wrote about a position.
///
/// @param notes plain text, at most 10,000 characters; empty without any
/// @param tags at most 20, distinct, each of 1 to 50 characters, in the order of the trader
public record Remarks(String notes, List<String> tags) {
  public static final int MAX_NOTES = 10_000;
  public static final int MAX_TAGS = 20;
  public static final int MAX_TAG = 50;
  public static final Remarks NONE = new Remarks("", List.of());

  public Remarks {
    tags = List.copyOf(tags);
    if (notes.length() > MAX_NOTES) {
      throw new IllegalArgumentException("notes of " + notes.length() + " characters");
    }
    if (tags.size() > MAX_TAGS || tags.stream().distinct().count() < tags.size()) {
      throw new IllegalArgumentException("more than " + MAX_TAGS + " tags, or one twice: " + tags);
    }
    if (tags.stream().anyMatch(tag -> tag.isBlank() || tag.length() > MAX_TAG)) {
      throw new IllegalArgumentException("a tag is blank or too long: " + tags);
    }
  }
}
