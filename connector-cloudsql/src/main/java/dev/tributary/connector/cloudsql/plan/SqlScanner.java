package dev.tributary.connector.cloudsql.plan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells words from strings, quoted names and comments in a text of SQL, so that nobody takes what
 * stands in a string for a part of the statement.
 */
final class SqlScanner {
  /** What a piece of text is. */
  enum Kind {
    WORD,
    STRING,
    NAME,
    COMMENT,
    /** A comment that MySQL runs. */
    HIDDEN,
    /** An {@code @} with a word. */
    PLACEHOLDER,
    SYMBOL
  }

  /** A piece of the text, white space left out. */
  record Token(Kind kind, int start, int end) {
    String in(String sql) {
      return sql.substring(start, end);
    }
  }

  private final String sql;
  private final SqlDialect dialect;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private SqlScanner(String sql, SqlDialect dialect) {
    this.sql = sql;
    this.dialect = dialect;
  }

  /**
   * Returns the pieces of a text in their order.
   *
   * @throws IllegalArgumentException if a string, a quoted name or a comment does not end
   */
  static List<Token> scan(String sql, SqlDialect dialect) {
    SqlScanner scanner = new SqlScanner(sql, dialect);
    while (scanner.at < sql.length()) {
      scanner.token();
    }
    return scanner.tokens;
  }

  private void token() {
    char here = sql.charAt(at);
    boolean mysql = dialect == SqlDialect.MYSQL;
    if (Character.isWhitespace(here)) {
      at++;
    } else if (here == '\'') {
      quoted(Kind.STRING, mysql || escapes());
    } else if (here == '"') {
      quoted(mysql ? Kind.STRING : Kind.NAME, mysql);
    } else if (here == '`' && mysql) {
      quoted(Kind.NAME, false);
    } else if (isLineComment()) {
      int end = sql.indexOf('\n', at);
      add(Kind.COMMENT, end < 0 ? sql.length() : end);
    } else if (sql.startsWith("/*", at)) {
      comment();
    } else if (here == '$' && !mysql && dollarTag() != null) {
      dollar();
    } else if (here == '@' && isStart(at + 1) && !(at > 0 && sql.charAt(at - 1) == '@')) {
      add(Kind.PLACEHOLDER, wordEnd(at + 1));
    } else if (isStart(at) || Character.isDigit(here)) {
      add(Kind.WORD, wordEnd(at));
    } else {
      add(Kind.SYMBOL, at + 1);
    }
  }

  private void add(Kind kind, int end) {
    tokens.add(new Token(kind, at, end));
    at = end;
  }

  /** Whether the string that begins here is PostgreSQL's E''. */
  private boolean escapes() {
    if (tokens.isEmpty()) {
      return false;
    }
    Token last = tokens.get(tokens.size() - 1);
    return last.end() == at && last.kind() == Kind.WORD && last.in(sql).equalsIgnoreCase("e");
  }

  private void quoted(Kind kind, boolean backslashes) {
    char quote = sql.charAt(at);
    for (int i = at + 1; i < sql.length(); i++) {
      char one = sql.charAt(i);
      if (one == '\\' && backslashes) {
        i++;
      } else if (one == quote) {
        if (i + 1 < sql.length() && sql.charAt(i + 1) == quote) {
          i++;
        } else {
          add(kind, i + 1);
          return;
        }
      }
    }
    throw endless("the " + quote + " at " + (at + 1));
  }

  private boolean isLineComment() {
    if (dialect == SqlDialect.MYSQL) {
      boolean spaced = at + 2 >= sql.length() || sql.charAt(at + 2) <= ' ';
      return sql.charAt(at) == '#' || (sql.startsWith("--", at) && spaced);
    }
    return sql.startsWith("--", at);
  }

  private void comment() {
    boolean nests = dialect == SqlDialect.POSTGRES;
    boolean hidden =
        !nests && (sql.startsWith("/*!", at) || sql.regionMatches(true, at, "/*M!", 0, 4));
    int depth = 1;
    for (int i = at + 2; i < sql.length() - 1; i++) {
      if (sql.startsWith("*/", i)) {
        i++;
        if (--depth == 0) {
          add(hidden ? Kind.HIDDEN : Kind.COMMENT, i + 1);
          return;
        }
      } else if (nests && sql.startsWith("/*", i)) {
        i++;
        depth++;
      }
    }
    throw endless("the comment at " + (at + 1));
  }

  private @Nullable String dollarTag() {
    int end = at + 1;
    while (end < sql.length() && sql.charAt(end) != '$') {
      boolean digitFirst = end == at + 1 && Character.isDigit(sql.charAt(end));
      if (digitFirst || !isPart(sql.charAt(end))) {
        return null;
      }
      end++;
    }
    return end < sql.length() ? sql.substring(at, end + 1) : null;
  }

  private void dollar() {
    String tag = dollarTag();
    int end = tag == null ? -1 : sql.indexOf(tag, at + tag.length());
    if (tag == null || end < 0) {
      throw endless("the " + tag + " at " + (at + 1));
    }
    add(Kind.STRING, end + tag.length());
  }

  private boolean isStart(int index) {
    return index < sql.length()
        && (Character.isLetter(sql.charAt(index)) || sql.charAt(index) == '_');
  }

  private int wordEnd(int from) {
    int end = from;
    while (end < sql.length() && (isPart(sql.charAt(end)) || sql.charAt(end) == '$')) {
      end++;
    }
    return end;
  }

  private static boolean isPart(char one) {
    return Character.isLetterOrDigit(one) || one == '_';
  }

  private static IllegalArgumentException endless(String what) {
    return new IllegalArgumentException(what + " does not end");
  }
}
