package dev.tributary.connector.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.schema.DataType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that DuckDB wrote. */
class DuckFilesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "true|boolean|true",
        "(-128)::tinyint|int32|-128",
        "32767::smallint|int32|32767",
        "(-2147483648)::integer|int32|-2147483648",
        "9223372036854775807::bigint|int64|9223372036854775807",
        "255::utinyint|int32|255",
        "65535::usmallint|int32|65535",
        "4294967295::uinteger|int64|4294967295",
        "18446744073709551615::ubigint|decimal(20,0)|18446744073709551615",
        "1.5::float|float32|1.5",
        "'nan'::double|float64|NaN",
        "12.34::decimal(4,2)|decimal(4,2)|12.34",
        "(-1234567.89)::decimal(9,2)|decimal(9,2)|-1234567.89",
        "123456789012345.678::decimal(18,3)|decimal(18,3)|123456789012345.678",
        "(-12345678901234567890123456789012.345678)::decimal(38,6)|decimal(38,6)"
            + "|-12345678901234567890123456789012.345678",
        "'Grüße, 漢字 😀'|string|Grüße, 漢字 😀",
        "''|string|``",
        "'\\x00\\xFF'::blob|bytes|AP8=",
        "date '0044-03-15 (BC)'|date|-0043-03-15",
        "date '2026-12-31'|date|2026-12-31",
        "time '23:59:59.999999'|time|23:59:59.999999",
        "timestamp '2026-11-21 10:00:00.123456'|timestamp|2026-11-21T10:00:00.123456",
        "timestamptz '2026-11-21 10:00:00+02'|timestamptz|2026-11-21T08:00:00Z",
        "timestamp_ns '2026-11-21 10:00:00.123456789'|timestamp|2026-11-21T10:00:00.123456789",
        "timestamp_ms '2026-11-21 10:00:00.123'|timestamp|2026-11-21T10:00:00.123",
        "'00112233-4455-6677-8899-aabbccddeeff'::uuid|uuid|00112233-4455-6677-8899-aabbccddeeff",
        "interval '14 months 3 days 1500 milliseconds'|string|P14M3DT1.5S",
        "'{\"a\": 1}'::json|json|{\"a\": 1}",
        "'b'::enum('a', 'b')|string|b",
        "[1, null, 3]|list(int32)|[1,null,3]",
        "[]::integer[]|list(int32)|[]",
        "[[1], [], null]|list(list(int32))|[[1],[],null]",
        "{'a': 1, 'b': ['x', null]}|struct(a int32, b list(string))|{\"a\":1,\"b\":[\"x\",null]}",
        "map {'k': 1.5::double, 'l': null}|map(string,float64)|{\"k\":1.5,\"l\":null}",
        "map {1: {'d': date '2026-01-01'}}|map(int32,struct(d date))|{\"1\":{\"d\":\"2026-01-01\"}}",
        "[{'t': timestamp '2026-01-01 00:00:00', 'x': 'a\"b'}]|list(struct(t timestamp, x string))"
            + "|[{\"t\":\"2026-01-01T00:00:00\",\"x\":\"a\\\"b\"}]",
      })
  void readsEachType(String sql, String type, String text) throws Exception {
    Path file = directory.resolve("types.parquet");
    try (Duck duck = new Duck()) {
      duck.copy("select * from (values (" + sql + "), (null), (" + sql + ")) t(v)", file, "");
    }
    RecordBatch rows = Parquet.whole(file);
    Column column = rows.column("v");
    assertThat(column.type()).isEqualTo(DataType.parse(type));
    assertThat(rows.size()).isEqualTo(3);
    assertThat(column.getString(0)).isEqualTo(text);
    assertThat(column.isNull(1)).isTrue();
    assertThat(column.getString(2)).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uncompressed", "snappy", "gzip", "zstd", "lz4_raw", "brotli"})
  void readsEachCompression(String codec) throws Exception {
    Path file = directory.resolve("codec.parquet");
    try (Duck duck = new Duck()) {
      duck.copy(Mixed.SQL, file, ", codec '" + codec + "', row_group_size 7000");
      Mixed.check(Parquet.whole(file), 20_000);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v2"})
  void readsEachVersion(String version) throws Exception {
    Path file = directory.resolve("version.parquet");
    try (Duck duck = new Duck()) {
      duck.copy(Mixed.SQL, file, ", parquet_version '" + version + "', row_group_size 7000");
      Mixed.check(Parquet.whole(file), 20_000);
    }
  }

  @Test
  void readsAnEmptyFile() throws Exception {
    Path file = directory.resolve("empty.parquet");
    try (Duck duck = new Duck()) {
      duck.copy("select 1 as a where false", file, "");
    }
    RecordBatch rows = Parquet.whole(file);
    assertThat(rows.size()).isZero();
    assertThat(rows.schema().field(0).type()).isEqualTo(DataType.INT32);
  }
}
