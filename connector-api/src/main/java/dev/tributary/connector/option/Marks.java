package dev.tributary.connector.option;

import java.util.BitSet;

/** The characters of a text that are to be hidden. */
final class Marks {
  private final String text;
  private final BitSet hidden = new BitSet();

  Marks(String text) {
    this.text = text;
  }

  /** Takes what a search found. */
  @FunctionalInterface
  interface Sink {
    /** Hides the characters from one index, inclusive, to another, exclusive. */
    void hide(int from, int to);
  }

  /** Hides the characters from one index, inclusive, to another, exclusive. */
  void hide(int from, int to) {
    hidden.set(from, to);
  }

  boolean isEmpty() {
    return hidden.isEmpty();
  }

  /** Returns the text with one mask for each run of hidden characters. */
  String masked() {
    if (hidden.isEmpty()) {
      return text;
    }
    StringBuilder masked = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int from = hidden.nextSetBit(at);
      if (from < 0) {
        break;
      }
      int to = hidden.nextClearBit(from);
      masked.append(text, at, from).append(Redactor.MASK);
      at = to;
    }
    return masked.append(text, at, text.length()).toString();
  }
}
