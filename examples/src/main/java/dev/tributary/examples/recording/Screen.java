package dev.tributary.examples.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a terminal shows after a text was printed to it, as far as our programs use one: lines,
 * colours, going up, and clearing. Used by one thread.
 */
final class Screen {
  private static final Pattern PIECE =
      Pattern.compile("\033\\[([0-9;?]*)([A-Za-z])|\r|\n|[^\033\r\n]+");

  /**
   * A piece of a line in one style.
   *
   * @param text what it says
   * @param style the number of the last style that was set, such as 32 for green; 0 for none
   */
  record Run(String text, int style) {}

  private final List<List<Run>> lines = new ArrayList<>();
  private int row;
  private int style;

  private Screen() {
    lines.add(new ArrayList<>());
  }

  /** Returns the lines that are there in the end. */
  static List<List<Run>> of(String printed) {
    Screen screen = new Screen();
    Matcher piece = PIECE.matcher(printed);
    while (piece.find()) {
      screen.print(piece);
    }
    return screen.lines;
  }

  private void print(Matcher piece) {
    String text = piece.group();
    if (text.equals("\n")) {
      row++;
      if (row == lines.size()) {
        lines.add(new ArrayList<>());
      }
    } else if (piece.group(2) != null) {
      control(piece.group(1), piece.group(2));
    } else if (!text.equals("\r")) {
      lines.get(row).add(new Run(text, style));
    }
  }

  /** Lines are written from their beginning only, so that clearing one means to begin it anew. */
  private void control(String value, String what) {
    switch (what) {
      case "m" -> style = value.isEmpty() ? 0 : Integer.parseInt(value);
      case "A" -> row = Math.max(0, row - Integer.parseInt(value));
      case "K" -> lines.get(row).clear();
      case "J" -> {
        lines.subList(row + 1, lines.size()).clear();
        lines.get(row).clear();
      }
      default -> throw new IllegalArgumentException("what is ESC[" + value + what + "?");
    }
  }
}
