package dev.tributary.connector.batch;

import static dev.tributary.connector.batch.Batches.builder;
import static dev.tributary.connector.batch.Batches.values;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowBlockTest {
  private static final Field[] EVERY = {
    Field.int64("a"),
    Field.int32("b"),
    Field.float64("c"),
    Field.of("d", DataType.FLOAT32),
    Field.decimal("e", 12, 2),
    Field.string("f"),
    Field.bool("g"),
    Field.date("h"),
    Field.timestamp("i"),
    Field.timestampTz("j"),
    Field.uuid("k"),
    Field.json("l"),
    Field.of("m", DataType.BYTES)
  };

  /** Random values of so many rows, some missing. */
  private static final class Rows {
    final int count;
    final long[] longs;
    final int[] ints;
    final double[] doubles;
    final float[] floats;
    final byte[] booleans;
    final long[] pairs;
    final byte[] bytes;
    final int[] starts;
    final int[] ends;
    final boolean[] missing;

    Rows(Random random, int count) {
      this.count = count;
      longs = random.longs(count, -1_000_000, 1_000_000).toArray();
      ints = random.ints(count).toArray();
      doubles = random.doubles(count).toArray();
      floats = new float[count];
      booleans = new byte[count];
      pairs = random.longs(2L * count).toArray();
      missing = new boolean[count];
      starts = new int[count];
      ends = new int[count];
      StringBuilder text = new StringBuilder("é");
      for (int i = 0; i < count; i++) {
        floats[i] = random.nextFloat();
        booleans[i] = (byte) random.nextInt(2);
        missing[i] = random.nextInt(4) == 0;
        starts[i] = text.toString().getBytes(StandardCharsets.UTF_8).length;
        if (!missing[i]) {
          text.append("\"")
              .append(random.nextInt(3) == 0 ? "ä€😀" : "x".repeat(random.nextInt(40)));
          text.append("\"");
        }
        ends[i] = text.toString().getBytes(StandardCharsets.UTF_8).length;
        text.append(random.nextBoolean() ? "" : "ß between");
      }
      bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    }

    void inOne(BatchBuilder builder) {
      RowBlock block =
          builder
              .block(count)
              .longs(0, longs, 0)
              .ints(1, ints, 0)
              .doubles(2, doubles, 0)
              .floats(3, floats, 0)
              .decimals(4, longs, 0, 2)
              .texts(5, bytes, starts, ends, 0)
              .booleans(6, booleans, 0)
              .days(7, ints, 0)
              .micros(8, longs, 0)
              .micros(9, longs, 0)
              .uuids(10, pairs, 0)
              .texts(11, bytes, starts, ends, 0)
              .texts(12, bytes, starts, ends, 0);
      for (int i = 0; i < count; i++) {
        for (int column = 0; column < EVERY.length && missing[i]; column++) {
          block.missing(column, i);
        }
      }
      assertThat(block.add()).isTrue();
    }

    void oneByOne(BatchBuilder builder) {
      for (int i = 0; i < count; i++) {
        builder.add();
        if (!missing[i]) {
          builder
              .set(0, longs[i])
              .set(1, (long) ints[i])
              .set(2, doubles[i])
              .set(3, (double) floats[i])
              .setDecimal(4, longs[i], 2)
              .setUtf8(5, bytes, starts[i], ends[i])
              .set(6, booleans[i] == 1)
              .setDays(7, ints[i])
              .setMicros(8, longs[i])
              .setMicros(9, longs[i])
              .setUuid(10, pairs[2 * i], pairs[2 * i + 1])
              .setUtf8(11, bytes, starts[i], ends[i])
              .setBytes(12, bytes, starts[i], ends[i]);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 63, 64, 65, 1000})
  void isTheSameAsRowsSetOneByOne(int count) {
    Random random = new Random(count);
    BatchBuilder blocks = builder(EVERY);
    BatchBuilder single = builder(EVERY);
    for (int batch = 0; batch < 2; batch++) {
      for (int i = 0; i < 4; i++) {
        Rows rows = new Rows(random, count);
        if (i == 2) {
          rows.oneByOne(blocks);
        } else {
          rows.inOne(blocks);
        }
        rows.oneByOne(single);
        assertThat(blocks.bytes()).isEqualTo(single.bytes());
      }
      RecordBatch one = blocks.build();
      RecordBatch other = single.build();
      assertThat(one.size()).isEqualTo(4 * count);
      for (int column = 0; column < EVERY.length; column++) {
        assertThat(Arrays.deepToString(values(one.column(column)).toArray()))
            .isEqualTo(Arrays.deepToString(values(other.column(column)).toArray()));
      }
    }
  }

  @Test
  void leavesNullWhatIsNotWritten() {
    BatchBuilder builder = builder(Field.int64("a"), Field.string("b"));
    builder.add().set(0, 1L);
    assertThat(builder.block(2).longs(0, new long[] {0, 2, 3}, 1).add()).isTrue();
    builder.add().set(1, "x");
    RecordBatch batch = builder.build();
    assertThat(values(batch.column(0))).containsExactly(1L, 2L, 3L, null);
    assertThat(values(batch.column(1))).containsExactly(null, null, null, "x");
  }

  @Test
  void addsNothingWhereSomethingDoesNotFit() {
    BatchBuilder builder =
        builder(Field.int64("a").required(), Field.decimal("b", 5, 2), Field.string("c"));
    builder.add().set(0, 1L).set(2, "first");
    long[] ids = {2, 3};
    byte[] text = {'o', 'k', (byte) 0xC3};
    int[] starts = {0, 2};
    int[] ends = {2, 3};
    assertThat(builder.block(2).add()).as("a required column without values").isFalse();
    assertThat(builder.block(2).longs(0, ids, 0).missing(0, 1).add()).isFalse();
    assertThat(builder.block(2).longs(0, ids, 0).longs(1, ids, 0).add()).as("a type").isFalse();
    assertThat(builder.block(2).longs(0, ids, 0).decimals(1, ids, 0, 3).add()).isFalse();
    assertThat(builder.block(2).longs(0, ids, 0).decimals(1, ids, 0, 3).missing(1, 0).add())
        .as("nothing is said of a column that did not fit")
        .isFalse();
    assertThat(builder.room()).isEqualTo(9_999);
    assertThat(builder.block(1).longs(0, ids, 0).decimals(1, new long[] {100_000}, 0, 2).add())
        .as("six digits in a decimal of five")
        .isFalse();
    assertThat(builder.block(2).longs(0, ids, 0).texts(2, text, starts, ends, 0).add())
        .as("half a character")
        .isFalse();
    assertThat(builder.size()).isEqualTo(1);
    assertThat(builder.block(1).longs(0, ids, 1).texts(2, text, starts, ends, 0).add()).isTrue();
    builder.add().set(0, 9L);
    RecordBatch batch = builder.build();
    assertThat(values(batch.column(0))).containsExactly(1L, 3L, 9L);
    assertThat(values(batch.column(1))).containsExactly(null, null, null);
    assertThat(values(batch.column(2))).containsExactly("first", "ok", null);
  }

  @Test
  void keepsEachDecimalsOwnScale() {
    BatchBuilder builder = builder(Field.decimal("a"), Field.int64("b").required());
    long[] values = {15, 250, 3};
    long[] ids = {1, 2, 3};
    assertThat(builder.block(3).decimals(0, values, 0, 1).longs(1, ids, 0).add()).isTrue();
    int[] scales = {0, 2, 5};
    assertThat(builder.block(3).decimals(0, values, scales, 0).add()).as("dropped").isFalse();
    assertThat(builder.block(3).decimals(0, values, scales, 0).longs(1, ids, 0).add()).isTrue();
    assertThat(builder.block(2).decimals(0, values, 0, 2).missing(0, 1).longs(1, ids, 0).add())
        .isTrue();
    builder.add().setDecimal(0, 7, 3).set(1, 9L);
    RecordBatch batch = builder.build();
    assertThat(IntStream.range(0, batch.size()).mapToObj(row -> batch.column(0).getString(row)))
        .containsExactly("1.5", "25.0", "0.3", "15", "2.50", "0.00003", "0.15", null, "0.007");
    BatchBuilder fixed = builder(Field.decimal("a", 5, 2));
    assertThat(fixed.block(1).decimals(0, values, scales, 0).add()).isFalse();
  }

  @Test
  void forgetsABlockThatIsNeverAdded() {
    BatchBuilder builder = builder(Field.int64("a"), Field.string("b"));
    byte[] text = "hidden".getBytes(StandardCharsets.UTF_8);
    RowBlock left =
        builder
            .block(3)
            .longs(0, new long[] {7, 8, 9}, 0)
            .texts(1, text, new int[] {0, 0, 0}, new int[] {6, 6, 0}, 0)
            .missing(0, 1)
            .missing(1, 2);
    builder.add().set(0, 1L).set(1, "x");
    builder.add().set(0, 2L).set(1, "y");
    builder.add().set(0, 3L).set(1, "z");
    assertThatThrownBy(left::add).isInstanceOf(IllegalStateException.class);
    RecordBatch batch = builder.build();
    assertThat(values(batch.column(0))).containsExactly(1L, 2L, 3L);
    assertThat(values(batch.column(1))).containsExactly("x", "y", "z");
  }

  @Test
  void takesNothingAlongThatStandsBehindAText() {
    BatchBuilder builder = builder(Field.string("a"));
    byte[] wire = "ok\0secret".getBytes(StandardCharsets.UTF_8);
    assertThat(builder.block(1).texts(0, wire, new int[] {0}, new int[] {2}, 0).add()).isTrue();
    assertThat(new String(builder.build().column(0).utf8(), StandardCharsets.UTF_8))
        .doesNotContain("s");
  }

  @Test
  void refusesWhatIsTooLargeToComeTogether() {
    BatchLimits small = BatchLimits.defaults().recordBytes(100);
    BatchBuilder builder = builder(small, Field.string("a"));
    byte[] text = "x".repeat(101).getBytes(StandardCharsets.UTF_8);
    assertThat(builder.block(2).texts(0, text, new int[] {0, 51}, new int[] {51, 101}, 0).add())
        .as("each may be a record, and only one by one is that looked at")
        .isFalse();
    assertThat(builder.size()).isZero();
  }

  @Test
  void writesAColumnOnce() {
    BatchBuilder builder = builder(Field.int64("a"));
    RowBlock block = builder.block(1).longs(0, new long[1], 0);
    assertThatThrownBy(() -> block.longs(0, new long[1], 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a");
    assertThatThrownBy(() -> builder.block(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void endsWhatWasOpen() {
    StreamSchema schema = StreamSchema.of(Field.int64("a").required());
    BatchBuilder builder = BatchBuilder.of(BatchTarget.standalone("orders", schema));
    builder.add();
    assertThatThrownBy(() -> builder.block(1)).hasMessageContaining("a");
  }
}
