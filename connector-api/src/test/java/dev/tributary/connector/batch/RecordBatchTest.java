package dev.tributary.connector.batch;

import static dev.tributary.connector.batch.Batches.builder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.split.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class RecordBatchTest {
  @Test
  void rowsAreReadByNameAndByPosition() {
    BatchBuilder builder =
        builder(
            Field.int64("id"),
            Field.int32("n"),
            Field.float32("f"),
            Field.float64("d"),
            Field.bool("b"),
            Field.string("s"),
            Field.decimal("p", 9, 2),
            Field.date("day"),
            Field.time("time"),
            Field.timestamp("ts"),
            Field.timestampTz("at"),
            Field.duration("len"),
            Field.uuid("u"),
            Field.bytes("raw"));
    String uuid = "123e4567-e89b-12d3-a456-426614174000";
    builder.add().set(0, 1L).set(1, 2).set(2, 0.5).set(3, 0.25).set(4, true).set(5, "text");
    builder.set(6, "1.50").set(7, "2026-11-21").set(8, "12:30:00").set(9, "2026-11-21T12:30:00");
    builder.set(10, "2026-11-21T12:30:00Z").set(11, "PT1M").set(12, uuid).set(13, new byte[] {1});
    RecordBatch batch = builder.build();
    Row row = batch.row(0);
    assertThat(row.batch()).isSameAs(batch);
    assertThat(row.index()).isZero();
    assertThat(row.getLong("id")).isEqualTo(row.getLong(0)).isEqualTo(1);
    assertThat(row.getInt("n")).isEqualTo(row.getInt(1)).isEqualTo(2);
    assertThat(row.getFloat("f")).isEqualTo(row.getFloat(2)).isEqualTo(0.5f);
    assertThat(row.getDouble("d")).isEqualTo(row.getDouble(3)).isEqualTo(0.25);
    assertThat(row.getBoolean("b")).isEqualTo(row.getBoolean(4)).isTrue();
    assertThat(row.getString("s")).isEqualTo(row.getString(5)).isEqualTo("text");
    assertThat(row.getDecimal("p")).isEqualTo(row.getDecimal(6)).isEqualTo("1.50");
    assertThat(row.getDate("day")).isEqualTo(row.getDate(7)).isEqualTo("2026-11-21");
    assertThat(row.getTime("time")).isEqualTo(row.getTime(8)).isEqualTo("12:30");
    assertThat(row.getLocalDateTime("ts"))
        .isEqualTo(row.getLocalDateTime(9))
        .isEqualTo("2026-11-21T12:30");
    assertThat(row.getInstant("at"))
        .isEqualTo(row.getInstant(10))
        .isEqualTo("2026-11-21T12:30:00Z");
    assertThat(row.getDuration("len")).isEqualTo(row.getDuration(11)).hasMinutes(1);
    assertThat(row.getUuid("u")).isEqualTo(row.getUuid(12)).hasToString(uuid);
    assertThat(row.getBytes("raw")).isEqualTo(row.getBytes(13)).containsExactly(1);
    assertThat(row.get("id")).isEqualTo(row.get(0)).isEqualTo(1L);
    assertThat(row.isNull("id")).isEqualTo(row.isNull(0)).isFalse();
    assertThat(row.isAbsent("id")).isEqualTo(row.isAbsent(0)).isFalse();
  }

  @Test
  void someRecordsOfEveryType() {
    Batches.examples()
        .forEach(
            (type, values) -> {
              List<Object> all = new ArrayList<>(values);
              all.add(1, null);
              Column column = Batches.column(type, all.toArray());
              BatchBuilder builder = builder(Field.of("x", type));
              all.forEach(value -> builder.add().set(0, value));
              builder.add().absent(0);
              RecordBatch batch = builder.build(Position.of("at", 7)).withNumber(3);
              int last = all.size() - 1;
              RecordBatch some = batch.select(last, 1, 0, last + 1, last);
              assertThat(Batches.values(some.column(0)))
                  .as(type.toString())
                  .usingRecursiveComparison()
                  .isEqualTo(
                      Arrays.asList(
                          column.get(last), null, column.get(0), "(absent)", column.get(last)));
              assertThat(some.column(0).hasMissing()).isTrue();
              assertThat(batch.select(0).column(0).hasMissing()).isFalse();
              assertThat(some.size()).isEqualTo(5);
              assertThat(some.number()).isEqualTo(3);
              assertThat(some.checkpoint()).contains(Position.of("at", 7));
              assertThat(batch.select().size()).isZero();
            });
  }

  @Test
  void someRecordsKeepTheirChanges() {
    BatchBuilder builder = builder(Field.int64("id"));
    builder.add().set(0, 1L).change(ChangeKind.INSERT, 5, 1);
    builder.add().set(0, 2L).change(ChangeKind.UPDATE, 6, 2).oldKey(0, 20L);
    builder.end().reject("line 3", "odd", new byte[] {1});
    RecordBatch batch = builder.build();
    RecordBatch second = batch.select(1);
    assertThat(second.change(0)).isEqualTo(ChangeKind.UPDATE);
    assertThat(second.sequenceHigh(0)).isEqualTo(6);
    assertThat(second.sequenceLow(0)).isEqualTo(2);
    assertThat(second.oldKey("id").orElseThrow().getLong(0)).isEqualTo(20);
    assertThat(second.rejects()).hasSize(1);
    assertThatThrownBy(() -> batch.select(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void aNullIsNoNumber() {
    BatchBuilder builder = builder(Field.int64("id"), Field.string("s"));
    builder.add();
    builder.add().absent(0).absent(1);
    RecordBatch batch = builder.build();
    assertThat(batch.row(0).getString("s")).isNull();
    assertThat(batch.row(0).get("id")).isNull();
    assertThat(batch.row(0).getDecimal("id")).isNull();
    assertThatThrownBy(() -> batch.row(0).getLong("id"))
        .hasMessageContaining("\"id\" is null in row 0")
        .hasMessageContaining("isNull");
    assertThatThrownBy(() -> batch.row(1).getLong("id")).hasMessageContaining("absent");
    assertThat(batch.column("id").getLong(0)).isZero();
  }

  @Test
  void unknownColumnsAreNamedWithTheKnownOnes() {
    RecordBatch batch = builder(Field.int64("id")).build();
    assertThatThrownBy(() -> batch.column("ID"))
        .hasMessageContaining("\"ID\"")
        .hasMessageContaining("id int64");
    assertThatThrownBy(() -> batch.oldKey("x")).hasMessageContaining("\"x\"");
    assertThatThrownBy(() -> batch.column(1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> batch.row(0)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void iteratesOverItsRows() {
    BatchBuilder builder = builder(Field.int64("id"));
    builder.add().set(0, 1L);
    builder.add().set(0, 2L);
    Iterator<Row> rows = builder.build().iterator();
    List<String> seen = new ArrayList<>();
    while (rows.hasNext()) {
      seen.add(rows.next().toString());
    }
    assertThat(seen).containsExactly("{id=1}", "{id=2}");
    assertThatThrownBy(rows::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aRowIsShortForPeople() {
    BatchBuilder builder = builder(Field.string("a"), Field.decimal("b"));
    builder.add().set(0, "x".repeat(1000)).set(1, Double.NaN);
    assertThat(builder.build().row(0)).hasToString("{a=" + "x".repeat(39) + "…, b=NaN}");
  }

  @Test
  void copiesShareTheColumns() {
    BatchBuilder builder = builder(Field.int64("id"));
    builder.add().set(0, 1L);
    RecordBatch batch = builder.build();
    assertThat(batch.stream()).isEqualTo("orders");
    assertThat(batch.number()).isZero();
    RecordBatch copy =
        batch
            .withNumber(5)
            .withGeneration(2)
            .withSplit("s/3")
            .withCheckpoint(Position.of("page", 4));
    assertThat(copy.column(0)).isSameAs(batch.column(0));
    assertThat(copy.number()).isEqualTo(5);
    assertThat(copy.generation()).isEqualTo(2);
    assertThat(copy.split()).isEqualTo("s/3");
    assertThat(copy.checkpoint()).contains(Position.of("page", 4));
    assertThat(copy.withCheckpoint(null).checkpoint()).isEmpty();
    assertThat(copy)
        .hasToString("orders #5 of s/3: 1 rows, " + copy.bytes() + " bytes, through {page=4}");
  }

  @Test
  void aColumnTakesTheMemoryThatItSays() {
    for (int rows : new int[] {100, 4096, 9_999}) {
      for (DataType type : Batches.examples().keySet()) {
        BatchBuilder builder = builder(Field.of("x", type));
        Column examples =
            Batches.column(type, Batches.examples().getOrDefault(type, List.of()).toArray());
        for (int i = 0; i < rows; i++) {
          Object value = i % 7 == 3 ? null : examples.get(i % examples.size());
          builder.add().set(0, value);
        }
        long building = builder.bytes();
        RecordBatch batch = builder.build();
        long measured = Memory.of(batch);
        assertThat((double) batch.bytes())
            .as("%s rows of %s: measured %s", rows, type, measured)
            .isBetween(measured * 0.9 - 400, measured * 1.1 + 400);
        assertThat((double) building)
            .as("%s rows of %s in the builder: measured %s", rows, type, measured)
            .isBetween(measured * 0.7 - 700, measured * 1.1);
      }
    }
  }

  @Test
  void wideDecimalsAreCounted() {
    BatchBuilder builder = builder(Field.decimal("x"));
    for (int i = 0; i < 1000; i++) {
      builder.add().set(0, new BigDecimal("1e100").add(BigDecimal.valueOf(i)));
    }
    RecordBatch batch = builder.build();
    assertThat((double) batch.bytes()).isBetween(0.85 * 1000 * 150, 1.15 * 1000 * 180);
  }
}
