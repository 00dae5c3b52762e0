package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.plan.SqlScanner.Kind;
import dev.tributary.connector.cloudsql.plan.SqlScanner.Token;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * SQL that a user wrote, checked: one statement that reads. What a statement does through functions
 * it calls is refused by the server, whose transactions only read here.
 *
 * @param text the statement, without what follows its end
 * @param dialect whose SQL it is
 * @param tokens its pieces
 */
record SafeSql(String text, SqlDialect dialect, List<Token> tokens) {
  private static final Set<String> READS = Set.of("SELECT", "WITH", "VALUES", "TABLE");
  private static final Map<String, String> WRITES =
      Map.of("INSERT", "INTO", "DELETE", "FROM", "MERGE", "INTO", "REPLACE", "INTO");

  /** What stands for values of the run. */
  static final List<String> PLACEHOLDERS =
      List.of("@last_extraction_time", "@last_value", "@window_start", "@window_end");

  /**
   * Returns a query that was checked.
   *
   * @param option the option that it stands in
   * @throws ConnectorException of kind CONFIG if it is not one statement, or writes
   */
  static SafeSql query(String option, String sql, SqlDialect dialect) {
    SafeSql query = scan(option, sql, dialect);
    query.refuseSecond(option);
    query.refuseWrites(option);
    query.checkPlaceholders(option);
    return query;
  }

  /**
   * Returns a condition that was checked.
   *
   * @param option the option that it stands in
   * @throws ConnectorException of kind CONFIG if it is more than one condition
   */
  static SafeSql condition(String option, String sql, SqlDialect dialect) {
    SafeSql condition = scan(option, sql, dialect);
    if (condition.tokens.isEmpty()) {
      throw wrong(option, "is empty");
    }
    condition.refuseSecond(option);
    condition.checkPlaceholders(option);
    return condition;
  }

  private static SafeSql scan(String option, String sql, SqlDialect dialect) {
    List<Token> tokens;
    try {
      tokens = new ArrayList<>(SqlScanner.scan(sql, dialect));
    } catch (IllegalArgumentException endless) {
      throw wrong(option, "cannot be read: " + endless.getMessage());
    }
    if (tokens.stream().anyMatch(token -> token.kind() == Kind.HIDDEN)) {
      throw wrong(option, "holds a comment that the server would run");
    }
    tokens.removeIf(token -> token.kind() == Kind.COMMENT);
    String text = sql;
    while (!tokens.isEmpty() && tokens.get(tokens.size() - 1).in(sql).equals(";")) {
      text = sql.substring(0, tokens.remove(tokens.size() - 1).start());
    }
    return new SafeSql(text, dialect, List.copyOf(tokens));
  }

  private void refuseSecond(String option) {
    int depth = 0;
    for (Token token : tokens) {
      String piece = token.in(text);
      if (token.kind() == Kind.SYMBOL && piece.equals(";")) {
        throw wrong(option, "holds two statements");
      }
      depth += token.kind() != Kind.SYMBOL ? 0 : piece.equals("(") ? 1 : piece.equals(")") ? -1 : 0;
      if (depth < 0) {
        break;
      }
    }
    if (depth != 0) {
      throw wrong(option, "has parentheses that do not match");
    }
  }

  private void refuseWrites(String option) {
    String first =
        tokens.stream()
            .filter(token -> !token.in(text).equals("("))
            .findFirst()
            .map(this::word)
            .orElse("");
    if (!READS.contains(first)) {
      throw wrong(
          option, first.isEmpty() ? "is empty" : "begins with " + first + ", which does not read");
    }
    for (int i = 0; i < tokens.size(); i++) {
      String word = word(tokens.get(i));
      String next = i + 1 < tokens.size() ? word(tokens.get(i + 1)) : "";
      boolean writes =
          (WRITES.containsKey(word) && next.equals(WRITES.get(word)))
              || word.equals("INTO")
              || (word.equals("UPDATE") && isStatement(i));
      if (writes) {
        throw wrong(option, "writes: " + word + (next.isEmpty() ? "" : " " + next));
      }
      boolean locks =
          (word.equals("FOR") && Set.of("UPDATE", "SHARE", "NO", "KEY").contains(next))
              || (word.equals("LOCK") && next.equals("IN"));
      if (locks) {
        throw wrong(option, "locks the rows that it reads");
      }
    }
  }

  /** Whether an UPDATE at this place begins a statement, as in a WITH. */
  private boolean isStatement(int at) {
    return at > 0
        && tokens.get(at - 1).in(text).equals("(")
        && at + 2 < tokens.size()
        && !tokens.get(at + 1).in(text).equals(")")
        && tokens.subList(at, tokens.size()).stream().anyMatch(token -> word(token).equals("SET"));
  }

  private void checkPlaceholders(String option) {
    for (Token token : tokens) {
      String name = token.in(text).toLowerCase(Locale.ROOT);
      boolean ours = name.startsWith("@last") || name.startsWith("@window");
      if (token.kind() == Kind.PLACEHOLDER && ours && !PLACEHOLDERS.contains(name)) {
        Optional<String> near = Names.suggestion(name, PLACEHOLDERS);
        throw ConnectorException.of(ErrorKind.CONFIG, "there is no `" + name + "`")
            .place(option)
            .remedy(near.orElse("Use one of " + String.join(", ", PLACEHOLDERS)))
            .build();
      }
    }
  }

  /** Returns whether a value of the run stands in it. */
  boolean uses(String placeholder) {
    return tokens.stream()
        .anyMatch(
            token ->
                token.kind() == Kind.PLACEHOLDER && token.in(text).equalsIgnoreCase(placeholder));
  }

  /** Returns whether any value of the run stands in it. */
  boolean usesAny() {
    return PLACEHOLDERS.stream().anyMatch(this::uses);
  }

  /**
   * Returns the text with literals in place of the values of the run, and never in strings, names
   * or comments.
   *
   * @param literal gives the literal of a placeholder, in small letters
   */
  String with(Function<String, String> literal) {
    StringBuilder filled = new StringBuilder();
    int copied = 0;
    for (Token token : tokens) {
      String name = token.in(text).toLowerCase(Locale.ROOT);
      if (token.kind() == Kind.PLACEHOLDER && PLACEHOLDERS.contains(name)) {
        filled.append(text, copied, token.start()).append(literal.apply(name));
        copied = token.end();
      }
    }
    // A comment at the end must not swallow what is put behind it.
    return filled.append(text, copied, text.length()).append('\n').toString();
  }

  private String word(Token token) {
    return token.kind() == Kind.WORD ? token.in(text).toUpperCase(Locale.ROOT) : "";
  }

  private static ConnectorException wrong(String option, String what) {
    return ConnectorException.of(ErrorKind.CONFIG, "`" + option + "` " + what)
        .remedy("Write one statement that only reads")
        .build();
  }
}
