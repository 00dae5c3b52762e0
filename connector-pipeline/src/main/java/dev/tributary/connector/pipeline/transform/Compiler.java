package dev.tributary.connector.pipeline.transform;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.pipeline.expression.BoundExpression;
import dev.tributary.connector.pipeline.expression.Expression;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compiles a transformation for one schema: everything that does not fit is found here. */
final class Compiler {
  private final Transformation shape;
  private final StreamSchema source;
  private final byte[] salt;
  private final Slots slots;
  private final List<Plan.Test> first = new ArrayList<>();
  private final List<Filter> onResults = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Plan.Test> last = new ArrayList<>();
  private final List<Step> finish = new ArrayList<>();

  Compiler(Transformation shape, StreamSchema source, byte[] salt) {
    this.shape = shape;
    this.source = source;
    this.salt = salt;
    this.slots = new Slots(source);
  }

  Plan compile() {
    shape.filters().forEach(this::filter);
    shape.flattened().forEach(this::flatten);
    slots.rename(shape.mappings());
    shape.conversions().forEach(this::convert);
    shape.constants().forEach(this::constant);
    int calculated = slots.fields().size();
    for (String name : Calculations.order(shape.calculated())) {
      Expression expression = get(shape.calculated(), name);
      make(name, expression, "transformation.calculated_fields." + name, steps);
    }
    onResults.forEach(this::filterResults);
    shape
        .transformers()
        .forEach(
            (name, expression) -> {
              slots.get(name, "loading.columns");
              make(name, expression, "loading.columns." + name + ".transformer", finish);
            });
    shape.masked().forEach(this::mask);
    shape.hashed().forEach(this::hash);
    for (String name : shape.dropped()) {
      slots.hide(slots.get(name, "transformation.drop"));
    }
    List<Integer> outputs = asWritten(slots.kept(shape.keepsUnmapped()), calculated);
    if (outputs.isEmpty()) {
      throw ConnectorException.of(ErrorKind.CONFIG, "the transformation keeps no column")
          .remedy("Map the columns to keep, or set `unmapped_columns: keep`")
          .build();
    }
    return new Plan(source, first, steps, last, finish, outputs, schema(outputs));
  }

  /** Puts calculated columns in the order in which they are written, not made. */
  private List<Integer> asWritten(int[] kept, int calculated) {
    List<String> names = new ArrayList<>(shape.calculated().keySet());
    return Arrays.stream(kept)
        .boxed()
        .sorted(
            Comparator.comparingInt(
                place ->
                    place < calculated
                        ? place
                        : calculated + names.indexOf(slots.field(place).name())))
        .toList();
  }

  private static Expression get(Map<String, Expression> calculated, String name) {
    Expression expression = calculated.get(name);
    if (expression == null) {
      throw new IllegalStateException(name);
    }
    return expression;
  }

  private StreamSchema schema(List<Integer> outputs) {
    List<Field> fields = outputs.stream().map(slots::field).toList();
    StreamSchema schema = StreamSchema.of(fields).version(source.version());
    List<String> key = new ArrayList<>();
    for (String name : source.key()) {
      int place = source.indexOf(name);
      if (!outputs.contains(place)) {
        return schema; // without a part of it, it tells no records apart
      }
      key.add(slots.field(place).name());
    }
    return key.isEmpty() ? schema : schema.key(key.toArray(new String[0]));
  }

  private BoundExpression bind(Expression expression, String where) {
    try {
      return expression.bind(slots.fields(), slots::alias);
    } catch (ConnectorException failure) {
      throw at(where, failure);
    }
  }

  private static ConnectorException at(String where, ConnectorException failure) {
    return ConnectorException.of(ErrorKind.CONFIG, "`" + where + "`: " + failure.what())
        .remedy(failure.remedy().orElse(null))
        .build();
  }

  /** A test of a column that is converted later may mean what it becomes. */
  private void filter(Filter filter) {
    Set<String> columns = filter.columns();
    if (!columns.stream().allMatch(name -> source.indexOf(name) >= 0)) {
      onResults.add(filter);
      return;
    }
    try {
      first.add(new Plan.Test(filter.test().bind(source).asTest(), "the filter of " + filter));
    } catch (ConnectorException mismatch) {
      boolean becomesAnother =
          columns.stream()
              .anyMatch(
                  name ->
                      shape.conversions().containsKey(shape.mappings().getOrDefault(name, name))
                          || shape.conversions().containsKey(name)
                          || shape.calculated().containsKey(name));
      if (!becomesAnother) {
        throw at("transformation.filters", mismatch);
      }
      onResults.add(filter);
    }
  }

  private void filterResults(Filter filter) {
    try {
      BoundExpression test = filter.test().bind(slots.fields(), slots::alias).asTest();
      last.add(new Plan.Test(test, "the filter of " + filter));
    } catch (ConnectorException failure) {
      throw at("transformation.filters", failure);
    }
  }

  private void flatten(String name, Map<String, Conversion> fields) {
    String where = "transformation.flatten." + name;
    int place = slots.get(name, "transformation.flatten");
    Map<String, Conversion> wanted =
        fields.isEmpty() ? Flattening.fields(slots.field(place).type(), where) : fields;
    wanted.forEach(
        (path, conversion) -> {
          Field field = Field.of(name + "_" + path.replace('.', '_'), conversion.type());
          if (slots.find(field.name()) >= 0) {
            throw ConnectorException.of(
                    ErrorKind.CONFIG,
                    "`" + where + "`: there is a column `" + field.name() + "` already")
                .remedy("Calculate it under another name: json_value(" + name + ", '" + path + "')")
                .build();
          }
          BoundExpression expression = bind(Flattening.expression(name, path, conversion), where);
          int target = slots.add(field);
          steps.add(scope -> scope.put(target, expression.evaluate(field, field.name(), scope)));
        });
    slots.hide(place);
  }

  private void convert(String name, Conversion conversion) {
    String where = "transformation.type_conversions." + name;
    int place = slots.get(name, "transformation.type_conversions");
    Field before = slots.field(place);
    if (before.type().equals(conversion.type())) {
      return;
    }
    Expression value = Expression.column(before.name());
    if (conversion.format().isPresent() && before.type().isNumber()) {
      value = value.cast(DataType.STRING, null); // 20260131 read as a number
    }
    Optional<String> format =
        conversion.format().filter(any -> isWritten(before.type()) || before.type().isNumber());
    BoundExpression bound = bind(value.cast(conversion.type(), format.orElse(null)), where);
    Field after = before.type(conversion.type()).nullable();
    slots.retype(place, after);
    steps.add(scope -> scope.put(place, bound.evaluate(after, after.name(), scope)));
  }

  private static boolean isWritten(DataType type) {
    return type.kind() == DataType.Kind.STRING || type.kind() == DataType.Kind.JSON;
  }

  private void constant(String name, Object value) {
    String where = "transformation.constants." + name;
    if (slots.find(name) >= 0) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "`" + where + "`: the source has a column of this name")
          .remedy("Give the constant another name, or use `calculated_fields` to replace it")
          .build();
    }
    make(name, Expression.parse(Literals.of(value)), where, steps);
  }

  private void make(String name, Expression expression, String where, List<Step> to) {
    BoundExpression bound = bind(expression, where);
    Field field = Field.of(name, bound.type());
    int place = slots.put(field);
    to.add(scope -> scope.put(place, bound.evaluate(field, name, scope)));
  }

  private void mask(String name, int shown) {
    String where = "transformation.mask." + name;
    String column = slots.field(slots.get(name, "transformation.mask")).name();
    String quoted = "\"" + column.replace("\"", "\"\"") + "\"";
    make(
        column,
        Expression.parse("mask(cast(" + quoted + " as string), " + shown + ")"),
        where,
        finish);
  }

  private void hash(String name) {
    int place = slots.get(name, "transformation.hash");
    Field field = Field.of(slots.field(place).name(), DataType.STRING);
    slots.retype(place, field);
    Hashing hashing = new Hashing(salt);
    finish.add(scope -> scope.put(place, hashing.apply(scope.columns().get(place), field)));
  }
}
