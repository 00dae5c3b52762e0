package dev.tributary.connector.files;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.testkit.ConnectorContractTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;

/** Two directories of CSV, one file of which is read in ranges. */
class FilesContractTest extends ConnectorContractTest {
  private static final int FILES = 4;
  private static final int ROWS = 60;
  private static final int LARGE = 400;

  @TempDir private Path directory;
  private boolean written;

  private void write() {
    if (written) {
      return;
    }
    written = true;
    try {
      Path orders = Files.createDirectories(directory.resolve("orders"));
      for (int file = 0; file < FILES; file++) {
        Files.writeString(orders.resolve("part-" + file + ".csv"), csv(file * ROWS, ROWS));
      }
      Files.writeString(directory.resolve("customers.csv"), csv(0, LARGE));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static String csv(int first, int rows) {
    return IntStream.range(first, first + rows)
        .mapToObj(
            id ->
                id
                    + ",\"name, of\n"
                    + id
                    + "\","
                    + id
                    + ".25,2026-11-"
                    + (10 + id % 20)
                    + ","
                    + (id % 2 == 0))
        .collect(Collectors.joining("\n", "id,name,amount,day,paid\n", "\n"));
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
  protected Map<SourceConfig, List<String>> wrongSources() {
    return Map.of(source().with("path", "").with("pth", "x"), List.of("path", "pth"));
  }

  @Override
  protected SourceConfig unreachable() {
    return source().with("path", directory.resolve("nowhere").toString());
  }

  @Override
  protected int cuts() {
    return 8;
  }
}
