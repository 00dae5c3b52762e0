package dev.tributary.connector.pipeline.config;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.option.Resolver;
import dev.tributary.connector.option.Suggestions;
import dev.tributary.connector.pipeline.expression.Expression;
import dev.tributary.connector.pipeline.quarantine.ErrorHandling;
import dev.tributary.connector.pipeline.transform.Conversion;
import dev.tributary.connector.pipeline.transform.Filter;
import dev.tributary.connector.pipeline.transform.Transformation;
import dev.tributary.connector.schema.DataType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads how records are shaped. What needs no stream to be seen is found here: expressions that do
 * not parse, types and operators there are not, circles.
 */
final class ShapeReader {
  private static final Set<String> CONVERSION_KEYS = Set.of("type", "format");

  private final Problems problems;
  private Transformation shape = Transformation.none();

  private ShapeReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads a transformation.
   *
   * @param inside what stands below {@code configuration}
   * @param problems gets what is wrong, with paths below {@code configuration}
   */
  static Transformation read(Configuration inside, Problems problems, Resolver resolver) {
    ShapeReader reader = new ShapeReader(problems);
    Configuration written = inside.section("transformation");
    Problems below = problems.under("transformation");
    Options options = ShapeKeys.TRANSFORMATION.bind(written, below, resolver);
    if (options.find(ShapeKeys.ENABLED).orElse(true)) {
      reader.transformation(options, written, below);
    }
    reader.loading(inside.section("loading"));
    return reader.shape;
  }

  /** Reads how many bad records are borne. */
  static ErrorHandling errors(
      Configuration inside, Problems problems, Resolver resolver, Path root) {
    Options options =
        ShapeKeys.ERROR_HANDLING.bind(
            inside.section("error_handling"), problems.under("error_handling"), resolver);
    return new ErrorHandling(
        options.find(ShapeKeys.MAX_BAD_RECORDS).orElse(0L),
        options.find(ShapeKeys.MAX_BAD_SHARE).orElse(0.0),
        options
            .find(ShapeKeys.QUARANTINE)
            .map(path -> path.contains("://") ? path : root.resolve(path).normalize().toString()));
  }

  private void transformation(Options options, Configuration written, Problems below) {
    options
        .find(ShapeKeys.MAPPINGS)
        .orElse(Map.of())
        .forEach((from, to) -> shape = shape.map(from, to));
    if (options.find(ShapeKeys.UNMAPPED).orElse("keep").equalsIgnoreCase("drop")) {
      shape = shape.dropUnmapped();
    }
    Problems conversions = below.under(ShapeKeys.CONVERSIONS.name());
    options
        .find(ShapeKeys.CONVERSIONS)
        .orElse(Map.of())
        .forEach(
            (column, type) ->
                conversion(type, column, conversions)
                    .ifPresent(known -> shape = shape.convert(column, known)));
    options
        .find(ShapeKeys.CONSTANTS)
        .orElse(Map.of())
        .forEach((column, value) -> constant(column, value, below));
    Problems fields = below.under(ShapeKeys.CALCULATED.name());
    options
        .find(ShapeKeys.CALCULATED)
        .orElse(Map.of())
        .forEach(
            (column, text) ->
                expression(text, column, fields)
                    .ifPresent(known -> shape = shape.calculate(column, known)));
    try {
      shape.checkCalculations();
    } catch (ConnectorException circle) {
      below.error(ShapeKeys.CALCULATED.name(), circle.what(), circle.remedy().orElse(null));
    }
    filters(options, below);
    options
        .find(ShapeKeys.FLATTEN)
        .orElse(Map.of())
        .forEach((column, paths) -> flatten(column, paths, below.under(ShapeKeys.FLATTEN.name())));
    options
        .find(ShapeKeys.MASK)
        .orElse(Map.of())
        .forEach((column, shown) -> mask(column, shown, below.under(ShapeKeys.MASK.name())));
    if (written.has(ShapeKeys.HASH.name())) {
      options
          .find(ShapeKeys.HASH)
          .ifPresent(
              hash ->
                  shape =
                      shape.hash(hash.get(ShapeKeys.HASH_COLUMNS), hash.get(ShapeKeys.HASH_SALT)));
    }
    shape = shape.drop(options.find(ShapeKeys.DROP).orElse(List.of()));
  }

  private Optional<Conversion> conversion(@Nullable Object written, String column, Problems below) {
    if (written instanceof Map<?, ?> map) {
      for (Object key : map.keySet()) {
        if (!CONVERSION_KEYS.contains(key.toString())) {
          below.error(
              column,
              "unknown option `" + key + "`",
              Suggestions.sentence(key.toString(), CONVERSION_KEYS));
        }
      }
      return conversion(map.get("type"), map.get("format"), column, below);
    }
    return conversion(written, null, column, below);
  }

  private static Optional<Conversion> conversion(
      @Nullable Object type, @Nullable Object format, String path, Problems below) {
    if (!(type instanceof String name)) {
      below.error(path, "needs a type", "Write it as `" + path + ": date`");
      return Optional.empty();
    }
    try {
      DataType known = DataType.parse(name);
      Conversion conversion =
          format == null ? Conversion.to(known) : Conversion.to(known, format.toString());
      conversion.check();
      return Optional.of(conversion);
    } catch (ConnectorException unknown) {
      below.error(path, unknown.what(), unknown.remedy().orElse(null));
      return Optional.empty();
    }
  }

  private static Optional<Expression> expression(String text, String path, Problems below) {
    try {
      return Optional.of(Expression.parse(text));
    } catch (ConnectorException broken) {
      below.error(path, broken.what(), broken.remedy().orElse(null));
      return Optional.empty();
    }
  }

  private void constant(String column, Object value, Problems below) {
    if (value instanceof Map || value instanceof List) {
      below
          .under(ShapeKeys.CONSTANTS.name())
          .error(column, "is a text, a number, true or false", null);
    } else {
      shape = shape.constant(column, value);
    }
  }

  private void filters(Options options, Problems below) {
    List<Options> filters = options.find(ShapeKeys.FILTERS).orElse(List.of());
    for (int i = 0; i < filters.size(); i++) {
      Options filter = filters.get(i);
      Problems here = below.under(ShapeKeys.FILTERS.name() + "[" + i + "]");
      Map<String, Object> others = new LinkedHashMap<>(filter.extras());
      Object value = others.remove("value");
      for (String unknown : others.keySet()) {
        here.error(
            unknown,
            "unknown option",
            Suggestions.sentence(unknown, List.of("column", "operator", "value", "expression")));
      }
      Optional<String> test = filter.find(ShapeKeys.FILTER_EXPRESSION);
      if (test.isPresent()) {
        expression(test.get(), ShapeKeys.FILTER_EXPRESSION.name(), here)
            .ifPresent(known -> shape = shape.filter(Filter.of(known)));
      } else {
        comparison(filter, value, here);
      }
    }
  }

  private void comparison(Options filter, @Nullable Object value, Problems here) {
    Optional<String> column = filter.find(ShapeKeys.FILTER_COLUMN);
    Optional<Filter.Operator> operator = filter.find(ShapeKeys.FILTER_OPERATOR);
    if (column.isEmpty() || operator.isEmpty()) {
      if (column.isPresent() && !filter.isSet(ShapeKeys.FILTER_OPERATOR)) {
        here.error("column", "needs an operator", "Write it as `operator: equals`");
      }
      return;
    }
    try {
      shape = shape.filter(Filter.of(column.get(), operator.get(), value));
    } catch (IllegalArgumentException unfit) {
      here.error("value", "the operator " + operator.get() + " " + unfit.getMessage(), null);
    }
  }

  private void flatten(String column, @Nullable Object paths, Problems below) {
    Map<String, Conversion> fields = new LinkedHashMap<>();
    if (paths instanceof Map<?, ?> map) {
      map.forEach(
          (path, type) ->
              conversion(type, column + "." + path, below)
                  .ifPresent(known -> fields.put(path.toString(), known)));
    } else if (!"all".equals(paths)) {
      below.error(column, "names paths and their types, or is `all`", null);
      return;
    }
    shape = shape.flatten(column, fields);
  }

  private void mask(String column, @Nullable Object shown, Problems below) {
    if (shown instanceof Number count && count.intValue() >= 0 && count.intValue() <= 1000) {
      shape = shape.mask(column, count.intValue());
    } else {
      below.error(column, "says how many characters are shown, from 0 to 1000", null);
    }
  }

  /** Columns of the target that shape records already. */
  private void loading(Configuration loading) {
    Problems below = problems.under("loading");
    if (!(loading.find("columns").orElse(null) instanceof List<?> columns)) {
      return;
    }
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i) instanceof Configuration column
          && column.find("name").orElse(null) instanceof String name) {
        Problems here = below.under("columns[" + i + "]");
        Object type = column.find("type").orElse(null);
        Object format = column.find("format").orElse(null);
        if (type != null && !shape.conversions().containsKey(name)) {
          conversion(type, format, "type", here)
              .ifPresent(known -> shape = shape.convert(name, known));
        }
        column
            .find("transformer")
            .flatMap(text -> expression(text.toString(), "transformer", here))
            .ifPresent(known -> shape = shape.transform(name, known));
      }
    }
  }
}
