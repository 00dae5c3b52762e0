package dev.tributary.connector.sftp;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.testkit.ConnectorContractTest;
import dev.tributary.connector.testkit.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** Two directories of CSV on a server, one file of which is read in ranges. */
class SftpContractIT extends ConnectorContractTest {
  private static final int FILES = 4;
  private static final int ROWS = 60;
  private static final int LARGE = 400;

  @TempDir private Path directory;
  private DropServer server;
  private FaultProxy line;

  private FaultProxy line() {
    if (line == null) {
      try {
        Path orders = Files.createDirectories(directory.resolve("orders"));
        for (int file = 0; file < FILES; file++) {
          Files.writeString(orders.resolve("part-" + file + ".csv"), csv(file * ROWS, ROWS));
        }
        Files.writeString(directory.resolve("customers.csv"), csv(0, LARGE));
        server = DropServer.at(directory);
        line = FaultProxy.to(server.port());
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }
    return line;
  }

  @AfterEach
  void stop() throws IOException {
    if (line != null) {
      line.close();
      server.close();
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
    return Connectors.none().with(new SftpConnectorFactory());
  }

  @Override
  protected SourceConfig source() {
    int port = line().port();
    return server.nobody(port).with("password", "secret://drop_password");
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("drop_password", DropServer.PASSWORD);
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
    return Map.of(
        source().with("host", "sftp://x").with("host_key", "SHA256:short").with("tiemout", 3),
        List.of("host", "host_key", "timeout"),
        SourceConfig.of("SFTP", "drop").with("host", "x").with("user", "u"),
        List.of("password", "host_key", "known_hosts"),
        source().with("passphrase", "x"),
        List.of("private_key"));
  }

  @Override
  protected SourceConfig unreachable() {
    return source().with("port", 1).with("max_retries", 0);
  }

  @Override
  protected int openConnections() {
    return line == null ? 0 : line.open();
  }

  @Override
  protected AutoCloseable silence() {
    line().stall();
    return line::flow;
  }

  @Override
  protected int cuts() {
    return 5;
  }
}
