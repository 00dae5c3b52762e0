package dev.tributary.benchmarks;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/**
 * A host that may end at any instruction: it writes each batch down, then the state that covers it,
 * and goes on from what it finds. Its directory holds {@code state}, in one step the number of the
 * attempt, how many of that attempt's batches it covers, and the state; and for each attempt {@code
 * batches-<n>}, a line a batch.
 */
final class InterruptedHost {
  private final Path directory;
  private final String url;
  private final Shape shape;

  /** How a read asks for pages. */
  record Shape(String pagination, int concurrent, int batchSize) {}

  InterruptedHost(Path directory, String url, Shape shape) {
    this.directory = directory;
    this.url = url;
    this.shape = shape;
  }

  /** What the directory says. */
  record Saved(int attempt, int batches, String state) {
    static Saved in(Path directory) throws IOException {
      Path file = directory.resolve("state");
      if (!Files.exists(file)) {
        return new Saved(-1, 0, "");
      }
      String[] lines = Files.readString(file).split("\n", 3);
      return new Saved(Integer.parseInt(lines[0]), Integer.parseInt(lines[1]), lines[2]);
    }
  }

  /**
   * Reads on.
   *
   * @return whether the read came to its end
   * @throws ConnectorException if it was cut or interrupted
   */
  boolean attempt(int number) throws IOException {
    Saved saved = Saved.in(directory);
    ExtractionState from =
        saved.state().isEmpty()
            ? ExtractionState.initial()
            : ExtractionState.fromJson(saved.state());
    ExtractionRequest request =
        ExtractionRequest.of("orders", "returns")
            .with("max_reopenings", 0)
            .batchSize(shape.batchSize())
            .from(from);
    try (OutputStream batches =
            new FileOutputStream(directory.resolve("batches-" + number).toFile());
        BaseConnector connector = Connectors.discover().create(source());
        Extraction extraction = connector.extractData(request)) {
      int written = 0;
      for (RecordBatch batch : extraction) {
        batches.write(line(batch));
        extraction.complete(batch);
        save(number, ++written, extraction.state().toJson());
        extraction.acknowledge(extraction.state());
      }
      save(number, written, extraction.state().toJson());
      return extraction.state().isComplete();
    }
  }

  private SourceConfig source() {
    return SourceConfig.of("API", "shop")
        .with("base_url", url)
        .with("max_retries", 0)
        .with("pagination_type", shape.pagination())
        .with(
            "pagination_config",
            shape.pagination().equals("CURSOR")
                ? Map.of("cursor_path", "next", "cursor_param", "page")
                : Map.of("concurrent_requests", shape.concurrent()))
        .with("streams", Map.of("orders", stream("/orders"), "returns", stream("/returns")));
  }

  private static Map<String, Object> stream(String endpoint) {
    return Map.of(
        "endpoint",
        endpoint,
        "data_path",
        "data",
        "schema",
        List.of(Map.of("name", "id", "type", "long"), Map.of("name", "text", "type", "string")));
  }

  private static byte[] line(RecordBatch batch) {
    StringBuilder line = new StringBuilder(batch.stream());
    for (Row row : batch) {
      line.append(' ').append(row.getLong("id"));
    }
    return line.append(" .\n").toString().getBytes(StandardCharsets.US_ASCII);
  }

  /** Without channels: an interruption of the thread would close those. */
  private void save(int attempt, int batches, String state) throws IOException {
    Path fresh = directory.resolve("state.new");
    try (OutputStream out = new FileOutputStream(fresh.toFile())) {
      out.write((attempt + "\n" + batches + "\n" + state).getBytes(StandardCharsets.UTF_8));
    }
    Files.move(fresh, directory.resolve("state"), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Makes one attempt in a process that is there to be killed. */
  public static void main(String[] arguments) throws IOException {
    Shape shape =
        new Shape(arguments[3], Integer.parseInt(arguments[4]), Integer.parseInt(arguments[5]));
    boolean complete =
        new InterruptedHost(Path.of(arguments[0]), arguments[1], shape)
            .attempt(Integer.parseInt(arguments[2]));
    System.exit(complete ? 0 : 3);
  }
}
