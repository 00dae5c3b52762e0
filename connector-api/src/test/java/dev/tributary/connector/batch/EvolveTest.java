package dev.tributary.connector.batch;

import static dev.tributary.connector.batch.Batches.builder;
import static dev.tributary.connector.batch.Batches.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("rule 8: a stream's schema grows while it is read")
class EvolveTest {
  static Stream<Arguments> pairs() {
    List<Arguments> pairs = new ArrayList<>();
    Map<DataType, List<Object>> examples = Batches.examples();
    for (DataType one : examples.keySet()) {
      for (DataType other : examples.keySet()) {
        if (!DataType.widen(one, other).equals(one)) {
          pairs.add(Arguments.of(one, other));
        }
      }
    }
    return pairs.stream();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void everyWideningKeepsEveryValue(DataType one, DataType other) {
    BatchBuilder builder = builder(Field.of("x", one));
    List<Object> examples = Objects.requireNonNull(Batches.examples().get(one));
    Column before = Batches.column(one, examples.toArray());
    for (Object example : examples) {
      builder.add().set(0, example);
    }
    builder.add().setNull(0);
    builder.add().absent(0);
    builder.evolve(StreamSchema.of(Field.of("x", other)));
    Column after = builder.build().column(0);
    DataType both = DataType.widen(one, other);
    assertThat(after.type()).isEqualTo(both);
    for (int row = 0; row < examples.size(); row++) {
      assertSame(before, after, row);
    }
    assertThat(after.isNull(examples.size())).isTrue();
    assertThat(after.isAbsent(examples.size() + 1)).isTrue();
  }

  private static void assertSame(Column before, Column after, int row) {
    if (!after.type().isNumber()) {
      assertThat(after.getString(row)).isEqualTo(before.getString(row));
    } else if (!before.isFinite(row)) {
      assertThat(String.valueOf(after.get(row))).isEqualTo(String.valueOf(before.get(row)));
    } else if (after.type().kind() == DataType.Kind.DECIMAL) {
      BigDecimal value = new BigDecimal(String.valueOf(before.getString(row)));
      assertThat(after.getDecimal(row)).isEqualByComparingTo(value);
    } else if (after.type().kind() == DataType.Kind.FLOAT64) {
      assertThat(after.getDouble(row)).isEqualTo(before.getDouble(row));
    } else {
      assertThat(after.getLong(row)).isEqualTo(before.getLong(row));
    }
  }

  @Test
  void addsColumnsInTheMiddleOfARow() {
    BatchBuilder builder = builder(Field.int64("id"), Field.int32("n"));
    builder.add().set(0, 1L).set(1, 10);
    builder.add().set(0, 2L).set(1, 20);
    StreamSchema agreed =
        builder.evolve(builder.schema().with(Field.string("note"), Field.int64("n")));
    assertThat(agreed.version()).isEqualTo(2);
    assertThat(builder.schema()).isEqualTo(agreed);
    builder.set("note", "new").set("n", 1L << 40);
    builder.add().set("id", 3L);
    RecordBatch batch = builder.build();
    assertThat(batch.schema()).isEqualTo(agreed);
    assertThat(values(batch.column("id"))).containsExactly(1L, 2L, 3L);
    assertThat(values(batch.column("n"))).containsExactly(10L, 1L << 40, null);
    assertThat(values(batch.column("note"))).containsExactly(null, "new", null);
  }

  @Test
  void anOpenRowCanStillBeRolledBack() {
    BatchBuilder builder = builder(Field.int64("id"), Field.decimal("d", 5, 2));
    builder.add().set(0, 1L).set(1, "1.25");
    builder.add().set(0, 2L).set(1, "2.25");
    builder.evolve(builder.schema().with(Field.string("id"), Field.decimal("d"), Field.date("t")));
    builder.rollback();
    builder.add().set("id", "three").set("d", Double.NaN).set("t", "2026-01-01");
    RecordBatch batch = builder.build();
    assertThat(values(batch.column("id"))).containsExactly("1", "three");
    assertThat(values(batch.column("d"))).containsExactly(new BigDecimal("1.25"), Double.NaN);
    assertThat(batch.column("t").getString(1)).isEqualTo("2026-01-01");
  }

  @Test
  void oldKeysWidenWithTheirColumn() {
    BatchBuilder builder = builder(Field.int64("id"));
    builder.add().set(0, 1L).oldKey(0, 7L);
    builder.evolve(builder.schema().with(Field.string("id")));
    builder.add().set(0, "b").oldKey(0, "a");
    assertThat(values(builder.build().oldKey("id").orElseThrow())).containsExactly("7", "a");
  }

  @Test
  void whatAnotherReaderMetComesAlong() {
    BatchTarget target = BatchTarget.standalone("s", StreamSchema.of(Field.int64("id")));
    BatchBuilder one = BatchBuilder.of(target);
    BatchBuilder two = BatchBuilder.of(target);
    one.evolve(one.schema().with(Field.string("a")));
    two.add().set("id", 1L);
    two.evolve(two.schema().with(Field.string("b")));
    assertThat(two.schema().fields()).extracting(Field::name).containsExactly("id", "a", "b");
    assertThat(two.schema().version()).isGreaterThan(one.schema().version());
    assertThat(values(two.build().column("a"))).containsExactly((Object) null);
  }

  @Test
  void nothingChangesWhereNothingIsNew() {
    BatchBuilder builder = builder(Field.int64("id"));
    StreamSchema before = builder.schema();
    assertThat(builder.evolve(StreamSchema.of(Field.int32("id")))).isSameAs(before);
  }

  @Test
  void countsItsBytesAgain() {
    BatchBuilder builder = builder(Field.int64("id"));
    for (int i = 0; i < 1000; i++) {
      builder.add().set(0, 1_000_000_000_000L + i);
    }
    builder.evolve(builder.schema().with(Field.string("id")));
    assertThat(builder.bytes()).isBetween(16_900L, 17_100L);
  }

  @Test
  @DisplayName("rule 8: conform adapts a batch to a newer schema")
  void conformAdaptsToANewerSchema() {
    BatchBuilder builder = builder(Field.int32("id"), Field.string("a"));
    builder.add().set(0, 1).set(1, "x").change(ChangeKind.UPDATE, 4, 5).oldKey(0, 9L);
    builder.add().set(0, 2).absent(1);
    RecordBatch batch = builder.build().withNumber(7).withGeneration(3).withSplit("s/1");
    StreamSchema newer = batch.schema().with(Field.int64("id"), Field.date("day")).version(9);
    RecordBatch conformed = batch.conform(newer);
    assertThat(conformed.schema()).isEqualTo(newer);
    assertThat(values(conformed.column("id"))).containsExactly(1L, 2L);
    assertThat(values(conformed.column("a"))).containsExactly("x", "(absent)");
    assertThat(values(conformed.column("day"))).containsExactly(null, null);
    assertThat(values(conformed.oldKey("id").orElseThrow())).containsExactly(9L, "(absent)");
    assertThat(conformed.change(0)).isEqualTo(ChangeKind.UPDATE);
    assertThat(conformed.number()).isEqualTo(7);
    assertThat(conformed.generation()).isEqualTo(3);
    assertThat(conformed.split()).isEqualTo("s/1");
    assertThat(conformed.column("a")).as("shared").isSameAs(batch.column("a"));
    assertThat(batch.conform(batch.schema())).isSameAs(batch);
  }

  @Test
  void conformLosesNothing() {
    BatchBuilder builder = builder(Field.int64("id"), Field.string("a"));
    builder.add().set(0, 1L);
    RecordBatch batch = builder.build();
    assertThatThrownBy(() -> batch.conform(StreamSchema.of(Field.int64("id"))))
        .hasMessageContaining("a string");
    assertThatThrownBy(() -> batch.conform(StreamSchema.of(Field.int32("id"), Field.string("a"))))
        .hasMessageContaining("id int64");
    StreamSchema demanding = StreamSchema.of(Field.int64("id"), Field.string("a").required());
    assertThatThrownBy(() -> batch.conform(demanding)).hasMessageContaining("required");
  }
}
