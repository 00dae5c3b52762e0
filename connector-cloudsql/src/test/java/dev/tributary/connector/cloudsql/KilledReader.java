package dev.tributary.connector.cloudsql;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A process that reads a table, writes down what it got, and stores the state after each batch; it
 * halts after so many steps, if it is not killed before.
 */
final class KilledReader {
  private KilledReader() {}

  /**
   * Reads.
   *
   * @param args the source as JSON, how to split, where the state is, where the rows go, and after
   *     how many steps to halt
   */
  public static void main(String[] args) throws Exception {
    Configuration source = Configuration.fromJson(args[0]);
    Path state = Path.of(args[2]);
    long steps = Long.parseLong(args[4]);
    SourceConfig config = SourceConfig.of("CLOUD_SQL", "killed").connection(source);
    ExtractionRequest request =
        ExtractionRequest.of("t")
            .with("split_by", args[1])
            .with("split_bytes", 60_000)
            .parallelism(2)
            .batchSize(100);
    if (Files.exists(state)) {
      request = request.from(ExtractionState.fromJson(Files.readString(state)));
    }
    try (BaseConnector connector = Db.connectors().create(config);
        Extraction extraction = connector.extractData(request);
        OutputStream rows =
            Files.newOutputStream(
                Path.of(args[3]), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (RecordBatch batch : extraction) {
        if (--steps <= 0) {
          Runtime.getRuntime().halt(3);
        }
        rows.write(lines(batch).getBytes(StandardCharsets.UTF_8));
        rows.flush();
        if (--steps <= 0) {
          Runtime.getRuntime().halt(3);
        }
        extraction.complete(batch);
        store(state, extraction.state());
      }
      store(state, extraction.state());
    }
  }

  private static String lines(RecordBatch batch) {
    StringBuilder lines = new StringBuilder();
    Column id = batch.column("id");
    Column v = batch.column("v");
    for (int row = 0; row < batch.size(); row++) {
      lines.append(batch.generation()).append(' ').append(id.getLong(row)).append(' ');
      lines.append(v.getLong(row)).append('\n');
    }
    return lines.toString();
  }

  private static void store(Path state, ExtractionState now) throws Exception {
    Path next = state.resolveSibling("next");
    Files.writeString(next, now.toJson());
    Files.move(next, state, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
