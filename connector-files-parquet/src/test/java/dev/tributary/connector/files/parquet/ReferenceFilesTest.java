package dev.tributary.connector.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that the reference library wrote. */
class ReferenceFilesTest {
  @TempDir Path directory;

  private Path write(
      String schema,
      int rows,
      BiConsumer<Group, Integer> fill,
      java.util.function.UnaryOperator<ExampleParquetWriter.Builder> settings)
      throws IOException {
    MessageType type = MessageTypeParser.parseMessageType("message m { " + schema + " }");
    Path path = directory.resolve("reference" + System.nanoTime() + ".parquet");
    SimpleGroupFactory groups = new SimpleGroupFactory(type);
    ExampleParquetWriter.Builder builder =
        ExampleParquetWriter.builder(new LocalOutputFile(path))
            .withConf(new PlainParquetConfiguration())
            .withType(type);
    try (ParquetWriter<Group> writer = settings.apply(builder).build()) {
      for (int i = 0; i < rows; i++) {
        Group group = groups.newGroup();
        fill.accept(group, i);
        writer.write(group);
      }
    }
    return path;
  }

  private List<String> read(String schema, int rows, BiConsumer<Group, Integer> fill)
      throws Exception {
    RecordBatch batch = Parquet.whole(write(schema, rows, fill, builder -> builder));
    Column column = batch.column(0);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      texts.add(column.type() + " " + column.getString(i));
    }
    return texts;
  }

  @Test
  @DisplayName("B4.62 INT96 is a timestamp to the nanosecond")
  void readsInt96() throws Exception {
    List<String> texts =
        read(
            "required int96 v;",
            3,
            (group, i) -> {
              ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
              // noon of 2000-01-01 is the Julian day 2451545; before 1970 days are negative
              bytes.putLong(i == 0 ? 43_200_000_000_001L : i == 1 ? 0 : -1);
              bytes.putInt(i == 0 ? 2_451_545 : i == 1 ? 2_440_587 : 2_440_588);
              group.append("v", Binary.fromConstantByteArray(bytes.array()));
            });
    assertThat(texts)
        .containsExactly(
            "timestamp 2000-01-01T12:00:00.000000001",
            "timestamp 1969-12-31T00:00:00",
            "timestamp 1969-12-31T23:59:59.999999999");
  }

  @Test
  @DisplayName("B4.62 DECIMAL in each physical form")
  void readsDecimals() throws Exception {
    assertThat(read("required int32 v (DECIMAL(9,2));", 2, (g, i) -> g.append("v", -12345 - i)))
        .containsExactly("decimal(9,2) -123.45", "decimal(9,2) -123.46");
    assertThat(read("required int64 v (DECIMAL(18,0));", 1, (g, i) -> g.append("v", -7L)))
        .containsExactly("decimal(18,0) -7");
    BigInteger wide = new BigInteger("-99999999999999999999999999999999999999");
    assertThat(
            read(
                "required binary v (DECIMAL(38,10));",
                2,
                (g, i) ->
                    g.append(
                        "v",
                        Binary.fromConstantByteArray(
                            (i == 0 ? wide : BigInteger.ONE).toByteArray()))))
        .containsExactly(
            "decimal(38,10) -9999999999999999999999999999.9999999999",
            "decimal(38,10) 0.0000000001");
    assertThat(
            read(
                "required fixed_len_byte_array(5) v (DECIMAL(11,2));",
                1,
                (g, i) ->
                    g.append("v", Binary.fromConstantByteArray(new byte[] {-1, -1, -1, -1, -2}))))
        .containsExactly("decimal(11,2) -0.02");
  }

  @Test
  void readsTimes() throws Exception {
    assertThat(read("required int32 v (TIME(MILLIS,true));", 1, (g, i) -> g.append("v", 1001)))
        .containsExactly("time 00:00:01.001");
    assertThat(read("required int64 v (TIME(NANOS,false));", 1, (g, i) -> g.append("v", 1_001L)))
        .containsExactly("time 00:00:00.000001001");
    assertThat(read("required int64 v (TIMESTAMP(MILLIS,true));", 1, (g, i) -> g.append("v", -1L)))
        .containsExactly("timestamptz 1969-12-31T23:59:59.999Z");
    assertThat(read("required int64 v (TIMESTAMP(NANOS,true));", 1, (g, i) -> g.append("v", -1L)))
        .containsExactly("timestamptz 1969-12-31T23:59:59.999999999Z");
    assertThat(read("required int64 v (TIMESTAMP(MICROS,false));", 1, (g, i) -> g.append("v", -1L)))
        .containsExactly("timestamp 1969-12-31T23:59:59.999999");
  }

  @Test
  void readsWhatHasLessCommonNames() throws Exception {
    assertThat(read("required int32 v (INTEGER(8,false));", 1, (g, i) -> g.append("v", 200)))
        .containsExactly("int32 200");
    assertThat(read("required int32 v (INTEGER(32,false));", 1, (g, i) -> g.append("v", -1)))
        .containsExactly("int64 4294967295");
    assertThat(read("required int64 v (INTEGER(64,false));", 1, (g, i) -> g.append("v", -1L)))
        .containsExactly("decimal(20,0) 18446744073709551615");
    assertThat(
            read(
                "required fixed_len_byte_array(2) v (FLOAT16);",
                6,
                (g, i) -> {
                  int bits = new int[] {0x3C00, 0xC000, 0x0001, 0x7C00, 0x7E00, 0x3555}[i];
                  byte[] bytes = {(byte) bits, (byte) (bits >> 8)};
                  g.append("v", Binary.fromConstantByteArray(bytes));
                }))
        .containsExactly(
            "float32 1.0",
            "float32 -2.0",
            "float32 " + 0x1p-24f,
            "float32 Infinity",
            "float32 NaN",
            "float32 0.33325195");
    assertThat(read("required binary v (ENUM);", 1, (g, i) -> g.append("v", "RED")))
        .containsExactly("string RED");
    assertThat(read("required binary v (BSON);", 1, (g, i) -> g.append("v", "x")))
        .containsExactly("bytes eA==");
    assertThat(read("required binary v;", 1, (g, i) -> g.append("v", "x")))
        .containsExactly("bytes eA==");
    assertThat(
            read(
                "required fixed_len_byte_array(3) v;",
                1,
                (g, i) -> g.append("v", Binary.fromString("abc"))))
        .containsExactly("bytes YWJj");
    assertThat(
            read(
                "required fixed_len_byte_array(12) v (INTERVAL);",
                1,
                (g, i) ->
                    g.append(
                        "v",
                        Binary.fromConstantByteArray(
                            new byte[] {2, 0, 0, 0, 1, 0, 0, 0, (byte) 0xE8, 3, 0, 0}))))
        .containsExactly("string P2M1DT1S");
  }

  @Test
  @DisplayName("B4.62 nested values, lists of old writers included")
  void readsNested() throws Exception {
    assertThat(
            read(
                "repeated int32 v;",
                3,
                (g, i) -> {
                  for (int k = 0; k < i; k++) {
                    g.append("v", k);
                  }
                }))
        .containsExactly("list(int32) []", "list(int32) [0]", "list(int32) [0,1]");
    assertThat(
            read(
                "optional group v (LIST) { repeated int32 array; }",
                2,
                (g, i) -> {
                  if (i == 1) {
                    g.addGroup("v").append("array", 5);
                  }
                }))
        .containsExactly("list(int32) null", "list(int32) [5]");
    assertThat(
            read(
                "optional group v (LIST) { repeated group array { required binary s (UTF8);"
                    + " optional int64 n; } }",
                1,
                (g, i) -> {
                  Group list = g.addGroup("v");
                  list.addGroup("array").append("s", "a\n").append("n", 1L);
                  list.addGroup("array").append("s", "b");
                }))
        .containsExactly(
            "list(struct(s string required, n int64)) "
                + "[{\"s\":\"a\\n\",\"n\":1},{\"s\":\"b\",\"n\":null}]");
    assertThat(
            read(
                "optional group v (MAP) { repeated group key_value { required binary key (UTF8);"
                    + " optional group value (LIST) { repeated group list {"
                    + " optional double element; } } } }",
                2,
                (g, i) -> {
                  Group map = g.addGroup("v");
                  if (i == 0) {
                    Group first = map.addGroup("key_value").append("key", "k");
                    Group list = first.addGroup("value");
                    list.addGroup("list").append("element", 0.5);
                    list.addGroup("list");
                    list.addGroup("list").append("element", Double.NaN);
                    map.addGroup("key_value").append("key", "none");
                    map.addGroup("key_value").append("key", "empty").addGroup("value");
                    // a key that stands twice has its last value
                    map.addGroup("key_value").append("key", "none").addGroup("value");
                  }
                }))
        .containsExactly(
            "map(string,list(float64)) {\"k\":[0.5,null,\"NaN\"],\"none\":[],\"empty\":[]}",
            "map(string,list(float64)) {}");
    assertThat(
            read(
                "optional group v { optional group w { optional int32 x; } required boolean y; }",
                3,
                (g, i) -> {
                  if (i > 0) {
                    Group group = g.addGroup("v").append("y", true);
                    if (i > 1) {
                      group.addGroup("w");
                    }
                  }
                }))
        .containsExactly(
            "struct(w struct(x int32), y boolean required) null",
            "struct(w struct(x int32), y boolean required) {\"w\":null,\"y\":true}",
            "struct(w struct(x int32), y boolean required) {\"w\":{\"x\":null},\"y\":true}");
  }

  @ParameterizedTest
  @CsvSource({
    "PARQUET_1_0, true, false, UNCOMPRESSED",
    "PARQUET_1_0, false, false, UNCOMPRESSED",
    "PARQUET_2_0, true, false, UNCOMPRESSED",
    "PARQUET_2_0, false, false, UNCOMPRESSED",
    "PARQUET_2_0, false, true, UNCOMPRESSED",
  })
  void readsEachEncoding(
      WriterVersion version, boolean dictionary, boolean split, CompressionCodecName codec)
      throws Exception {
    int rows = 9_000;
    Random random = new Random(7);
    List<Object[]> expected = new ArrayList<>();
    Path path =
        write(
            "required int32 i; required int64 l; required float f; required double d;"
                + " required binary s (UTF8); optional binary o (UTF8); required boolean b;"
                + " required fixed_len_byte_array(6) x; optional int64 n;"
                + " optional group r (LIST) { repeated group list {"
                + " optional binary element (UTF8); } }",
            rows,
            (group, i) -> {
              int bits = random.nextInt(33);
              Object[] row = {
                random.nextInt() >> Math.max(0, bits - 1),
                i < 3000 ? random.nextLong() >> random.nextInt(64) : 1_000_000_000L + i,
                random.nextInt(50) / 4f,
                random.nextGaussian(),
                "prefix/" + i / 10 + "/" + random.nextInt(20),
                random.nextBoolean() ? null : "o".repeat(random.nextInt(40)),
                i / 100 % 2 == 0 && random.nextInt(50) > 0,
                bytes(random, 6),
                random.nextInt(10) == 0 ? null : random.nextLong(),
                random.nextInt(4)
              };
              expected.add(row);
              group.append("i", (int) row[0]).append("l", (long) row[1]);
              group.append("f", (float) row[2]).append("d", (double) row[3]);
              group.append("s", (String) row[4]);
              if (row[5] != null) {
                group.append("o", (String) row[5]);
              }
              group.append("b", (boolean) row[6]);
              group.append("x", Binary.fromConstantByteArray((byte[]) row[7]));
              if (row[8] != null) {
                group.append("n", (long) row[8]);
              }
              if ((int) row[9] > 0) {
                Group list = group.addGroup("r");
                for (int k = 1; k < (int) row[9]; k++) {
                  list.addGroup("list").append("element", "e" + k);
                }
              }
            },
            builder ->
                builder
                    .withWriterVersion(version)
                    .withDictionaryEncoding(dictionary)
                    .withByteStreamSplitEncoding(split)
                    .withCompressionCodec(codec)
                    .withPageSize(16 << 10)
                    .withRowGroupSize(200_000L)
                    .withPageWriteChecksumEnabled(true));
    RecordBatch batch = Parquet.whole(path);
    assertThat(batch.size()).isEqualTo(rows);
    for (int i = 0; i < rows; i++) {
      Object[] row = expected.get(i);
      assertThat(batch.column("i").getInt(i)).isEqualTo(row[0]);
      assertThat(batch.column("l").getLong(i)).isEqualTo(row[1]);
      assertThat(batch.column("f").getFloat(i)).isEqualTo(row[2]);
      assertThat(batch.column("d").getDouble(i)).isEqualTo(row[3]);
      assertThat(batch.column("s").getString(i)).isEqualTo(row[4]);
      assertThat(batch.column("o").getString(i)).isEqualTo(row[5]);
      assertThat(batch.column("b").getBoolean(i)).isEqualTo(row[6]);
      assertThat(batch.column("x").getBytes(i)).isEqualTo(row[7]);
      assertThat(batch.column("n").get(i)).isEqualTo(row[8]);
      assertThat(batch.column("r").getString(i))
          .isEqualTo(new String[] {null, "[]", "[\"e1\"]", "[\"e1\",\"e2\"]"}[(int) row[9]]);
    }
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1).getBytes(StandardCharsets.ISO_8859_1);
  }
}
