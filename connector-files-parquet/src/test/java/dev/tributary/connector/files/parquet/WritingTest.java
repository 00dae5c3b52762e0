package dev.tributary.connector.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.format.FormatWriter;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.option.Resolver;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that we write, read back by us and by others. */
class WritingTest {
  @TempDir Path directory;

  static Options options(Map<String, Object> values) {
    Problems problems = Problems.empty();
    Options options =
        new ParquetFormat()
            .writeOptions()
            .bind(Configuration.of(values), problems, Resolver.none());
    assertThat(problems.errors()).isEmpty();
    return options;
  }

  static Path write(Path path, Map<String, Object> options, RecordBatch... batches)
      throws Exception {
    try (OutputStream out = Files.newOutputStream(path);
        FormatWriter writer =
            new ParquetFormat().write(out, batches[0].schema(), options(options))) {
      for (RecordBatch batch : batches) {
        writer.write(batch);
      }
      writer.finish();
      assertThat(writer.bytes()).isEqualTo(Files.size(path));
    }
    return path;
  }

  private Path write(Map<String, Object> options, RecordBatch... batches) throws Exception {
    return write(directory.resolve("written" + System.nanoTime() + ".parquet"), options, batches);
  }

  static RecordBatch column(DataType type, @Nullable Object... values) {
    return column(Field.of("v", type), values);
  }

  static RecordBatch column(Field field, @Nullable Object... values) {
    BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone("s", StreamSchema.of(field)));
    for (Object value : values) {
      rows.add().set(0, value);
    }
    return rows.build();
  }

  static void assertSame(RecordBatch read, RecordBatch written) {
    assertThat(read.size()).isEqualTo(written.size());
    for (Field field : written.schema().fields()) {
      Column is = read.column(field.name());
      Column was = written.column(field.name());
      assertThat(is.type()).isEqualTo(was.type());
      for (int i = 0; i < written.size(); i++) {
        if (!java.util.Objects.equals(is.getString(i), was.getString(i))) {
          assertThat(is.getString(i)).as(field + " row " + i).isEqualTo(was.getString(i));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "boolean|true|false|true",
        "int32|-2147483648|2147483647|-2147483648",
        "int64|-9223372036854775808|9223372036854775807|-9223372036854775808",
        "float32|NaN|-0.0|NaN",
        "float64|1.0E300|-Infinity|1.0E300",
        "decimal(1,0)|-9|9|-9",
        "decimal(9,9)|0.123456789|-0.000000001|0.123456789",
        "decimal(18,2)|9999999999999999.99|-0.01|9999999999999999.99",
        "decimal(38,10)|-1234567890123456789012345678.0123456789|0.0000000001"
            + "|-1234567890123456789012345678.0123456789",
        "decimal(19,0)|-9999999999999999999|1|-9999999999999999999",
        "string|Grüße 漢字 😀|``|Grüße 漢字 😀",
        "bytes|AAH/|``|AAH/",
        "date|0001-01-01|9999-12-31|0001-01-01",
        "time|00:00:00|23:59:59.999999|00:00:00",
        "timestamp|1969-12-31T23:59:59.999999|2026-11-21T00:00:00|1969-12-31T23:59:59.999999",
        "timestamptz|2026-11-21T10:00:00.5Z|0001-01-01T00:00:00Z|2026-11-21T10:00:00.500Z",
        "uuid|00112233-4455-6677-8899-aabbccddeeff|ffffffff-ffff-ffff-ffff-ffffffffffff"
            + "|00112233-4455-6677-8899-aabbccddeeff",
        "json|{\"a\":[1,null]}|null|{\"a\":[1,null]}",
      })
  void othersReadWhatWeWrite(String type, String one, String other, String canonical)
      throws Exception {
    RecordBatch rows = column(DataType.parse(type), one, null, other);
    Path file = write(Map.of(), rows);
    assertSame(Parquet.whole(file), rows);
    assertThat(Parquet.whole(file).column(0).getString(0)).isEqualTo(canonical);
    try (Duck duck = new Duck()) {
      // DuckDB's own file of the same values, read by us, is the same again
      Path again = directory.resolve("again.parquet");
      duck.copy("select * from '" + file + "'", again, "");
      assertSame(Parquet.whole(again), rows);
      assertThat(duck.rows("select count(*), count(v) from '" + file + "'"))
          .containsExactly(List.of("3", "2"));
    }
    assertThat(reference(file)).hasSize(3);
  }

  private static List<Object> reference(Path file) throws Exception {
    List<Object> records = new ArrayList<>();
    PlainParquetConfiguration settings = new PlainParquetConfiguration();
    settings.set("parquet.avro.readInt96AsFixed", "true");
    try (ParquetReader<Object> reader =
        AvroParquetReader.builder(new LocalInputFile(file), settings).build()) {
      for (Object each = reader.read(); each != null; each = reader.read()) {
        records.add(each);
      }
    }
    return records;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "decimal|123456789012345678901234567890.5|NaN",
        "decimal(2,5)|0.00012|-0.00001",
        "decimal(2,-3)|99000|-1000",
        "duration|PT1.5S|PT-1H",
        "list(int32)|[1,null]|[]",
        "struct(a int32)|{\"a\":1}|{\"a\":null}",
        "map(string,int32)|{\"a\":1}|{}",
      })
  void readsBackTypesThatTheFormatHasNot(String type, String one, String other) throws Exception {
    RecordBatch rows = column(DataType.parse(type), one, null, other);
    assertSame(Parquet.whole(write(Map.of(), rows)), rows);
  }

  @ParameterizedTest
  @ValueSource(strings = {"snappy", "gzip", "zstd", "lz4_raw", "none"})
  void writesManyRowsInManyGroups(String codec) throws Exception {
    List<RecordBatch> batches = new ArrayList<>();
    for (int b = 0; b < 8; b++) {
      batches.add(mixed(b * 9_000, 9_000));
    }
    Path file =
        write(
            Map.of("compression", codec, "row_group_bytes", 300_000),
            batches.toArray(RecordBatch[]::new));
    try (Parquet parquet = new Parquet(file);
        Duck duck = new Duck()) {
      assertThat(parquet.divide(1)).hasSizeGreaterThan(2);
      assertSame(parquet.whole(), mixed(0, 72_000));
      List<List<String>> sums =
          duck.rows(
              "select count(*), sum(id), sum(few), count(name), min(name), max(name),"
                  + " sum(amount), count(distinct kind), min(\"at\"), sum(flag::int), max(u)"
                  + " from '"
                  + file
                  + "'");
      Path own = directory.resolve("own.parquet");
      duck.copy("select * from '" + file + "'", own, "");
      assertSame(Parquet.whole(own), mixed(0, 72_000));
      assertThat(sums.get(0).get(0)).isEqualTo("72000");
      assertThat(sums.get(0).get(1)).isEqualTo("2591964000");
      // bounds let a reader leave row groups out, so they must hold
      for (int id : new int[] {0, 35_999, 71_999}) {
        assertThat(
                duck.rows(
                    "select name, ratio from '"
                        + file
                        + "' where id = "
                        + id
                        + " and ratio = "
                        + (id / 8.0)
                        + " and kind = 'kind "
                        + id % 10
                        + "'"))
            .hasSize(1);
      }
    }
    assertThat(reference(file)).hasSize(72_000);
  }

  private static RecordBatch mixed(int from, int count) {
    StreamSchema schema =
        StreamSchema.of(
            Field.int64("id").required(),
            Field.int32("few"),
            Field.int64("spread"),
            Field.string("name"),
            Field.string("kind").required(),
            Field.float64("ratio"),
            Field.float32("single"),
            Field.bool("flag"),
            Field.decimal("amount", 12, 2),
            Field.decimal("wide", 30, 3),
            Field.timestampTz("at"),
            Field.uuid("u"));
    BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone("s", schema));
    for (int i = from; i < from + count; i++) {
      Random random = new Random(i);
      rows.add().set(0, (long) i);
      if (i % 3 > 0) {
        rows.set(1, (long) (i / 1000 % 7));
      }
      rows.set(2, random.nextLong());
      if (i % 7 > 0) {
        rows.set(3, "text " + i);
      }
      rows.set(4, "kind " + i % 10).set(5, i / 8.0).set(6, (double) (float) random.nextInt(9));
      rows.set(7, random.nextBoolean()).setDecimal(8, i * 7L, 2);
      rows.set(9, (Object) new BigDecimal(i).movePointLeft(3).negate());
      rows.setMicros(10, 1_700_000_000_000_000L + i * 1_000_000L);
      rows.set(11, (Object) new UUID(random.nextLong(), i % 20));
    }
    return rows.build();
  }

  @Test
  void writesNanosecondsWhenAskedTo() throws Exception {
    RecordBatch rows = column(DataType.TIMESTAMP_TZ, "2026-11-21T10:00:00.123456789Z");
    assertSame(Parquet.whole(write(Map.of("timestamp_unit", "nanos"), rows)), rows);
    assertThatThrownBy(() -> write(Map.of(), rows))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("nanoseconds")
        .hasMessageContaining("column v")
        .hasMessageContaining("timestamp_unit");
  }

  @ParameterizedTest
  @CsvSource({"timestamp,infinity", "date,-infinity", "time,24:00:00"})
  void refusesWhatTheFormatCannotHold(String type, String value) {
    RecordBatch rows = column(DataType.parse(type), value);
    assertThatThrownBy(() -> write(Map.of(), rows))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("column v");
  }

  @Test
  void writesAFileWithoutRows() throws Exception {
    RecordBatch none = column(DataType.INT64);
    Path file = write(Map.of(), none);
    assertSame(Parquet.whole(file), none);
    try (Duck duck = new Duck()) {
      assertThat(duck.rows("select count(*) from '" + file + "'")).containsExactly(List.of("0"));
    }
  }

  @Test
  void writesColumnsOfNulls() throws Exception {
    RecordBatch rows = column(DataType.STRING, null, null, null);
    Path file = write(Map.of(), rows);
    assertSame(Parquet.whole(file), rows);
    assertThat(reference(file)).hasSize(3);
  }

  @Test
  void readsBackLongTexts() throws Exception {
    RecordBatch rows =
        column(DataType.STRING, "x".repeat(3_000_000), "y".repeat(20), "z".repeat(2_000_000));
    assertSame(Parquet.whole(write(Map.of(), rows)), rows);
  }
}
