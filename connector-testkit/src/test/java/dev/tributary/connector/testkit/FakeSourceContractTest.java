package dev.tributary.connector.testkit;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.read.ExtractionRequest;
import java.util.List;
import java.util.Map;

class FakeSourceContractTest extends ConnectorContractTest {
  private final FakeSource source =
      FakeSource.of(
              FakeStream.of("orders", 4, 60).transactions(4),
              FakeStream.of("files", 6, 30).keyed(2).rejectEvery(10))
          .listing(2)
          .token("let-me-in-please");

  @Override
  protected Connectors connectors() {
    return Connectors.none().with(source);
  }

  @Override
  protected SourceConfig source() {
    return source.config().with("token", "secret://fake");
  }

  @Override
  protected ExtractionRequest request() {
    return ExtractionRequest.of("orders", "files").batchSize(6).parallelism(3);
  }

  @Override
  protected Map<String, Long> expected() {
    return Map.of("orders", 240L, "files", 162L);
  }

  @Override
  protected Map<String, String> secrets() {
    return Map.of("fake", "let-me-in-please");
  }

  @Override
  protected Map<SourceConfig, List<String>> wrongSources() {
    return Map.of(
        source().with("place", "nowhere").with("timeout", -1).with("plaice", "x"),
        List.of("nothing is nowhere", "timeout", "plaice"));
  }

  @Override
  protected SourceConfig unreachable() {
    return source.config().with("token", "something-else");
  }

  @Override
  protected int openConnections() {
    return source.log().openConnections();
  }

  @Override
  protected AutoCloseable silence() {
    Fault stall = Fault.stall("orders/0", 0).deaf().always();
    source.fault(stall);
    return stall::release;
  }
}
