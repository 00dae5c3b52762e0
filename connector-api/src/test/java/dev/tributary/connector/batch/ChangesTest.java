package dev.tributary.connector.batch;

import static dev.tributary.connector.batch.Batches.builder;
import static dev.tributary.connector.batch.Batches.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.schema.Field;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("rule 8: changes")
class ChangesTest {
  @Test
  @DisplayName("rule 8: absent is not null")
  void absentIsNotNull() {
    BatchBuilder builder = builder(Field.int64("id"), Field.string("body"));
    builder.add().set(0, 1L).absent(1).change(ChangeKind.UPDATE, 10, 1);
    builder.add().set(0, 2L).setNull(1).change(ChangeKind.UPDATE, 10, 2);
    builder.add().set(0, 3L).set(1, "x").change(ChangeKind.INSERT, 11, 0);
    RecordBatch batch = builder.build();
    Column body = batch.column("body");
    assertThat(body.isAbsent(0)).isTrue();
    assertThat(body.isNull(0)).isFalse();
    assertThat(body.hasValue(0)).isFalse();
    assertThat(body.isAbsent(1)).isFalse();
    assertThat(body.isNull(1)).isTrue();
    assertThat(body.getString(1)).isNull();
    assertThat(body.hasValue(2)).isTrue();
    assertThatThrownBy(() -> body.getString(0)).hasMessageContaining("absent is not null");
    assertThatThrownBy(() -> body.get(0)).hasMessageContaining("\"body\" is absent in row 0");
    assertThatThrownBy(() -> batch.row(0).getString("body")).hasMessageContaining("isAbsent");
    assertThat(batch.row(0)).hasToString("UPDATE {id=1}");
    assertThat(batch.row(1)).hasToString("UPDATE {id=2, body=null}");
  }

  @Test
  void carryKindAndSequence() {
    BatchBuilder builder = builder(Field.int64("id"));
    builder.add().set(0, 1L);
    builder.add().set(0, 2L).change(ChangeKind.INSERT, -1L, 3);
    builder.add().change(ChangeKind.TRUNCATE, 6, 4);
    RecordBatch batch = builder.build();
    assertThat(batch.change(0)).isEqualTo(ChangeKind.SNAPSHOT);
    assertThat(batch.change(1)).isEqualTo(ChangeKind.INSERT);
    assertThat(batch.sequenceHigh(1)).isEqualTo(-1L);
    assertThat(batch.sequenceLow(1)).isEqualTo(3);
    assertThat(batch.row(2).change()).isEqualTo(ChangeKind.TRUNCATE);
    for (ChangeKind kind : ChangeKind.values()) {
      assertThat(ChangeKind.at(kind.code())).isEqualTo(kind);
    }
  }

  @Test
  void anOrdinaryBatchHasNone() {
    BatchBuilder builder = builder(Field.int64("id"));
    builder.add().set(0, 1L);
    RecordBatch batch = builder.build();
    assertThat(batch.change(0)).isEqualTo(ChangeKind.SNAPSHOT);
    assertThat(batch.sequenceHigh(0)).isZero();
    assertThat(batch.sequenceLow(0)).isZero();
    assertThat(batch.oldKey("id")).isEmpty();
  }

  @Test
  void aDeleteNeedsItsKeyOnly() {
    BatchBuilder builder = builder(Field.int64("id").required(), Field.string("a").required());
    builder.add().change(ChangeKind.DELETE, 1, 1).set(0, 5L);
    builder.add().change(ChangeKind.TRUNCATE, 2, 1);
    builder.add().set(0, 6L).set(1, "x").change(ChangeKind.UPDATE, 3, 1);
    RecordBatch batch = builder.build();
    assertThat(values(batch.column("id"))).containsExactly(5L, "(absent)", 6L);
    assertThat(values(batch.column("a"))).containsExactly("(absent)", "(absent)", "x");
  }

  @Test
  void oldKeysAreThereWhereTheKeyChanged() {
    BatchBuilder builder = builder(Field.int64("id"), Field.string("code"));
    builder.add().set(0, 1L).set(1, "a").change(ChangeKind.UPDATE, 1, 1);
    builder.add().set(0, 2L).set(1, "b").change(ChangeKind.UPDATE, 1, 2).oldKey(0, 20L);
    builder.add().set(0, 3L).oldKey(0, 30L).oldKey(1, "z");
    builder.rollback();
    byte[] utf8 = {'y'};
    builder.add().set(0, 4L).oldKeyUtf8(1, utf8, 0, 1).oldKey(0, (Object) null);
    builder.add().set(0, 5L);
    RecordBatch batch = builder.build();
    assertThat(values(batch.oldKey("id").orElseThrow()))
        .containsExactly("(absent)", 20L, null, "(absent)");
    assertThat(values(batch.oldKey("code").orElseThrow()))
        .containsExactly("(absent)", "(absent)", "y", "(absent)");
  }
}
