package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.option.Suggestions;
import dev.tributary.connector.schema.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads an expression. The length, the depth and the number of parts are bounded. */
final class Parser {
  static final int MAX_CHARS = 10_000;
  static final int MAX_DEPTH = 64;
  static final int MAX_NODES = 2_000;

  private static final List<String> RESERVED =
      List.of(
          "and", "or", "not", "is", "in", "like", "between", "case", "when", "then", "else", "end",
          "as");

  private final String text;
  private final List<Lexer.Token> tokens;
  private int next;
  private int depth;
  private int nodes;

  private Parser(String text) {
    this.text = text;
    this.tokens = Lexer.tokens(text);
  }

  static Node parse(String text) {
    if (text.length() > MAX_CHARS) {
      throw new ExpressionError(
          0, "it has " + text.length() + " characters; at most " + MAX_CHARS, null);
    }
    Parser parser = new Parser(text);
    Node node = parser.any();
    Lexer.Token rest = parser.peek();
    if (rest.kind() != Lexer.Kind.END) {
      throw parser.expected("an operator or the end", rest);
    }
    return node;
  }

  private Node any() {
    if (++depth > MAX_DEPTH) {
      throw new ExpressionError(peek().at(), "it is nested deeper than " + MAX_DEPTH, null);
    }
    Node left = conjunction();
    while (peek().isWord("or")) {
      int at = take().at();
      left = call("or", at, left, conjunction());
    }
    depth--;
    return left;
  }

  private Node conjunction() {
    Node left = negation();
    while (peek().isWord("and")) {
      int at = take().at();
      left = call("and", at, left, negation());
    }
    return left;
  }

  private Node negation() {
    if (peek().isWord("not")) {
      int at = take().at();
      deeper();
      Node negated = call("not", at, negation());
      depth--;
      return negated;
    }
    return comparison();
  }

  private Node comparison() {
    Node left = sum();
    Lexer.Token token = peek();
    for (String sign : List.of("=", "==", "<>", "!=", "<=", ">=", "<", ">")) {
      if (token.is(sign)) {
        take();
        return call(plain(sign), token.at(), left, sum());
      }
    }
    if (token.isWord("is")) {
      take();
      boolean not = accept("not");
      expect("null");
      Node test = call("is_null", token.at(), left);
      return not ? call("not", token.at(), test) : test;
    }
    boolean not = token.isWord("not") && peek(1).kind() == Lexer.Kind.WORD;
    if (not) {
      take();
    }
    Node test = membership(left, token.at());
    if (test == null) {
      if (not) {
        throw expected("`in`, `like` or `between`", peek());
      }
      return left;
    }
    return not ? call("not", token.at(), test) : test;
  }

  private @Nullable Node membership(Node left, int at) {
    if (accept("in")) {
      sign("(");
      List<Node> arguments = new ArrayList<>(List.of(left));
      do {
        arguments.add(any());
      } while (acceptSign(","));
      sign(")");
      return node(new Node.Call("in", List.copyOf(arguments), at));
    }
    if (accept("like")) {
      return call("like", at, left, sum());
    }
    if (accept("between")) {
      Node low = sum();
      expect("and");
      Node high = sum();
      return call("and", at, call(">=", at, left, low), call("<=", at, left, high));
    }
    return null;
  }

  private static String plain(String sign) {
    return sign.equals("==") ? "=" : sign.equals("!=") ? "<>" : sign;
  }

  private Node sum() {
    Node left = product();
    while (peek().is("+") || peek().is("-") || peek().is("||")) {
      Lexer.Token sign = take();
      left = call(sign.text().equals("||") ? "concat" : sign.text(), sign.at(), left, product());
    }
    return left;
  }

  private Node product() {
    Node left = sign();
    while (peek().is("*") || peek().is("/") || peek().is("%")) {
      Lexer.Token sign = take();
      left = call(sign.text(), sign.at(), left, sign());
    }
    return left;
  }

  private Node sign() {
    if (!peek().is("-") && !peek().is("+")) {
      return primary();
    }
    Lexer.Token sign = take();
    if (peek().kind() == Lexer.Kind.NUMBER) {
      Lexer.Token number = take();
      return number((sign.text().equals("-") ? "-" : "") + number.text(), sign.at());
    }
    deeper();
    Node value = sign();
    depth--;
    return sign.text().equals("-") ? call("negate", sign.at(), value) : value;
  }

  private Node primary() {
    Lexer.Token token = take();
    switch (token.kind()) {
      case NUMBER:
        return number(token.text(), token.at());
      case TEXT:
        return node(new Node.Literal(token.text(), DataType.STRING, token.at()));
      case QUOTED:
        return node(new Node.Name(token.text(), token.at()));
      case WORD:
        return word(token);
      default:
        if (token.is("(")) {
          Node inside = any();
          sign(")");
          return inside;
        }
        throw expected("a value, a column or a function", token);
    }
  }

  private Node word(Lexer.Token token) {
    String word = token.text().toLowerCase(Locale.ROOT);
    int at = token.at();
    if (peek().is("(")) {
      return word.equals("cast") || word.equals("try_cast") ? cast(word, at) : function(word, at);
    }
    if ((word.equals("date") || word.equals("timestamp") || word.equals("timestamptz"))
        && peek().kind() == Lexer.Kind.TEXT) {
      Lexer.Token value = take();
      Node literal = node(new Node.Literal(value.text(), DataType.STRING, value.at()));
      return node(new Node.Cast(literal, DataType.parse(word), null, at));
    }
    switch (word) {
      case "true":
      case "false":
        return node(new Node.Literal(word.equals("true"), DataType.BOOLEAN, at));
      case "null":
        return node(new Node.Literal(null, null, at));
      case "case":
        return cases(at);
      default:
        if (RESERVED.contains(word)) {
          throw expected("a value, a column or a function", token);
        }
        return node(new Node.Name(token.text(), at));
    }
  }

  private Node function(String name, int at) {
    if (!Functions.names().contains(name)) {
      String meant = Suggestions.sentence(name, Functions.names());
      throw new ExpressionError(at, "there is no function `" + name + "`", meant);
    }
    sign("(");
    List<Node> arguments = new ArrayList<>();
    if (!peek().is(")")) {
      do {
        arguments.add(any());
      } while (acceptSign(","));
    }
    sign(")");
    return node(new Node.Call(name, List.copyOf(arguments), at));
  }

  private Node cast(String word, int at) {
    sign("(");
    Node value = any();
    expect("as");
    Lexer.Token start = peek();
    int open = 0;
    int end = start.at();
    while (open > 0 || !(peek().is(")") || peek().kind() == Lexer.Kind.TEXT)) {
      Lexer.Token part = take();
      if (part.kind() == Lexer.Kind.END) {
        throw expected("`)`", part);
      }
      open += part.is("(") ? 1 : part.is(")") ? -1 : 0;
      end = peek().at();
    }
    DataType type = type(text.substring(start.at(), end).strip(), start.at());
    String format = peek().kind() == Lexer.Kind.TEXT ? take().text() : null;
    sign(")");
    Node cast = node(new Node.Cast(value, type, format, at));
    return word.equals("cast") ? cast : node(new Node.Call("try", List.of(cast), at));
  }

  private static DataType type(String name, int at) {
    try {
      return DataType.parse(name);
    } catch (ConnectorException unknown) {
      throw new ExpressionError(at, unknown.what(), unknown.remedy().orElse(null));
    }
  }

  /** A case is a chain of ifs. */
  private Node cases(int at) {
    deeper();
    Node subject = peek().isWord("when") ? null : any();
    List<Node> parts = new ArrayList<>();
    while (accept("when")) {
      Node test = any();
      parts.add(subject == null ? test : call("=", test.at(), subject, test));
      expect("then");
      parts.add(any());
    }
    if (parts.isEmpty()) {
      throw expected("`when`", peek());
    }
    parts.add(accept("else") ? any() : node(new Node.Literal(null, null, at)));
    expect("end");
    depth--;
    return node(new Node.Call("if", List.copyOf(parts), at));
  }

  private Node number(String digits, int at) {
    if (digits.indexOf('e') >= 0 || digits.indexOf('E') >= 0) {
      if (!digits.matches(".*[0-9]")) {
        throw new ExpressionError(at, "the number " + digits + " has no exponent", null);
      }
      return node(new Node.Literal(Double.valueOf(digits), DataType.FLOAT64, at));
    }
    if (digits.indexOf('.') < 0) {
      BigInteger whole = new BigInteger(digits);
      if (whole.bitLength() < Long.SIZE) {
        return node(new Node.Literal(whole.longValue(), DataType.INT64, at));
      }
    }
    BigDecimal value = new BigDecimal(digits);
    int scale = Math.max(value.scale(), 0);
    int precision = Math.max(value.precision(), scale);
    if (precision > DecimalTypes.MAX) {
      throw new ExpressionError(
          at, "the number has more than " + DecimalTypes.MAX + " digits", null);
    }
    return node(new Node.Literal(value, DataType.decimal(Math.max(1, precision), scale), at));
  }

  private Node call(String function, int at, Node... arguments) {
    return node(new Node.Call(function, List.of(arguments), at));
  }

  private Node node(Node node) {
    if (++nodes > MAX_NODES) {
      throw new ExpressionError(node.at(), "it has more than " + MAX_NODES + " parts", null);
    }
    return node;
  }

  private void deeper() {
    if (++depth > MAX_DEPTH) {
      throw new ExpressionError(peek().at(), "it is nested deeper than " + MAX_DEPTH, null);
    }
  }

  private Lexer.Token peek() {
    return tokens.get(next);
  }

  private Lexer.Token peek(int ahead) {
    return tokens.get(Math.min(next + ahead, tokens.size() - 1));
  }

  private Lexer.Token take() {
    Lexer.Token token = tokens.get(next);
    next = Math.min(next + 1, tokens.size() - 1);
    return token;
  }

  private boolean accept(String keyword) {
    boolean is = peek().isWord(keyword);
    if (is) {
      take();
    }
    return is;
  }

  private boolean acceptSign(String sign) {
    boolean is = peek().is(sign);
    if (is) {
      take();
    }
    return is;
  }

  private void expect(String keyword) {
    if (!accept(keyword)) {
      throw expected("`" + keyword + "`", peek());
    }
  }

  private void sign(String sign) {
    if (!acceptSign(sign)) {
      throw expected("`" + sign + "`", peek());
    }
  }

  private ExpressionError expected(String what, Lexer.Token found) {
    return new ExpressionError(
        found.at(), "expected " + what + ", and there is " + found.shown(), null);
  }
}
