package dev.tributary.connector.pipeline.expression;

import java.util.ArrayList;
import java.util.List;

/** Cuts an expression into words. */
final class Lexer {
  /** What a word is. */
  enum Kind {
    NUMBER,
    TEXT,
    WORD,
    QUOTED,
    SIGN,
    END
  }

  /** A word, without its quotes, and where it begins. */
  record Token(Kind kind, String text, int at) {
    boolean is(String sign) {
      return kind == Kind.SIGN && text.equals(sign);
    }

    boolean isWord(String keyword) {
      return kind == Kind.WORD && text.equalsIgnoreCase(keyword);
    }

    /** Returns it as a message shows it. */
    String shown() {
      return kind == Kind.END ? "the end" : "`" + text + "`";
    }
  }

  private static final List<String> SIGNS =
      List.of(
          "<=", ">=", "<>", "!=", "==", "||", "=", "<", ">", "+", "-", "*", "/", "%", "(", ")",
          ",");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> tokens(String text) {
    return new Lexer(text).all();
  }

  private List<Token> all() {
    while (true) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        tokens.add(new Token(Kind.END, "", at));
        return tokens;
      }
      char c = text.charAt(at);
      if (c == '\'' || c == '"' || c == '`') {
        quoted(c);
      } else if (isDigit(c)
          || (c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1)))) {
        number();
      } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
        int start = at;
        while (at < text.length()
            && (Character.isUnicodeIdentifierPart(text.charAt(at)) || text.charAt(at) == '_')) {
          at++;
        }
        tokens.add(new Token(Kind.WORD, text.substring(start, at), start));
      } else {
        sign();
      }
    }
  }

  private void quoted(char quote) {
    int start = at++;
    StringBuilder value = new StringBuilder();
    while (true) {
      if (at == text.length()) {
        throw new ExpressionError(
            start, "what begins here has no closing " + quote, "Close it; inside, write it twice");
      }
      char c = text.charAt(at++);
      if (c == quote) {
        if (at == text.length() || text.charAt(at) != quote) {
          break;
        }
        at++;
      }
      value.append(c);
    }
    tokens.add(new Token(quote == '\'' ? Kind.TEXT : Kind.QUOTED, value.toString(), start));
  }

  private void number() {
    int start = at;
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
        at++;
      }
      digits();
    }
    if (at < text.length() && Character.isUnicodeIdentifierPart(text.charAt(at))) {
      throw new ExpressionError(
          start, "a number is followed by `" + text.charAt(at) + "`", "Quote names that begin so");
    }
    tokens.add(new Token(Kind.NUMBER, text.substring(start, at), start));
  }

  private void digits() {
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private void sign() {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        tokens.add(new Token(Kind.SIGN, sign, at));
        at += sign.length();
        return;
      }
    }
    throw new ExpressionError(at, "`" + text.charAt(at) + "` means nothing here", null);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
