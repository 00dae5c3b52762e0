package dev.tributary.connector.files.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRules;
import dev.tributary.connector.files.format.Misfits;
import dev.tributary.connector.split.Position;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.avro.Conversions;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that Avro's own library wrote. */
class AvroReadingTest {
  private static final Schema MANY =
      new Schema.Parser()
          .parse(
              "{\"type\":\"record\",\"name\":\"Many\",\"fields\":["
                  + "{\"name\":\"id\",\"type\":\"long\"},"
                  + "{\"name\":\"name\",\"type\":[\"null\",\"string\"]},"
                  + "{\"name\":\"list\",\"type\":{\"type\":\"array\",\"items\":\"int\"}}]}");

  @TempDir Path directory;

  static Path write(Path path, Schema schema, CodecFactory codec, int rows, IntFunction<Object> of)
      throws Exception {
    try (DataFileWriter<Object> writer = new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.setCodec(codec).setSyncInterval(4000).create(schema, path.toFile());
      for (int i = 0; i < rows; i++) {
        writer.append(of.apply(i));
      }
    }
    return path;
  }

  private Path many(int rows) throws Exception {
    return many(rows, CodecFactory.nullCodec());
  }

  private Path many(int rows, CodecFactory codec) throws Exception {
    return write(directory.resolve("many.avro"), MANY, codec, rows, AvroReadingTest::record);
  }

  private static GenericRecord record(int i) {
    return new GenericRecordBuilder(MANY)
        .set("id", (long) i)
        .set("name", i % 7 == 0 ? null : "name " + i)
        .set("list", List.of(i, i + 1))
        .build();
  }

  private static void check(RecordBatch rows, int from) {
    for (int i = 0; i < rows.size(); i++) {
      int id = from + i;
      assertThat(rows.column("id").getLong(i)).isEqualTo(id);
      assertThat(rows.column("name").getString(i)).isEqualTo(id % 7 == 0 ? null : "name " + id);
      assertThat(rows.column("list").getString(i)).isEqualTo("[" + id + "," + (id + 1) + "]");
    }
  }

  /** One field "v" of this schema, as type and text of each value. */
  private List<String> read(String schema, Object... values) throws Exception {
    Schema record =
        new Schema.Parser()
            .parse(
                "{\"type\":\"record\",\"name\":\"R\",\"namespace\":\"a.b\",\"fields\":["
                    + "{\"name\":\"v\",\"type\":"
                    + schema
                    + "}]}");
    Path path = directory.resolve("v" + System.nanoTime() + ".avro");
    write(
        path,
        record,
        CodecFactory.nullCodec(),
        values.length,
        i -> {
          GenericData.Record row = new GenericData.Record(record);
          row.put("v", values[i]);
          return row;
        });
    try (Avro file = new Avro(path)) {
      Column column = file.whole().column("v");
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < values.length; i++) {
        texts.add(column.type() + " " + column.getString(i));
      }
      return texts;
    }
  }

  private static String logical(String type, String name) {
    return "{\"type\":\"" + type + "\",\"logicalType\":\"" + name + "\"}";
  }

  @Test
  void readsPlainTypes() throws Exception {
    assertThat(read("\"boolean\"", true)).containsExactly("boolean true");
    assertThat(read("\"int\"", Integer.MIN_VALUE)).containsExactly("int32 -2147483648");
    assertThat(read("\"long\"", Long.MIN_VALUE)).containsExactly("int64 -9223372036854775808");
    assertThat(read("\"float\"", Float.NaN, 1.5f)).containsExactly("float32 NaN", "float32 1.5");
    assertThat(read("\"double\"", -0.0)).containsExactly("float64 -0.0");
    assertThat(read("\"string\"", "Grüße 😀", "")).containsExactly("string Grüße 😀", "string ");
    assertThat(read("\"bytes\"", ByteBuffer.wrap(new byte[] {0, -1})))
        .containsExactly("bytes AP8=");
    assertThat(read("[\"null\",\"int\"]", null, 3)).containsExactly("int32 null", "int32 3");
    assertThat(read("[\"int\",\"null\"]", null, 3)).containsExactly("int32 null", "int32 3");
    assertThat(read("\"null\"", new Object[] {null})).containsExactly("string null");
    Schema symbols = Schema.createEnum("E", null, null, List.of("A", "B"));
    assertThat(
            read(
                "{\"type\":\"enum\",\"name\":\"E\",\"symbols\":[\"A\",\"B\"]}",
                new GenericData.EnumSymbol(symbols, "B")))
        .containsExactly("string B");
    Schema fixed = Schema.createFixed("F", null, null, 3);
    assertThat(
            read(
                "{\"type\":\"fixed\",\"name\":\"F\",\"size\":3}",
                new GenericData.Fixed(fixed, new byte[] {1, 2, 3})))
        .containsExactly("bytes AQID");
  }

  @Test
  void readsLogicalTypes() throws Exception {
    assertThat(read(logical("int", "date"), -1)).containsExactly("date 1969-12-31");
    assertThat(read(logical("int", "time-millis"), 1001)).containsExactly("time 00:00:01.001");
    assertThat(read(logical("long", "time-micros"), 1L)).containsExactly("time 00:00:00.000001");
    assertThat(read(logical("long", "timestamp-millis"), -1L))
        .containsExactly("timestamptz 1969-12-31T23:59:59.999Z");
    assertThat(read(logical("long", "timestamp-micros"), -1L))
        .containsExactly("timestamptz 1969-12-31T23:59:59.999999Z");
    assertThat(read(logical("long", "timestamp-nanos"), -1L))
        .containsExactly("timestamptz 1969-12-31T23:59:59.999999999Z");
    assertThat(read(logical("long", "local-timestamp-millis"), 1L))
        .containsExactly("timestamp 1970-01-01T00:00:00.001");
    assertThat(read(logical("long", "local-timestamp-micros"), 1L))
        .containsExactly("timestamp 1970-01-01T00:00:00.000001");
    assertThat(read(logical("long", "local-timestamp-nanos"), 1L))
        .containsExactly("timestamp 1970-01-01T00:00:00.000000001");
    String uuid = "00112233-4455-6677-8899-aabbccddeeff";
    assertThat(read(logical("string", "uuid"), uuid)).containsExactly("uuid " + uuid);
    ByteBuffer bits = ByteBuffer.allocate(16).putLong(0x0011223344556677L);
    bits.putLong(0x8899AABBCCDDEEFFL);
    Schema fixed = Schema.createFixed("F", null, null, 16);
    assertThat(
            read(
                "{\"type\":\"fixed\",\"name\":\"F\",\"size\":16,\"logicalType\":\"uuid\"}",
                new GenericData.Fixed(fixed, bits.array())))
        .containsExactly("uuid " + uuid);
    Schema twelve = Schema.createFixed("D", null, null, 12);
    assertThat(
            read(
                "{\"type\":\"fixed\",\"name\":\"D\",\"size\":12,\"logicalType\":\"duration\"}",
                new GenericData.Fixed(
                    twelve, new byte[] {2, 0, 0, 0, 1, 0, 0, 0, (byte) 0xE8, 3, 0, 0})))
        .containsExactly("string P2M1DT1S");
    BigDecimal wide = new BigDecimal("-12345678901234567890.12");
    Conversions.DecimalConversion decimals = new Conversions.DecimalConversion();
    Schema bytes = LogicalTypes.decimal(22, 2).addToSchema(Schema.create(Schema.Type.BYTES));
    assertThat(
            read(
                "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":22,\"scale\":2}",
                decimals.toBytes(wide, bytes, bytes.getLogicalType()),
                ByteBuffer.wrap(new byte[] {-1})))
        .containsExactly("decimal(22,2) " + wide, "decimal(22,2) -0.01");
    assertThat(
            read(
                "{\"type\":\"bytes\",\"logicalType\":\"big-decimal\"}",
                new Conversions.BigDecimalConversion()
                    .toBytes(wide, Schema.create(Schema.Type.BYTES), LogicalTypes.bigDecimal())))
        .containsExactly("decimal " + wide);
  }

  @Test
  void readsNestedValuesAsJson() throws Exception {
    assertThat(
            read(
                "{\"type\":\"array\",\"items\":[\"null\",\"string\"]}",
                Arrays.asList("a\"", null),
                List.of()))
        .containsExactly("list(string) [\"a\\\"\",null]", "list(string) []");
    Map<String, Object> map = new HashMap<>();
    map.put("k", 5L);
    assertThat(read("[\"null\",{\"type\":\"map\",\"values\":\"long\"}]", map, null))
        .containsExactly("map(string,int64) {\"k\":5}", "map(string,int64) null");
    String point =
        "{\"type\":\"record\",\"name\":\"P\",\"fields\":[{\"name\":\"x\",\"type\":\"double\"},"
            + "{\"name\":\"at\",\"type\":"
            + logical("long", "timestamp-micros")
            + "},{\"name\":\"next\",\"type\":[\"null\",\"P\"]}]}";
    Schema schema =
        new Schema.Parser()
            .parse(point.replace("\"name\":\"P\"", "\"name\":\"P\",\"namespace\":\"a.b\""));
    GenericData.Record inner = new GenericData.Record(schema);
    inner.put("x", Double.POSITIVE_INFINITY);
    inner.put("at", 0L);
    GenericData.Record outer = new GenericData.Record(schema);
    outer.put("x", 1.5);
    outer.put("at", 1L);
    outer.put("next", inner);
    assertThat(read(point, outer))
        .containsExactly(
            "struct(x float64 required, at timestamptz required, next json) "
                + "{\"x\":1.5,\"at\":\"1970-01-01T00:00:00.000001Z\",\"next\":"
                + "{\"x\":\"Infinity\",\"at\":\"1970-01-01T00:00:00Z\",\"next\":null}}");
    assertThat(read("[\"null\",\"int\",\"string\"]", 1, "x", null))
        .containsExactly("json 1", "json \"x\"", "json null");
    assertThat(read("[\"int\",\"long\",\"double\"]", 1, 5_000_000_000L))
        .containsExactly("decimal 1", "decimal 5000000000");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "deflate", "snappy", "bzip2", "xz", "zstandard"})
  void readsEachCodec(String codec) throws Exception {
    try (Avro file = new Avro(many(3_000, CodecFactory.fromString(codec)))) {
      RecordBatch rows = file.whole();
      assertThat(rows.size()).isEqualTo(3_000);
      check(rows, 0);
    }
  }

  @Test
  void readsARecordlessFileAsOneColumn() throws Exception {
    Path path =
        write(
            directory.resolve("int.avro"),
            Schema.create(Schema.Type.INT),
            CodecFactory.nullCodec(),
            3,
            i -> i);
    try (Avro file = new Avro(path)) {
      assertThat(file.whole().column("value").getInt(2)).isEqualTo(2);
    }
  }

  @Test
  void goesOnAfterEachBatch() throws Exception {
    try (Avro file = new Avro(many(3_000))) {
      FileRange whole = FileRange.whole(file.input.size());
      int seen = 0;
      for (RecordBatch batch : file.read(file.schema(), FileRules.of("many"), whole, null, 97)) {
        check(batch, seen);
        seen += batch.size();
        Position through = batch.checkpoint().orElseThrow();
        int at = seen;
        for (RecordBatch rest :
            file.read(file.schema(), FileRules.of("many"), whole, through, 10_000)) {
          check(rest, at);
          at += rest.size();
        }
        assertThat(at).isEqualTo(3_000);
      }
      assertThat(seen).isEqualTo(3_000);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 17, 1000, 4096, 30_000, 1 << 30})
  void readsRangesOfBytesSideBySide(long bytes) throws Exception {
    try (Avro file = new Avro(many(500))) {
      int seen = 0;
      for (FileRange range : file.divide(bytes)) {
        for (RecordBatch batch :
            file.read(file.schema(), FileRules.of("many"), range, null, 10_000)) {
          check(batch, seen);
          seen += batch.size();
        }
      }
      assertThat(seen).isEqualTo(500);
    }
  }

  @Test
  void readsOnlyTheColumnsThatAreWanted() throws Exception {
    try (Avro file = new Avro(many(100))) {
      FileRules rules = FileRules.of("many").columns(Set.of("list"));
      var schema = dev.tributary.connector.schema.StreamSchema.of(file.schema().field(2));
      RecordBatch rows =
          file.read(schema, rules, FileRange.whole(file.input.size()), null, 1000).get(0);
      assertThat(rows.schema().size()).isEqualTo(1);
      assertThat(rows.column("list").getString(99)).isEqualTo("[99,100]");
    }
  }

  @Test
  void namesFileAndPlaceOfABadMarker() throws Exception {
    Path path = many(3_000);
    byte[] bytes = Files.readAllBytes(path);
    int marker = secondMarker(bytes);
    bytes[marker] ^= 1;
    Files.write(path, bytes);
    try (Avro file = new Avro(path)) {
      assertThatThrownBy(file::read)
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("many.avro, block at byte ")
          .hasMessageContaining("marker")
          .extracting(error -> ((ConnectorException) error).kind())
          .isEqualTo(ErrorKind.DATA);
    }
  }

  @Test
  void goesOnAfterABadMarkerIfRecordsMayBeRejected() throws Exception {
    Path path = many(3_000);
    byte[] bytes = Files.readAllBytes(path);
    bytes[secondMarker(bytes)] ^= 1;
    Files.write(path, bytes);
    try (Avro file = new Avro(path)) {
      FileRules rules = FileRules.of("many.avro").misfits(Misfits.REJECT, 10);
      int rows = 0;
      int rejects = 0;
      long last = -1;
      for (RecordBatch batch :
          file.read(file.schema(), rules, FileRange.whole(bytes.length), null, 10_000)) {
        rows += batch.size();
        rejects += batch.rejects().size();
        last = batch.column("id").getLong(batch.size() - 1);
      }
      assertThat(rejects).isEqualTo(1);
      assertThat(rows).isBetween(2_000, 2_999);
      assertThat(last).isEqualTo(2_999);
    }
  }

  /** Where the second marker of the file stands, which ends the first block. */
  private static int secondMarker(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String marker = text.substring(text.length() - 16);
    return text.indexOf(marker, text.indexOf(marker) + 16);
  }

  @Test
  void refusesATruncatedFile() throws Exception {
    Path path = many(3_000);
    byte[] bytes = Files.readAllBytes(path);
    Files.write(path, Arrays.copyOf(bytes, bytes.length - 5));
    try (Avro file = new Avro(path)) {
      assertThatThrownBy(file::read)
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("many.avro, block at byte ")
          .hasMessageContaining("are left");
    }
  }

  @Test
  void refusesWhatIsNoAvro() throws Exception {
    Path path = Files.writeString(directory.resolve("no.avro"), "<html>");
    try (Avro file = new Avro(path)) {
      assertThatThrownBy(file::schema)
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("no Avro")
          .hasMessageContaining("no.avro");
    }
  }
}
