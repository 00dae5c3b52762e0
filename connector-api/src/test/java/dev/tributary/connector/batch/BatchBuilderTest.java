package dev.tributary.connector.batch;

import static dev.tributary.connector.batch.Batches.builder;
import static dev.tributary.connector.batch.Batches.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BatchBuilderTest {
  private static final byte[] RAW = "raw".getBytes(StandardCharsets.UTF_8);

  @Test
  void whatIsNotSetIsNull() {
    BatchBuilder builder = builder(Field.int64("id"), Field.string("a"), Field.bool("b"));
    builder.add().set("id", 1L);
    builder.add().set("a", "x");
    builder.add();
    builder.add().set("id", 4L).set("b", true);
    RecordBatch batch = builder.build();
    assertThat(values(batch.column("id"))).containsExactly(1L, null, null, 4L);
    assertThat(values(batch.column("a"))).containsExactly(null, "x", null, null);
    assertThat(values(batch.column("b"))).containsExactly(null, null, null, true);
  }

  @Test
  void theLastValueSetCounts() {
    BatchBuilder builder = builder(Field.int64("id"), Field.string("a"), Field.decimal("d"));
    builder.add().set(1, "long text").set(0, 5L).set(1, "b").setNull(0).set(2, "1e40").set(2, 1L);
    builder.add().set(0, 1L).absent(0).set(0, 2L).set(1, "c");
    RecordBatch batch = builder.build();
    assertThat(values(batch.column(0))).containsExactly(null, 2L);
    assertThat(values(batch.column(1))).containsExactly("b", "c");
    assertThat(batch.column(2).getString(0)).isEqualTo("1");
  }

  @Test
  void rollbackDropsTheOpenRowOnly() {
    BatchBuilder builder = builder(Field.int64("id"), Field.string("a"), Field.timestamp("t"));
    builder.rollback();
    builder.add().set(0, 1L).set(1, "one");
    builder.add().set(0, 2L).set(1, "two").setMicros(2, 1, 1).absent(0);
    builder.rollback();
    builder.rollback();
    assertThat(builder.size()).isEqualTo(1);
    builder.add().set(0, 3L).set(1, "three").setMicros(2, 7);
    RecordBatch batch = builder.build();
    assertThat(values(batch.column(0))).containsExactly(1L, 3L);
    assertThat(values(batch.column(1))).containsExactly("one", "three");
    assertThat(batch.column(2).getNanos(1)).isZero();
  }

  @Test
  void valuesNeedARow() {
    BatchBuilder builder = builder(Field.int64("id"));
    assertThatThrownBy(() -> builder.set(0, 1L)).hasMessageContaining("add()");
    builder.add().set(0, 1L);
    builder.rollback();
    assertThatThrownBy(() -> builder.set(0, 1L)).hasMessageContaining("add()");
    assertThatThrownBy(() -> builder.change(ChangeKind.INSERT, 1, 1)).hasMessageContaining("add()");
    assertThatThrownBy(() -> builder.oldKey(0, 1L)).hasMessageContaining("add()");
  }

  @Test
  void anUnknownNameIsSaidWithTheKnownOnes() {
    BatchBuilder builder = builder(Field.int64("id"));
    builder.add();
    assertThatThrownBy(() -> builder.set("idd", 1L))
        .hasMessageContaining("\"idd\"")
        .hasMessageContaining("id int64");
  }

  @Test
  @DisplayName("rule 13: rejects travel with the batch, under its checkpoint")
  void rejectsTravelWithTheBatch() {
    BatchBuilder builder = builder(Field.int64("id"));
    builder.add().set(0, 1L);
    builder.add().set(0, 2L);
    builder.reject("orders.csv, line 3", "the id is no number", RAW);
    builder.reject("orders.csv, line 4", "too short", RAW);
    assertThat(builder.bytes()).isGreaterThan(200);
    RecordBatch batch = builder.build(Position.of("line", 4));
    assertThat(values(batch.column(0))).containsExactly(1L);
    assertThat(batch.rejects())
        .extracting(Reject::place)
        .containsExactly("orders.csv, line 3", "orders.csv, line 4");
    assertThat(batch.rejects().get(0).reason()).isEqualTo("the id is no number");
    assertThat(batch.rejects().get(0).rawText()).isEqualTo("raw");
    assertThat(batch.checkpoint()).contains(Position.of("line", 4));
    assertThat(batch.withNumber(7).rejects()).hasSize(2);
    assertThat(builder.build().rejects()).as("once only").isEmpty();
  }

  @Test
  void aRejectKeepsTheBeginningOfALargeRecord() {
    byte[] large = new byte[Reject.MAX_RAW + 1];
    Arrays.fill(large, (byte) 'x');
    Reject reject = Reject.of("p", "r", large);
    large[0] = 'y';
    assertThat(reject.raw()).hasSize(Reject.MAX_RAW).startsWith('x');
    assertThat(reject.rawLength()).isEqualTo(Reject.MAX_RAW + 1L);
    assertThat(reject.isCut()).isTrue();
    assertThat(reject).hasToString("p: r");
  }

  @Test
  void rejectsAloneFillABatch() {
    BatchBuilder builder = builder(BatchLimits.defaults().bytes(10_000), Field.int64("id"));
    int rejects = 0;
    while (!builder.isFull()) {
      builder.reject("p", "r", RAW);
      rejects++;
    }
    assertThat(rejects).isBetween(50, 200);
    assertThat(builder.build().size()).isZero();
  }

  @Test
  void isFullByRows() {
    BatchBuilder builder = builder(BatchLimits.defaults().rows(3), Field.int64("id"));
    int rows = 0;
    while (!builder.isFull()) {
      builder.add().set(0, rows++);
    }
    assertThat(rows).isEqualTo(3);
    assertThat(builder.build().size()).isEqualTo(3);
    assertThat(builder.isFull()).isFalse();
  }

  @Test
  void isFullByBytes() {
    BatchBuilder builder = builder(BatchLimits.defaults().bytes(100_000), Field.string("a"));
    while (!builder.isFull()) {
      builder.add().set(0, "x".repeat(1000));
    }
    assertThat(builder.size()).isBetween(98, 101);
  }

  @Test
  void buildersOfOneReaderShareItsBudget() {
    BatchTarget target =
        BatchTarget.standalone(
            "s", StreamSchema.of(Field.string("a")), BatchLimits.defaults().bytes(100_000));
    BatchBuilder one = BatchBuilder.of(target);
    BatchBuilder two = BatchBuilder.of(target);
    while (!one.isFull() && !two.isFull()) {
      one.add().set(0, "x".repeat(1000));
      two.add().set(0, "x".repeat(1000));
    }
    assertThat(one.bytes() + two.bytes()).isBetween(95_000L, 110_000L);
    one.build();
    two.build();
    assertThat(one.isFull()).isFalse();
    assertThat(two.isFull()).isFalse();
  }

  @Test
  void oneHugeRecordIsRefused() {
    BatchBuilder builder =
        builder(BatchLimits.defaults().recordBytes(1000), Field.string("a"), Field.string("b"));
    builder.add().set(0, "x".repeat(900));
    assertThatThrownBy(() -> builder.set(1, "y".repeat(101)))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            huge -> {
              assertThat(huge.kind()).isEqualTo(ErrorKind.DATA);
              assertThat(huge.place()).contains("column b");
              assertThat(huge.remedy()).isPresent();
            });
    builder.set(0, "x").set(1, "y".repeat(101));
    builder.add().set(0, "x".repeat(1000));
    assertThat(builder.build().size()).isEqualTo(2);
  }

  @Test
  void oneHugeRecordOfBytesIsRefusedWhenItIsFinishedAtTheLatest() {
    BatchBuilder builder =
        builder(BatchLimits.defaults().recordBytes(1000), Field.string("a"), Field.string("b"));
    byte[] utf8 = "y".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
    builder.add();
    assertThatThrownBy(() -> builder.setUtf8(0, utf8, 0, utf8.length))
        .hasMessageContaining("1000 bytes");
    builder.setUtf8(0, utf8, 0, 400).setUtf8(1, utf8, 0, 601);
    assertThatThrownBy(builder::add)
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("a value of 601 bytes")
        .hasMessageContaining("column b");
    builder.rollback();
    builder.add().setUtf8(0, utf8, 0, 400).setUtf8(1, utf8, 0, 600);
    assertThat(builder.build().row(0).getString("b")).hasSize(600);
  }

  @Test
  void isReusableAndEmptyAfterBuild() {
    BatchBuilder builder = builder(Field.int64("id"), Field.string("a"));
    builder.add().set(0, 1L).set(1, "x").change(ChangeKind.INSERT, 5, 6).oldKey(0, 9L);
    RecordBatch first = builder.build();
    assertThat(builder.size()).isZero();
    assertThat(builder.bytes()).isZero();
    builder.add().set(0, 2L).set(1, "y");
    RecordBatch second = builder.build();
    assertThat(first.row(0)).hasToString("INSERT {id=1, a=x}");
    assertThat(second.row(0)).hasToString("{id=2, a=y}");
    assertThat(second.oldKey("id")).isEmpty();
  }

  @Test
  void anEmptyBatchMayCarryACheckpoint() {
    RecordBatch batch = builder(Field.int64("id")).build(Position.of("lsn", 5));
    assertThat(batch.size()).isZero();
    assertThat(batch.iterator().hasNext()).isFalse();
    assertThat(batch.checkpoint()).contains(Position.of("lsn", 5));
    assertThat(batch.column("id").size()).isZero();
  }

  @Test
  void appendsWholeBatches() {
    BatchBuilder source = builder(Field.int64("id"), Field.string("a"), Field.decimal("d"));
    source.add().set(0, 1L).set(1, "one").set(2, "1.5");
    source.add();
    source.reject("p", "r", RAW);
    source.add().set(0, 2L).absent(1).change(ChangeKind.UPDATE, 7, 8).oldKey(0, 20L);
    RecordBatch batch = source.build();
    BatchBuilder builder = builder(Field.string("a"), Field.int64("id"), Field.string("more"));
    builder.add().set("id", 0L).set("a", "zero").set("more", "m");
    builder.append(batch).append(batch);
    builder.add().set("id", 9L);
    RecordBatch all = builder.build();
    assertThat(values(all.column("id"))).containsExactly(0L, 1L, 2L, 1L, 2L, 9L);
    assertThat(values(all.column("a")))
        .containsExactly("zero", "one", "(absent)", "one", "(absent)", null);
    assertThat(values(all.column("more"))).containsExactly("m", null, null, null, null, null);
    assertThat(all.column("d").getString(3)).isEqualTo("1.5");
    assertThat(all.change(4)).isEqualTo(ChangeKind.UPDATE);
    assertThat(all.sequenceHigh(4)).isEqualTo(7);
    assertThat(all.change(5)).isEqualTo(ChangeKind.SNAPSHOT);
    assertThat(all.rejects()).hasSize(2);
    Column old = all.oldKey("id").orElseThrow();
    assertThat(values(old))
        .containsExactly("(absent)", "(absent)", 20L, "(absent)", 20L, "(absent)");
  }

  @Test
  void limitsRefuseNonsense() {
    assertThatThrownBy(() -> BatchLimits.defaults().rows(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(BatchLimits.defaults().rows(5)).isEqualTo(BatchLimits.defaults().rows(5));
    assertThat(BatchLimits.defaults())
        .hasToString("10000 rows, 8388608 bytes, 67108864 bytes a record");
  }

  @Test
  @DisplayName("rule 13: rejecting the next record leaves the one before it alone")
  void aRejectedRecordLeavesTheOneBeforeItAlone() {
    BatchBuilder rows =
        BatchBuilder.of(BatchTarget.standalone("s", StreamSchema.of(Field.int64("id"))));
    rows.add().set(0, 1L).end();
    rows.reject("line 2", "it is broken before its row was opened", new byte[] {'x'});
    rows.add().set(0, 3L);
    RecordBatch batch = rows.build();
    assertThat(batch.size()).isEqualTo(2);
    assertThat(batch.rejects()).hasSize(1);
  }

  @Test
  void isFullByRowsWhetherOrNotTheLastOneIsOpen() {
    BatchBuilder rows =
        BatchBuilder.of(
            BatchTarget.standalone(
                "s", StreamSchema.of(Field.int64("id")), BatchLimits.defaults().rows(2)));
    rows.add().set(0, 1L).end();
    assertThat(rows.isFull()).isFalse();
    rows.add().set(0, 2L).end();
    assertThat(rows.isFull()).isTrue();
  }
}
