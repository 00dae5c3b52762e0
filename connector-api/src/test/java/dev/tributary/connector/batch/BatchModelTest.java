package dev.tributary.connector.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** Builders and batches against the simplest model: a list of maps from names to texts. */
class BatchModelTest {
  private static final String ABSENT = "(absent)";
  private static final Map<DataType, List<Object>> EXAMPLES = Batches.examples();
  private static final List<DataType> TYPES = List.copyOf(EXAMPLES.keySet());

  @Property(tries = 200)
  void batchesHoldWhatWasPutIntoBuilders(@ForAll long seed) {
    Random random = new Random(seed);
    StreamSchema schema = schema(random);
    BatchTarget target = BatchTarget.standalone("s", schema);
    BatchBuilder builder = BatchBuilder.of(target);
    for (int batch = 0; batch < 3; batch++) {
      List<Map<String, @Nullable String>> model = new ArrayList<>();
      int steps = random.nextInt(200);
      for (int step = 0; step < steps; step++) {
        step(random, builder, model);
      }
      check(builder.build(), model);
    }
  }

  private static StreamSchema schema(Random random) {
    List<Field> fields = new ArrayList<>();
    int columns = 1 + random.nextInt(6);
    for (int i = 0; i < columns; i++) {
      fields.add(Field.of("c" + i, TYPES.get(random.nextInt(TYPES.size()))));
    }
    return StreamSchema.of(fields);
  }

  private static void step(
      Random random, BatchBuilder builder, List<Map<String, @Nullable String>> model) {
    int action = random.nextInt(40);
    if (action == 0) {
      evolve(random, builder, model);
    } else if (action == 1) {
      BatchBuilder other = BatchBuilder.of(BatchTarget.standalone("s", builder.schema()));
      List<Map<String, @Nullable String>> more = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        row(random, other, more);
      }
      builder.append(other.build());
      model.addAll(more);
    } else if (action < 6) {
      List<Map<String, @Nullable String>> dropped = new ArrayList<>();
      row(random, builder, dropped);
      if (random.nextBoolean()) {
        builder.rollback();
      } else {
        builder.reject("p", "r", new byte[0]);
      }
    } else {
      row(random, builder, model);
    }
  }

  private static void row(
      Random random, BatchBuilder builder, List<Map<String, @Nullable String>> model) {
    Map<String, @Nullable String> row = new LinkedHashMap<>();
    model.add(row);
    builder.add();
    StreamSchema schema = builder.schema();
    for (int i = 0; i < schema.size(); i++) {
      String name = schema.field(i).name();
      int choice = random.nextInt(10);
      if (choice == 0) {
        builder.setNull(i);
      } else if (choice == 1) {
        builder.absent(i);
        row.put(name, ABSENT);
      } else if (choice > 2) {
        put(random, builder, row, i);
      }
      if (random.nextInt(15) == 0) {
        put(random, builder, row, i);
      }
    }
  }

  private static void put(
      Random random, BatchBuilder builder, Map<String, @Nullable String> row, int column) {
    Field field = builder.schema().field(column);
    DataType type = EXAMPLES.containsKey(field.type()) ? field.type() : null;
    if (type == null) {
      builder.setNull(column);
      row.remove(field.name());
      return;
    }
    List<Object> examples = Objects.requireNonNull(EXAMPLES.get(type));
    Object value = examples.get(random.nextInt(examples.size()));
    builder.set(column, value);
    row.put(field.name(), text(field.type(), value));
  }

  private static String text(DataType type, Object value) {
    return Objects.requireNonNull(Batches.column(type, value).getString(0));
  }

  private static void evolve(
      Random random, BatchBuilder builder, List<Map<String, @Nullable String>> model) {
    Map<String, DataType> before = new LinkedHashMap<>();
    builder.schema().fields().forEach(field -> before.put(field.name(), field.type()));
    String name = "c" + random.nextInt(8);
    builder.evolve(builder.schema().with(Field.of(name, TYPES.get(random.nextInt(TYPES.size())))));
    for (Map<String, @Nullable String> row : model) {
      row.replaceAll(
          (column, text) -> {
            DataType old = before.get(column);
            DataType now = builder.schema().find(column).orElseThrow().type();
            return text == null || old == null || text.equals(ABSENT)
                ? text
                : converted(old, now, text);
          });
    }
  }

  /** What a widened value's text becomes; a model of its own for numbers, otherwise the text. */
  private static String converted(DataType old, DataType now, String text) {
    if (!now.isNumber() || old.equals(now)) {
      return text;
    }
    if (old.kind() == DataType.Kind.FLOAT32 && now.kind() == DataType.Kind.FLOAT64) {
      return Double.toString(Float.parseFloat(text));
    }
    if (now.kind() == DataType.Kind.FLOAT64) {
      return Double.toString(Double.parseDouble(text));
    }
    if (text.equals("-0.0")) {
      return "0.0";
    }
    if (now.precision() > 0) {
      return new java.math.BigDecimal(text).setScale(now.scale()).toPlainString();
    }
    boolean number = !text.contains("N") && !text.contains("I");
    return now.kind() == DataType.Kind.DECIMAL && number && text.contains("E")
        ? text(DataType.DECIMAL, new java.math.BigDecimal(text))
        : text;
  }

  private static void check(RecordBatch batch, List<Map<String, @Nullable String>> model) {
    assertThat(batch.size()).isEqualTo(model.size());
    for (int i = 0; i < batch.schema().size(); i++) {
      Column column = batch.column(i);
      assertThat(column.size()).isEqualTo(model.size());
      for (int row = 0; row < column.size(); row++) {
        String expected = model.get(row).get(column.name());
        boolean absent = ABSENT.equals(expected);
        assertThat(column.isAbsent(row)).isEqualTo(absent);
        assertThat(column.isNull(row)).isEqualTo(expected == null);
        assertThat(column.hasValue(row)).isEqualTo(expected != null && !absent);
        if (!absent) {
          assertThat(column.getString(row)).as("%s row %s", column.type(), row).isEqualTo(expected);
        }
      }
    }
  }
}
