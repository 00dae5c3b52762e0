package dev.tributary.connector.files.avro;

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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that we write, read back by us and by Avro's own library. */
class AvroWritingTest {
  @TempDir Path directory;

  private Path write(Map<String, Object> options, RecordBatch... batches) throws Exception {
    Problems problems = Problems.empty();
    Options bound =
        new AvroFormat().writeOptions().bind(Configuration.of(options), problems, Resolver.none());
    assertThat(problems.errors()).isEmpty();
    Path path = directory.resolve("written" + System.nanoTime() + ".avro");
    try (OutputStream out = Files.newOutputStream(path);
        FormatWriter writer = new AvroFormat().write(out, batches[0].schema(), bound)) {
      for (RecordBatch batch : batches) {
        writer.write(batch);
      }
      writer.finish();
      assertThat(writer.bytes()).isEqualTo(Files.size(path));
    }
    return path;
  }

  private static RecordBatch column(Field field, @Nullable Object... values) {
    BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone("s", StreamSchema.of(field)));
    for (Object value : values) {
      rows.add().set(0, value);
    }
    return rows.build();
  }

  private static void assertSame(Path file, RecordBatch written) throws Exception {
    try (Avro avro = new Avro(file)) {
      RecordBatch read = avro.whole();
      assertThat(read.size()).isEqualTo(written.size());
      for (Field field : written.schema().fields()) {
        Column is = read.column(field.name());
        Column was = written.column(field.name());
        assertThat(is.type()).isEqualTo(was.type());
        for (int i = 0; i < written.size(); i++) {
          assertThat(is.getString(i)).isEqualTo(was.getString(i));
        }
      }
    }
  }

  private static int reference(Path file) throws Exception {
    int count = 0;
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      for (GenericRecord each : reader) {
        assertThat(each).isNotNull();
        count++;
      }
    }
    return count;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "boolean|true|false",
        "int32|-2147483648|2147483647",
        "int64|-9223372036854775808|9223372036854775807",
        "float32|NaN|-0.0",
        "float64|1.0E300|-Infinity",
        "decimal(9,2)|-1234567.89|0.01",
        "decimal(38,10)|-1234567890123456789012345678.0123456789|0",
        "decimal|123456789012345678901234567890.5|NaN",
        "decimal(2,-3)|99000|-1000",
        "string|Grüße 漢字 😀|``",
        "bytes|AAH/|``",
        "date|0001-01-01|9999-12-31",
        "time|00:00:00|23:59:59.999999",
        "timestamp|1969-12-31T23:59:59.999999|2026-11-21T00:00:00",
        "timestamptz|2026-11-21T10:00:00.5Z|0001-01-01T00:00:00Z",
        "duration|PT1.5S|PT-1H",
        "uuid|00112233-4455-6677-8899-aabbccddeeff|ffffffff-ffff-ffff-ffff-ffffffffffff",
        "json|{\"a\":[1,null]}|null",
        "list(int32)|[1,null]|[]",
        "struct(a int32)|{\"a\":1}|{\"a\":null}",
        "map(string,int32)|{\"a\":1}|{}",
      })
  void readsBackEachType(String type, String one, String other) throws Exception {
    RecordBatch rows = column(Field.of("v", DataType.parse(type)), one, null, other);
    Path file = write(Map.of(), rows);
    assertSame(file, rows);
    assertThat(reference(file)).isEqualTo(3);
    RecordBatch required = column(Field.of("v", DataType.parse(type)).required(), one, other);
    assertSame(write(Map.of(), required), required);
  }

  @ParameterizedTest
  @ValueSource(strings = {"snappy", "deflate", "zstandard", "none"})
  void writesManyBlocks(String codec) throws Exception {
    StreamSchema schema = StreamSchema.of(Field.int64("id"), Field.string("a name-é"));
    BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone("s", schema));
    for (int i = 0; i < 20_000; i++) {
      rows.add().set(0, (long) i).set(1, "name " + i);
    }
    RecordBatch batch = rows.build();
    Path file = write(Map.of("compression", codec), batch);
    assertSame(file, batch);
    assertThat(reference(file)).isEqualTo(20_000);
  }

  @Test
  void writesNanosecondsWhenAskedTo() throws Exception {
    RecordBatch rows =
        column(Field.timestamp("v"), "2026-11-21T10:00:00.123456789", "1970-01-01T00:00:00");
    assertSame(write(Map.of("timestamp_unit", "nanos"), rows), rows);
    assertThatThrownBy(() -> write(Map.of(), rows))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("column v")
        .hasMessageContaining("timestamp_unit");
  }

  @ParameterizedTest
  @CsvSource({"timestamp,infinity", "date,-infinity", "time,24:00:00"})
  void refusesWhatTheFormatCannotHold(String type, String value) {
    RecordBatch rows = column(Field.of("v", DataType.parse(type)), value);
    assertThatThrownBy(() -> write(Map.of(), rows))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("column v");
  }
}
