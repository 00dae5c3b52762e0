package dev.tributary.connector.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.files.FileLayout;
import dev.tributary.connector.files.FileSink;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.testkit.storage.StorageCall;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Parquet by its footer and the columns that are asked for. */
class GcsParquetIT {
  private static final int ROWS = 60_000;

  @Test
  void readsTheBytesOfItsColumnsOnly() throws Exception {
    StreamSchema schema =
        StreamSchema.of(
            Field.int64("id"), Field.string("wide"), Field.string("also"), Field.string("small"));
    try (Lake lake = new Lake();
        GcsFileStore store = lake.store()) {
      Random random = new Random(1);
      try (FileSink sink = FileSink.open(store, "in", FileLayout.of("PARQUET"))) {
        BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone("s", schema));
        for (int i = 0; i < ROWS; i++) {
          byte[] wide = new byte[60];
          random.nextBytes(wide);
          String text = java.util.Base64.getEncoder().encodeToString(wide);
          rows.add().set(0, (long) i).set(1, text).set(2, text).set(3, "s" + i);
        }
        sink.write(rows.build());
        sink.commit();
      }
      String name = lake.fake.names("lake").get(0);
      long size = lake.fake.get("lake", name).orElseThrow().length;
      assertThat(size).isGreaterThan(8_000_000);
      List<String> values =
          Lake.read(
              lake.source(),
              ExtractionRequest.of("in")
                  .with("columns", List.of("id", "small"))
                  .with("parallel_extraction", false),
              "small");
      assertThat(values).hasSize(ROWS);
      // Once to know the columns and once to read them: head and tail, then both columns.
      assertThat(lake.fake.calls(StorageCall.READ)).isLessThan(12);
      assertThat(lake.fake.sent()).isLessThan(size / 5);
    }
  }
}
