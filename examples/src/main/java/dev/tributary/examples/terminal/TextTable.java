package dev.tributary.examples.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rows as columns of text that a person can read: numbers to the right, all else to the left, and
 * nothing so wide that it pushes the rest away. Used by one thread.
 */
public final class TextTable {
  private static final int WIDEST = 60;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9,]*(\\.[0-9]+)?");

  private final List<String> names;
  private final int widest;
  private final List<List<String>> rows = new ArrayList<>();

  private TextTable(List<String> names, int widest) {
    this.names = names.stream().map(name -> fitting(name, widest)).toList();
    this.widest = widest;
  }

  /** Returns a table with these columns and no rows. */
  public static TextTable of(String... names) {
    return of(List.of(names));
  }

  /** Returns a table with these columns and no rows. */
  public static TextTable of(List<String> names) {
    return new TextTable(names, WIDEST);
  }

  /** Returns a table with these columns and no rows, whose cells are shown to their end. */
  public static TextTable whole(String... names) {
    return new TextTable(List.of(names), Integer.MAX_VALUE);
  }

  /** Adds a row; cells that are missing at its end are empty. */
  public TextTable row(Object... cells) {
    return row(Arrays.asList(cells));
  }

  /** Adds a row; cells that are missing at its end are empty. */
  public TextTable row(List<?> cells) {
    List<String> row = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      row.add(i < cells.size() ? fitting(String.valueOf(cells.get(i)), widest) : "");
    }
    rows.add(row);
    return this;
  }

  /** Returns the head of the table and a line for each row. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(names));
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      String blanks = " ".repeat(width(i) - length(cells.get(i)));
      line.append(isNumeric(i) ? blanks + cells.get(i) : cells.get(i) + blanks).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int width = length(names.get(column));
    for (List<String> row : rows) {
      width = Math.max(width, length(row.get(column)));
    }
    return width;
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty()
        && rows.stream()
            .map(row -> row.get(column))
            .allMatch(cell -> cell.isEmpty() || NUMBER.matcher(cell).matches());
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** Control characters of a source must not reach a terminal. */
  private static String fitting(String text, int widest) {
    StringBuilder shown = new StringBuilder();
    int length = 0;
    for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
      int c = text.codePointAt(at);
      if (++length > widest) {
        return shown.append("…").toString();
      }
      shown.appendCodePoint(Character.isISOControl(c) ? ' ' : c);
    }
    return shown.toString();
  }

  @Override
  public String toString() {
    return String.join(System.lineSeparator(), lines());
  }
}
