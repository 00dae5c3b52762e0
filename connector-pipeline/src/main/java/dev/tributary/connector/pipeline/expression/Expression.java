package dev.tributary.connector.pipeline.expression;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Suggestions;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An expression as it was written, such as {@code price * quantity}.
 *
 * <p>It is parsed once, {@linkplain #bind bound} to the schema of a stream, where its types are
 * checked, and then evaluated a batch at a time. It reaches nothing but the values of the row, has
 * no loops, and its length, depth and results are bounded. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class Expression {
  private final String text;
  private final Node root;

  private Expression(String text, Node root) {
    this.text = text;
    this.root = root;
  }

  /**
   * Parses an expression.
   *
   * @throws ConnectorException of kind CONFIG that says what was expected and where
   */
  public static Expression parse(String text) {
    try {
      return new Expression(text, Parser.parse(text));
    } catch (ExpressionError error) {
      throw failure(text, error);
    }
  }

  /** Returns an expression that is the value of a column, whatever its name. */
  public static Expression column(String name) {
    return new Expression("\"" + name.replace("\"", "\"\"") + "\"", new Node.Name(name, 0));
  }

  /** Returns this expression converted to a type, exactly. */
  public Expression cast(DataType type, @Nullable String format) {
    return new Expression(text, new Node.Cast(root, type, format, 0));
  }

  /** Returns the names of the columns that it reads. */
  public Set<String> columns() {
    Set<String> names = new LinkedHashSet<>();
    collect(root, names);
    return names;
  }

  private static void collect(Node node, Set<String> names) {
    if (node instanceof Node.Name name) {
      names.add(name.name());
    } else if (node instanceof Node.Cast cast) {
      collect(cast.value(), names);
    } else if (node instanceof Node.Call call) {
      call.arguments().forEach(argument -> collect(argument, names));
    }
  }

  /**
   * Checks the expression against the columns there are.
   *
   * @throws ConnectorException of kind CONFIG that names the column or function that does not fit
   */
  public BoundExpression bind(StreamSchema schema) {
    return bind(schema.fields(), name -> null);
  }

  /**
   * Checks the expression against the columns there are.
   *
   * @param fields the columns, in the order in which they are given to {@link
   *     BoundExpression#evaluate}
   * @param aliases returns the column that another name stands for, or null
   * @throws ConnectorException of kind CONFIG that names the column or function that does not fit
   */
  public BoundExpression bind(List<Field> fields, Function<String, @Nullable String> aliases) {
    try {
      return new BoundExpression(text, bind(root, fields, aliases));
    } catch (ExpressionError error) {
      throw failure(text, error);
    }
  }

  private static Typed bind(
      Node node, List<Field> fields, Function<String, @Nullable String> aliases) {
    if (node instanceof Node.Literal literal) {
      DataType type = literal.type();
      return Constant.of(type == null ? DataType.STRING : type, literal.value());
    }
    if (node instanceof Node.Name name) {
      int position = position(name.name(), fields);
      String alias = position < 0 ? aliases.apply(name.name()) : null;
      int found = alias == null ? position : position(alias, fields);
      if (found < 0) {
        throw unknown(name, fields);
      }
      return Typed.of(Loader.type(fields.get(found).type()), frame -> frame.column(found));
    }
    if (node instanceof Node.Cast cast) {
      Typed value = bind(cast.value(), fields, aliases);
      return checked("cast", cast.at(), () -> Casts.bind(value, cast.type(), cast.format()));
    }
    Node.Call call = (Node.Call) node;
    dev.tributary.connector.pipeline.expression.Function function = Functions.get(call.function());
    int count = call.arguments().size();
    if (count < function.least() || count > function.most()) {
      throw new ExpressionError(
          call.at(),
          "`" + function.name() + "` takes " + takes(function) + ", not " + count,
          "Write it as `" + function.form() + "`");
    }
    List<Typed> arguments = new ArrayList<>();
    for (Node argument : call.arguments()) {
      arguments.add(bind(argument, fields, aliases));
    }
    return checked(function.name(), call.at(), () -> function.binding().bind(arguments));
  }

  private static String takes(dev.tributary.connector.pipeline.expression.Function function) {
    String least = Integer.toString(function.least());
    String count =
        function.most() == dev.tributary.connector.pipeline.expression.Function.ANY
            ? "at least " + least
            : function.least() == function.most() ? least : least + " to " + function.most();
    return count + " arguments";
  }

  @FunctionalInterface
  private interface Binding {
    Typed bind();
  }

  private static Typed checked(String name, int at, Binding binding) {
    try {
      return binding.bind();
    } catch (Mismatch mismatch) {
      throw new ExpressionError(at, "`" + name + "` " + mismatch.what(), null);
    }
  }

  private static int position(String name, List<Field> fields) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static ExpressionError unknown(Node.Name name, List<Field> fields) {
    List<String> known = fields.stream().map(Field::name).toList();
    String meant = Suggestions.sentence(name.name(), known);
    return new ExpressionError(
        name.at(),
        "there is no column `" + name.name() + "`",
        (meant == null ? "There are " + known : meant)
            + (meant == null ? "; a text stands in single quotes" : ""));
  }

  private static ConnectorException failure(String text, ExpressionError error) {
    return ConnectorException.of(
            ErrorKind.CONFIG,
            error.what()
                + ", at character "
                + (error.at() + 1)
                + " of `"
                + marked(text, error.at())
                + "`")
        .remedy(error.remedy())
        .build();
  }

  /** Shows the part of an expression that an error is about. */
  private static String marked(String text, int at) {
    int start = Math.max(0, at - 40);
    int end = Math.min(text.length(), at + 40);
    return (start > 0 ? "…" : "") + text.substring(start, end) + (end < text.length() ? "…" : "");
  }

  /** Returns the expression as it was written. */
  @Override
  public String toString() {
    return text;
  }
}
