package dev.tributary.connector.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.filter.Condition;
import dev.tributary.connector.files.filter.Operator;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRules;
import dev.tributary.connector.files.format.FormatWriter;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.option.Resolver;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.PrimitiveType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The indexes of pages that we write, as Parquet's own library and DuckDB read them. */
class PageIndexWritingTest {
  private static final int ROWS = 100_000;
  private static final StreamSchema SCHEMA =
      StreamSchema.of(
          Field.int64("id"),
          Field.string("name"),
          Field.string("few"),
          Field.float64("real"),
          Field.bool("flag"),
          Field.date("day"),
          Field.decimal("amount", 20, 2),
          Field.string("empty"),
          Field.string("long"));

  @TempDir Path directory;

  private static boolean isNull(int id, int column) {
    return id / 20_000 == 2 || (id + column) % 7 == 0;
  }

  private Path write() throws Exception {
    Path path = directory.resolve("indexed.parquet");
    ParquetFormat format = new ParquetFormat();
    Options options =
        format
            .writeOptions()
            .bind(
                Configuration.of(Map.of("row_group_bytes", 2_000_000)),
                Problems.empty(),
                Resolver.none());
    try (OutputStream out = Files.newOutputStream(path);
        FormatWriter writer = format.write(out, SCHEMA, options)) {
      for (int from = 0; from < ROWS; from += 1000) {
        BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone("s", SCHEMA));
        for (int id = from; id < from + 1000; id++) {
          rows.add().set(0, (long) id);
          if (!isNull(id, 1)) {
            rows.set(1, "name " + Integer.reverse(id)).set(2, "few " + id / 5000);
            rows.set(3, id % 30_000 == 29_999 ? Double.NaN : -id / 8.0).set(4, id > 50_000);
            rows.set(5, (Object) java.time.LocalDate.ofEpochDay(id / 100));
            rows.setDecimal(6, id * 25L, 2).set(8, "x".repeat(id % 9000 == 0 ? 500 : 3));
          }
        }
        writer.write(rows.build());
      }
      writer.finish();
    }
    return path;
  }

  @Test
  void areTrueOfThePages() throws Exception {
    Path path = write();
    List<Integer> bounded = new ArrayList<>(java.util.Collections.nCopies(SCHEMA.size(), 0));
    try (ParquetFileReader reader =
        ParquetFileReader.open(
            new LocalInputFile(path),
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build())) {
      for (BlockMetaData group : reader.getFooter().getBlocks()) {
        for (int column = 0; column < SCHEMA.size(); column++) {
          ColumnChunkMetaData chunk = group.getColumns().get(column);
          OffsetIndex places = reader.readOffsetIndex(chunk);
          ColumnIndex bounds = reader.readColumnIndex(chunk);
          assertThat(places).as("column %d", column).isNotNull();
          long end = chunk.getFirstDataPageOffset();
          long nulls = 0;
          for (int page = 0; page < places.getPageCount(); page++) {
            assertThat(places.getOffset(page)).isEqualTo(end);
            end += places.getCompressedPageSize(page);
            nulls += bounds == null ? 0 : bounds.getNullCounts().get(page);
          }
          assertThat(end).isEqualTo(chunk.getStartingPos() + chunk.getTotalSize());
          assertThat(places.getFirstRowIndex(0)).isZero();
          if (bounds == null) {
            continue;
          }
          bounded.set(column, bounded.get(column) + 1);
          assertThat(nulls).isEqualTo(chunk.getStatistics().getNumNulls());
          assertBoundsMakeThoseOfTheChunk(chunk, bounds);
        }
      }
    }
    assertThat(bounded.get(0)).isPositive();
    assertThat(bounded.get(1)).isEqualTo(bounded.get(0));
    assertThat(bounded.get(8)).as("long texts have no bounds").isLessThan(bounded.get(0));
  }

  private static void assertBoundsMakeThoseOfTheChunk(
      ColumnChunkMetaData chunk, ColumnIndex bounds) {
    PrimitiveType type = chunk.getPrimitiveType();
    Statistics<?> joined = null;
    for (int page = 0; page < bounds.getNullPages().size(); page++) {
      if (bounds.getNullPages().get(page)) {
        continue;
      }
      Statistics<?> one =
          Statistics.getBuilderForReading(type)
              .withMin(bytes(bounds.getMinValues().get(page)))
              .withMax(bytes(bounds.getMaxValues().get(page)))
              .withNumNulls(0)
              .build();
      if (joined == null) {
        joined = one;
      } else {
        joined.mergeStatistics(one);
      }
    }
    if (joined != null) {
      assertThat(joined.getMinBytes()).isEqualTo(chunk.getStatistics().getMinBytes());
      assertThat(joined.getMaxBytes()).isEqualTo(chunk.getStatistics().getMaxBytes());
    }
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }

  @Test
  void leaveNothingOutForUs() throws Exception {
    Path path = write();
    for (long id : new long[] {0, 19_999, 20_001, 77_777, 99_999}) {
      long found = 0;
      long read = 0;
      try (Parquet file = new Parquet(path)) {
        FileRules rules =
            FileRules.of(file.place())
                .conditions(List.of(Condition.of("id", Operator.EQUALS, List.of("" + id))));
        FileRange whole = FileRange.whole(file.input.size());
        for (RecordBatch batch : file.read(file.schema(), rules, whole, null, 10_000)) {
          for (int row = 0; row < batch.size(); row++) {
            found += batch.column(0).getLong(row) == id ? 1 : 0;
          }
          read += batch.size();
        }
      }
      assertThat(found).isEqualTo(1);
      assertThat(read).as("rows of other pages are left out").isLessThan(ROWS / 2);
    }
  }

  @Test
  void leaveNothingOutForDuckDb() throws Exception {
    Path path = write();
    String file = "'" + path + "'";
    try (Duck duck = new Duck()) {
      for (int id : new int[] {0, 19_999, 20_001, 77_777, 99_998}) {
        assertThat(duck.rows("select count(*) from " + file + " where id = " + id))
            .isEqualTo(List.of(List.of("1")));
        assertThat(duck.rows("select count(*) from " + file + " where id >= " + id))
            .isEqualTo(List.of(List.of("" + (ROWS - id))));
      }
    }
  }
}
