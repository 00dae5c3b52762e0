package dev.tributary.connector.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.FileLayout;
import dev.tributary.connector.files.FileSink;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sink of Parquet files: what it writes is whole, named as it should be, and reads back. */
class SinkTest {
  @TempDir Path directory;

  @Test
  void writesADirectoryForEachValueThatOthersRead() throws Exception {
    List<StoredFile> files;
    FileLayout layout =
        FileLayout.of("PARQUET").option("compression", "zstd").maxRows(30).partitionBy("day");
    try (FileStore store = LocalFileStore.at(directory);
        FileSink sink = FileSink.open(store, "out", layout)) {
      sink.write(batch(0, 60));
      sink.write(batch(60, 120));
      files = sink.commit();
    }
    assertThat(files)
        .extracting(StoredFile::path)
        .allMatch(path -> path.matches("out/day=2026-01-0[12]/part-\\d{5}\\.parquet"))
        .hasSize(4);
    List<Long> ids = new ArrayList<>();
    for (StoredFile file : files) {
      RecordBatch read = Parquet.whole(directory.resolve(file.path()));
      assertThat(read.schema().fields()).extracting(Field::name).containsExactly("id", "amount");
      int day = file.path().contains("2026-01-01") ? 0 : 1;
      for (int i = 0; i < read.size(); i++) {
        long id = read.column("id").getLong(i);
        assertThat(id % 2).isEqualTo(day);
        assertThat(read.column("amount").getString(i)).isEqualTo(id + ".50");
        ids.add(id);
      }
    }
    assertThat(ids).hasSize(120).doesNotHaveDuplicates();
    try (Duck duck = new Duck()) {
      String all = directory.resolve("out") + "/**/*.parquet";
      assertThat(
              duck.rows(
                  "SELECT count(*) || ' ' || sum(amount) || ' ' || max(day) FROM read_parquet('"
                      + all
                      + "', hive_partitioning = true)"))
          .containsExactly(List.of("120 7200.00 2026-01-02"));
    }
  }

  private static RecordBatch batch(int from, int to) {
    StreamSchema schema =
        StreamSchema.of(Field.int64("id"), Field.date("day"), Field.decimal("amount", 12, 2));
    BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone("s", schema));
    for (int i = from; i < to; i++) {
      rows.add().set(0, (long) i).set(1, "2026-01-0" + (1 + i % 2)).set(2, i + ".50");
    }
    return rows.build();
  }
}
