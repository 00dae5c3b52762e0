package dev.tributary.connector.files.compression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.files.LocalFilesFactory;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads files with a new connector for each batch, as if every one were the last before a crash.
 */
public final class Interrupted {
  private Interrupted() {}

  /** Fails unless each record, by its id, arrives exactly once. */
  public static void check(Path directory, Map<String, Object> options, int records) {
    List<Long> ids = new ArrayList<>();
    ExtractionState state = ExtractionState.initial();
    for (int run = 0; run < 10 * records && !(run > 0 && state.isComplete()); run++) {
      ExtractionRequest request =
          ExtractionRequest.of("all").with("file_pattern", "**").parallelism(1).from(state);
      for (Map.Entry<String, Object> option : options.entrySet()) {
        request = request.with(option.getKey(), option.getValue());
      }
      try (BaseConnector connector =
              Connectors.none()
                  .with(new LocalFilesFactory())
                  .create(SourceConfig.of("FILE", "files").with("path", directory.toString()));
          Extraction extraction = connector.extractData(request)) {
        var batches = extraction.iterator();
        if (batches.hasNext()) {
          RecordBatch batch = batches.next();
          for (Row row : batch) {
            ids.add(row.getLong("id"));
          }
          extraction.complete(batch);
        }
        state = ExtractionState.fromJson(extraction.state().toJson());
      }
    }
    assertThat(ids).doesNotHaveDuplicates().hasSize(records);
  }
}
