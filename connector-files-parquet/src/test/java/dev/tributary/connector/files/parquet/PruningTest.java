package dev.tributary.connector.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.filter.Condition;
import dev.tributary.connector.files.filter.Operator;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRules;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Row groups and pages that cannot hold what is wanted are not read, and nothing is lost. */
class PruningTest {
  private static final int ROWS = 40_000;

  /** {@code id} rises, {@code few} changes slowly, {@code wide} makes up nearly all bytes. */
  private static final MessageType TYPE =
      MessageTypeParser.parseMessageType(
          """
          message m {
            required int64 id;
            optional binary few (STRING);
            optional int32 price (DECIMAL(9,2));
            optional double real;
            required int64 at (TIMESTAMP(MILLIS,true));
            optional int32 small (INTEGER(8,false));
            required binary wide (STRING);
            optional group tags (LIST) { repeated group list { required int64 element; } }
          }
          """);

  @TempDir Path directory;

  private Path write(UnaryOperator<ExampleParquetWriter.Builder> settings) throws IOException {
    Path path = directory.resolve("pruned.parquet");
    SimpleGroupFactory groups = new SimpleGroupFactory(TYPE);
    ExampleParquetWriter.Builder builder =
        ExampleParquetWriter.builder(new LocalOutputFile(path))
            .withConf(new PlainParquetConfiguration())
            .withType(TYPE);
    Random random = new Random(3);
    try (ParquetWriter<Group> writer = settings.apply(builder).build()) {
      for (int i = 0; i < ROWS; i++) {
        writer.write(row(groups.newGroup(), i, random));
      }
    }
    return path;
  }

  private static Group row(Group row, int i, Random random) {
    row.append("id", (long) i);
    if (i % 1000 >= 10) {
      row.append("few", "name " + (char) ('a' + i / 4000));
      row.append("price", i - 20_000);
    }
    if (i / 1000 != 7) {
      row.append("real", i % 5000 == 4999 ? Double.NaN : i / 8.0);
    }
    row.append("at", 1_767_225_600_000L + 1000L * i);
    row.append("small", i / 200 % 256);
    byte[] wide = new byte[40];
    for (int j = 0; j < wide.length; j++) {
      wide[j] = (byte) ('a' + random.nextInt(26));
    }
    row.append("wide", Binary.fromConstantByteArray(wide));
    Group tags = row.addGroup("tags");
    for (int j = 0; j < i % 4; j++) {
      tags.addGroup("list").append("element", (long) i * 10 + j);
    }
    return row;
  }

  private Path withPages() throws IOException {
    return write(builder -> builder.withPageRowCountLimit(500).withPageSize(16 << 10));
  }

  private static FileRules rules(Condition... conditions) {
    return FileRules.of("pruned").conditions(List.of(conditions));
  }

  private static Condition where(String column, Operator operator, String... values) {
    return Condition.of(column, operator, List.of(values));
  }

  /** The ids of the rows that are delivered; those that do not meet the conditions too. */
  private static List<Long> ids(List<RecordBatch> batches) {
    List<Long> ids = new ArrayList<>();
    for (RecordBatch batch : batches) {
      for (int i = 0; i < batch.size(); i++) {
        long id = batch.column("id").getLong(i);
        ids.add(id);
        StringBuilder tags = new StringBuilder("[");
        for (int j = 0; j < id % 4; j++) {
          tags.append(j == 0 ? "" : ",").append(id * 10 + j);
        }
        assertThat(batch.column("tags").getString(i)).isEqualTo(tags + "]");
        assertThat(batch.column("wide").getString(i)).hasSize(40);
      }
    }
    return ids;
  }

  /** The ids of those that meet the conditions, as the connector chooses them. */
  private static List<Long> wanted(List<RecordBatch> batches, Condition... conditions) {
    List<Long> ids = new ArrayList<>();
    for (RecordBatch batch : batches) {
      for (int i = 0; i < batch.size(); i++) {
        boolean holds = true;
        for (Condition condition : conditions) {
          DataType type = batch.column(condition.column()).type();
          holds &= condition.on(type).holds(batch.column(condition.column()), i);
        }
        if (holds) {
          ids.add(batch.column("id").getLong(i));
        }
      }
    }
    return ids;
  }

  private static List<RecordBatch> read(Parquet file, FileRules rules) throws Exception {
    file.input.read = 0;
    FileRange whole = FileRange.whole(file.input.size());
    return file.read(file.schema(), rules, whole, null, 10_000);
  }

  @Test
  void readsOnlyTheRowGroupsThatMayHoldWhatIsWanted() throws Exception {
    Path path = write(builder -> builder.withRowGroupSize(300_000L).withPageRowCountLimit(100_000));
    try (Parquet file = new Parquet(path)) {
      assertThat(file.divide(1)).hasSizeGreaterThan(4);
      List<Long> ids = ids(read(file, rules(where("id", Operator.GREATER_OR_EQUAL, "39000"))));
      assertThat(ids).hasSizeLessThan(ROWS / 4).endsWith(39_998L, 39_999L).contains(39_000L);
      assertThat(file.input.read).isLessThan(file.input.size() / 3);
      read(file, rules(where("few", Operator.EQUALS, "nobody")));
      assertThat(file.input.read).isLessThan(file.input.size() / 20);
    }
  }

  @Test
  void readsOnlyThePagesThatMayHoldWhatIsWanted() throws Exception {
    try (Parquet file = new Parquet(withPages())) {
      assertThat(file.divide(1)).hasSize(1);
      Condition[] between = {
        where("id", Operator.GREATER_THAN, "20100"), where("id", Operator.LESS_THAN, "20300")
      };
      List<Long> ids = ids(read(file, rules(between)));
      assertThat(ids).hasSizeLessThan(1_100).contains(20_101L, 20_299L);
      assertThat(file.input.read).isLessThan(file.input.size() / 8);
      List<Long> two = ids(read(file, rules(where("id", Operator.IN, "5", "39990"))));
      assertThat(two).hasSizeLessThan(2_100).contains(5L, 39_990L);
      assertThat(file.input.read).isLessThan(file.input.size() / 5);
    }
  }

  @Test
  void readsOfEachColumnOnlyThePagesOfTheRowsThatAreLeft() throws Exception {
    try (Parquet file = new Parquet(withPages())) {
      FileRules wide =
          rules(where("id", Operator.EQUALS, "31000")).columns(java.util.Set.of("id", "wide"));
      StreamSchema schema =
          StreamSchema.of(file.schema().field(0), file.schema().find("wide").orElseThrow());
      file.input.read = 0;
      List<RecordBatch> batches =
          file.read(schema, wide, FileRange.whole(file.input.size()), null, 10_000);
      long rows = batches.stream().mapToLong(RecordBatch::size).sum();
      assertThat(rows).isBetween(1L, 600L);
      // footer and indexes are most of what is left
      assertThat(file.input.read).isLessThan(file.input.size() / 12);
    }
  }

  @Test
  void losesNothingWhateverIsAsked() throws Exception {
    Random random = new Random(11);
    Path path = write(b -> b.withRowGroupSize(900_000L).withPageRowCountLimit(700));
    try (Parquet file = new Parquet(path)) {
      List<RecordBatch> all = read(file, rules());
      assertThat(ids(all)).hasSize(ROWS);
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 60; round++) {
        Condition[] conditions = new Condition[1 + random.nextInt(2)];
        for (int i = 0; i < conditions.length; i++) {
          conditions[i] = any(random);
        }
        List<RecordBatch> some = read(file, rules(conditions));
        assertThat(wanted(some, conditions))
            .as(List.of(conditions).toString())
            .isEqualTo(wanted(all, conditions));
        ids(some);
        least = Math.min(least, file.input.read);
      }
      assertThat(least).isLessThan(file.input.size() / 10);
    }
  }

  private static Condition any(Random random) {
    String[] columns = {"id", "few", "price", "real", "at", "small"};
    String column = columns[random.nextInt(columns.length)];
    Operator operator = Operator.values()[random.nextInt(Operator.values().length)];
    int count =
        switch (operator) {
          case IN, NOT_IN -> 1 + random.nextInt(3);
          case IS_NULL, IS_NOT_NULL -> 0;
          default -> 1;
        };
    String[] values = new String[count];
    for (int i = 0; i < count; i++) {
      int row = random.nextInt(ROWS + 2000) - 1000;
      values[i] =
          switch (column) {
            case "few" -> "name " + (char) ('a' + Math.floorDiv(row, 4000));
            case "price" -> Double.toString((row - 20_000) / 100.0);
            case "real" -> Double.toString(row / 8.0);
            case "at" -> java.time.Instant.ofEpochSecond(1_767_225_600L + row).toString();
            case "small" -> Integer.toString(Math.floorMod(row / 200, 300));
            default -> Integer.toString(row);
          };
    }
    return Condition.of(column, operator, List.of(values));
  }

  @Test
  void goesOnBetweenPages() throws Exception {
    try (Parquet file = new Parquet(withPages())) {
      FileRules rules = rules(where("id", Operator.IN, "700", "9000", "25000", "39999"));
      FileRange whole = FileRange.whole(file.input.size());
      List<RecordBatch> all = file.read(file.schema(), rules, whole, null, 333);
      List<Long> ids = ids(all);
      assertThat(ids).contains(700L, 9_000L, 25_000L, 39_999L).hasSizeLessThan(4_000);
      int seen = 0;
      for (RecordBatch batch : all) {
        seen += batch.size();
        Position through = batch.checkpoint().orElseThrow();
        assertThat(ids(file.read(file.schema(), rules, whole, through, 10_000)))
            .isEqualTo(ids.subList(seen, ids.size()));
      }
    }
  }

  @Test
  void readsFilesOfDuckDb() throws Exception {
    Path path = directory.resolve("duck.parquet");
    try (Duck duck = new Duck()) {
      duck.copy(Mixed.SQL, path, ", row_group_size 4096");
    }
    try (Parquet file = new Parquet(path)) {
      List<RecordBatch> all = read(file, rules());
      Condition last = where("id", Operator.GREATER_THAN, "19000");
      List<RecordBatch> some = read(file, rules(last));
      assertThat(wanted(some, last)).isEqualTo(wanted(all, last)).hasSize(999);
      assertThat(file.input.read).isLessThan(file.input.size() / 2);
    }
  }

  @Test
  void aColumnThatTheFileLacksIsNullInAllOfIt() throws Exception {
    try (Parquet file = new Parquet(withPages())) {
      StreamSchema wider = file.schema().with(dev.tributary.connector.schema.Field.string("later"));
      FileRange whole = FileRange.whole(file.input.size());
      FileRules none = rules(where("later", Operator.EQUALS, "x"));
      file.input.read = 0;
      assertThat(file.read(wider, none, whole, null, 10_000)).isEmpty();
      assertThat(file.input.read).isLessThan(file.input.size() / 10);
      FileRules all = rules(where("later", Operator.IS_NULL));
      assertThat(ids(file.read(wider, all, whole, null, 10_000))).hasSize(ROWS);
    }
  }

  @Test
  void anIndexThatLiesAboutRowsIsFound() throws Exception {
    Path path = withPages();
    byte[] bytes = java.nio.file.Files.readAllBytes(path);
    Path lying = directory.resolve("lying.parquet");
    int found = 0;
    for (int i = bytes.length - 60_000; i < bytes.length - 4; i++) {
      // first rows of pages in zigzag form: 20000 and 20500 become 20001 and so on
      int at = zigzagAt(bytes, i, 20_000);
      if (at > 0) {
        bytes[i] += 2;
        found++;
      }
    }
    assertThat(found).isPositive();
    java.nio.file.Files.write(lying, bytes);
    try (Parquet file = new Parquet(lying)) {
      FileRules rules = rules(where("id", Operator.EQUALS, "20100"));
      assertThatThrownBy(() -> read(file, rules)).hasMessageContaining("index says");
    }
  }

  /** Whether the number stands here as Thrift writes it. */
  private static int zigzagAt(byte[] bytes, int at, int number) {
    int value = 2 * number;
    int i = at;
    while (value > 0x7F) {
      if (bytes[i++] != (byte) (value | 0x80)) {
        return 0;
      }
      value >>>= 7;
    }
    return bytes[i] == value ? at : 0;
  }
}
