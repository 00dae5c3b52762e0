package org.example.outside;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.testkit.ConnectorContractTest;
import java.util.Map;

/** The contract, for the connector of numbers. */
class NumbersContract extends ConnectorContractTest {
  @Override
  protected Connectors connectors() {
    return Connectors.discover();
  }

  @Override
  protected SourceConfig source() {
    return SourceConfig.of("NUMBERS", "numbers").with("up_to", 950);
  }

  @Override
  protected ExtractionRequest request() {
    return ExtractionRequest.of("numbers").batchSize(20);
  }

  @Override
  protected Map<String, Long> expected() {
    return Map.of("numbers", 950L);
  }
}
