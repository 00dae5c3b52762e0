package dev.tributary.connector.files;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.testkit.ConnectorContractTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** A directory and a file of JSON Lines, which is divided, and of JSON documents. */
class JsonContractTest {
  private static final int FILES = 4;
  private static final int ROWS = 60;
  private static final int LARGE = 400;

  @Nested
  class Lines extends Contract {
    Lines() {
      super(".jsonl", "", "\n", "\n");
    }
  }

  @Nested
  class Documents extends Contract {
    Documents() {
      super(".json", "{\"about\": [1, 2], \"items\": [", ", ", "]}");
    }

    @Override
    protected ExtractionRequest request() {
      return super.request().with("read_options", Map.of("data_path", "items"));
    }
  }

  /** The contract on files that a text frames. */
  abstract static class Contract extends ConnectorContractTest {
    private final String ending;
    private final String begin;
    private final String between;
    private final String end;
    @TempDir private Path directory;
    private boolean written;

    Contract(String ending, String begin, String between, String end) {
      this.ending = ending;
      this.begin = begin;
      this.between = between;
      this.end = end;
    }

    private void write() {
      if (written) {
        return;
      }
      written = true;
      try {
        Path orders = Files.createDirectories(directory.resolve("orders"));
        for (int file = 0; file < FILES; file++) {
          Files.writeString(orders.resolve("part-" + file + ending), json(file * ROWS, ROWS));
        }
        Files.writeString(directory.resolve("customers" + ending), json(0, LARGE));
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    private String json(int first, int rows) {
      return IntStream.range(first, first + rows)
          .mapToObj(
              id ->
                  "{\"id\": %d, \"name\": \"name, of\\n%d\", \"amount\": %d.25, \"tags\": [{\"a\": %d}]}"
                      .formatted(id, id, id, id))
          .collect(Collectors.joining(between, begin, end));
    }

    @Override
    protected Connectors connectors() {
      return Connectors.none().with(new LocalFilesFactory());
    }

    @Override
    protected SourceConfig source() {
      write();
      return SourceConfig.of("FILE", "files").with("path", directory.toString());
    }

    @Override
    protected ExtractionRequest request() {
      return ExtractionRequest.of("orders", "customers").with("split_bytes", 1024).batchSize(9);
    }

    @Override
    protected Map<String, Long> expected() {
      return Map.of("orders", (long) FILES * ROWS, "customers", (long) LARGE);
    }

    @Override
    protected int cuts() {
      return 8;
    }
  }
}
