package dev.tributary.connector.gcs;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.testkit.ConnectorContractTest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/** A bucket of CSV behind a login, one object of which is read in ranges. */
class GcsContractIT extends ConnectorContractTest {
  private static final int FILES = 4;
  private static final int ROWS = 60;
  private static final int LARGE = 400;

  private final Lake lake = new Lake();

  GcsContractIT() throws IOException {
    lake.fake.login().require();
    for (int file = 0; file < FILES; file++) {
      lake.put("in/orders/part-" + file + ".csv", csv(file * ROWS, ROWS, ""));
    }
    lake.put("in/customers.csv", csv(0, LARGE, "x".repeat(4_000)));
  }

  @AfterEach
  void close() throws IOException {
    lake.close();
  }

  static String csv(int first, int rows, String filling) {
    return IntStream.range(first, first + rows)
        .mapToObj(id -> id + ",\"name, of\n" + id + filling + "\"," + id + ".25," + (id % 2 == 0))
        .collect(Collectors.joining("\n", "id,name,amount,paid\n", "\n"));
  }

  @Override
  protected Connectors connectors() {
    return Connectors.none().with(new GcsConnectorFactory());
  }

  @Override
  protected SourceConfig source() {
    return lake.source().with("bucket", "gs://lake/in").with("credentials", "secret://gcs_key");
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("gcs_key", lake.fake.login().serviceAccountKey());
  }

  @Override
  protected ExtractionRequest request() {
    return ExtractionRequest.of("orders", "customers").with("split_bytes", 200_000).batchSize(9);
  }

  @Override
  protected Map<String, Long> expected() {
    return Map.of("orders", (long) FILES * ROWS, "customers", (long) LARGE);
  }

  @Override
  protected Map<SourceConfig, List<String>> wrongSources() {
    return Map.of(
        source().with("bucket", "No Bucket").with("bukket", "x"), List.of("bucket", "bukket"));
  }

  @Override
  protected SourceConfig unreachable() {
    return source().with("bucket", "nowhere");
  }

  @Override
  protected AutoCloseable silence() {
    lake.fake.silence();
    return lake.fake::release;
  }

  @Override
  protected int openConnections() {
    return lake.fake.connections();
  }

  @Override
  protected int cuts() {
    return 8;
  }
}
