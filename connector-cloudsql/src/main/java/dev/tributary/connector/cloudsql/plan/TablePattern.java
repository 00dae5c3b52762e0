package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.server.TableName;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which tables a text of the configuration means: a name, or a pattern in which {@code *} stays
 * within a part of the name, {@code **} crosses its point, and {@code ?}, {@code [a-z]}, {@code
 * {a,b}} and {@code re:} mean what they mean of files. A pattern without a point is of names in any
 * schema.
 */
final class TablePattern {
  private static final String REGEX = "re:";

  private final Pattern pattern;
  private final boolean qualified;

  private TablePattern(Pattern pattern, boolean qualified) {
    this.pattern = pattern;
    this.qualified = qualified;
  }

  /** Returns whether the text is a pattern rather than a name. */
  static boolean isPattern(String text) {
    return text.startsWith(REGEX)
        || (text.indexOf('"') < 0 && text.chars().anyMatch(one -> "*?[{".indexOf(one) >= 0));
  }

  /**
   * Returns the pattern that a text is.
   *
   * @throws IllegalArgumentException if it is not well formed
   */
  static TablePattern of(String text) {
    String regex = text.startsWith(REGEX) ? text.substring(REGEX.length()) : regex(text);
    try {
      boolean qualified =
          text.startsWith(REGEX)
              ? regex.contains("\\.")
              : text.contains(".") || text.contains("**");
      return new TablePattern(Pattern.compile(regex), qualified);
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(wrong.getDescription(), wrong);
    }
  }

  /** Returns whether a table is meant. */
  boolean matches(TableName table) {
    String name = qualified ? table.schema() + "." + table.name() : table.name();
    return pattern.matcher(name).matches();
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    int alternatives = 0;
    for (int at = 0; at < glob.length(); at++) {
      char here = glob.charAt(at);
      switch (here) {
        case '*' -> {
          boolean crosses = at + 1 < glob.length() && glob.charAt(at + 1) == '*';
          regex.append(crosses ? ".*" : "[^.]*");
          at += crosses ? 1 : 0;
        }
        case '?' -> regex.append("[^.]");
        case '{' -> {
          alternatives++;
          regex.append("(?:");
        }
        case '}' -> regex.append(alternatives-- > 0 ? ")" : "\\}");
        case ',' -> regex.append(alternatives > 0 ? "|" : ",");
        case '[' -> {
          int end = glob.indexOf(']', at + 2);
          if (end < 0) {
            throw new IllegalArgumentException("`[` without its `]`");
          }
          String set = glob.substring(at + 1, end).replace("\\", "\\\\").replace("[", "\\[");
          regex.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
          at = end;
        }
        default -> regex.append(Pattern.quote(String.valueOf(here)));
      }
    }
    if (alternatives > 0) {
      throw new IllegalArgumentException("`{` without its `}`");
    }
    return regex.toString();
  }
}
