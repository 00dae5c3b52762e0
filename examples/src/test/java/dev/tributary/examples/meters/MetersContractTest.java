package dev.tributary.examples.meters;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.testkit.ConnectorContractTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class MetersContractTest extends ConnectorContractTest {
  @TempDir Path directory;

  @BeforeEach
  void write() throws IOException {
    Readings.append(directory.resolve("readings"), 1_000);
  }

  @Override
  protected Connectors connectors() {
    return Connectors.none().with(new Meters.Factory());
  }

  @Override
  protected SourceConfig source() {
    return SourceConfig.of("METERS", "meters")
        .with("file", directory.resolve("readings").toString());
  }

  @Override
  protected SourceConfig unreachable() {
    return SourceConfig.of("METERS", "meters").with("file", directory.resolve("gone").toString());
  }

  @Override
  protected ExtractionRequest request() {
    return ExtractionRequest.of("readings").batchSize(30).with("records_per_split", 150);
  }

  @Override
  protected Map<String, Long> expected() {
    return Map.of("readings", 1_000L);
  }
}
