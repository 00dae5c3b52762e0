package dev.tributary.connector.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRules;
import dev.tributary.connector.split.Position;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ranges, columns, and going on where a read ended. */
class ReadingTest {
  private static final int ROWS = 20_000;

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = directory.resolve("mixed.parquet");
    try (Duck duck = new Duck()) {
      duck.copy(Mixed.SQL, file, ", row_group_size 6000");
    }
  }

  @Test
  void goesOnAfterEachBatch() throws Exception {
    try (Parquet parquet = new Parquet(file)) {
      FileRange whole = FileRange.whole(parquet.input.size());
      FileRules rules = FileRules.of("mixed");
      List<RecordBatch> all = parquet.read(parquet.schema(), rules, whole, null, 777);
      long seen = 0;
      for (RecordBatch batch : all) {
        seen += batch.size();
        Position through = batch.checkpoint().orElseThrow();
        List<RecordBatch> rest = parquet.read(parquet.schema(), rules, whole, through, 5_000);
        assertThat(ids(rest)).isEqualTo(ids(seen, ROWS));
        RecordBatch first = rest.isEmpty() ? batch : rest.get(0);
        int id = (int) first.column("id").getLong(0);
        assertThat(first.column("name").getString(0)).isEqualTo(id % 7 == 0 ? null : "text " + id);
        assertThat(first.column("list").getString(0))
            .isEqualTo(id % 5 == 0 ? null : "[" + id + "," + (id + 1) + "]");
      }
      assertThat(seen).isEqualTo(ROWS);
    }
  }

  @Test
  void readsRangesOfRowGroupsSideBySide() throws Exception {
    try (Parquet parquet = new Parquet(file)) {
      List<FileRange> ranges = parquet.divide(1);
      assertThat(ranges).hasSizeGreaterThan(1);
      assertThat(parquet.divide(Long.MAX_VALUE)).hasSize(1);
      List<Long> ids = new ArrayList<>();
      for (FileRange range : ranges) {
        ids.addAll(ids(parquet.read(parquet.schema(), FileRules.of("mixed"), range, null, 10_000)));
      }
      assertThat(ids).isEqualTo(ids(0, ROWS));
    }
  }

  @Test
  void readsOnlyTheColumnsThatAreWanted() throws Exception {
    try (Parquet parquet = new Parquet(file)) {
      FileRules rules = FileRules.of("mixed").columns(Set.of("few"));
      var schema = dev.tributary.connector.schema.StreamSchema.of(parquet.schema().field(2));
      parquet.input.read = 0;
      var batches =
          parquet.read(schema, rules, FileRange.whole(parquet.input.size()), null, 10_000);
      assertThat(batches.stream().mapToInt(RecordBatch::size).sum()).isEqualTo(ROWS);
      assertThat(batches.get(0).schema().size()).isEqualTo(1);
      assertThat(batches.get(1).column("few").getInt(1)).isEqualTo(10_001 % 50);
      assertThat(parquet.input.read).isLessThan(parquet.input.size() / 10);
    }
  }

  private static List<Long> ids(List<RecordBatch> batches) {
    List<Long> ids = new ArrayList<>();
    for (RecordBatch batch : batches) {
      for (int i = 0; i < batch.size(); i++) {
        ids.add(batch.column("id").getLong(i));
      }
    }
    return ids;
  }

  private static List<Long> ids(long from, long to) {
    List<Long> ids = new ArrayList<>();
    for (long i = from; i < to; i++) {
      ids.add(i);
    }
    return ids;
  }
}
