package dev.tributary.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ExtractionRequest;
import java.util.Map;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What shows that the contract bites: a sound connector, and runs of single checks. */
final class ContractTeeth {
  private ContractTeeth() {}

  /** The contract of {@link Numbers}, sound as it stands. */
  static class Sound extends ConnectorContractTest {
    ConnectorSpec spec() {
      return ConnectorSpec.connection(Numbers.PLACE, Numbers.TOKEN);
    }

    BaseConnector make(SourceConfig config, ConnectorContext host) {
      return new Numbers(config, host);
    }

    @Override
    protected Connectors connectors() {
      return Connectors.none().with(Numbers.factory(spec(), this::make));
    }

    @Override
    protected SourceConfig source() {
      return SourceConfig.of("NUMBERS", "numbers")
          .with("place", "here")
          .with("token", "secret://numbers");
    }

    @Override
    protected ExtractionRequest request() {
      return ExtractionRequest.of("numbers").batchSize(5).parallelism(2);
    }

    @Override
    protected Map<String, Long> expected() {
      return Map.of("numbers", 100L);
    }

    @Override
    protected Map<String, String> secrets() {
      return Map.of("numbers", "four-and-twenty");
    }
  }

  static void fails(Class<?> contract, String check) {
    TestExecutionSummary summary = run(selectMethod(contract, check));
    assertThat(summary.getTestsFoundCount()).as(check).isEqualTo(1);
    assertThat(summary.getFailures()).as("%s of %s", check, contract).hasSize(1);
  }

  static TestExecutionSummary run(DiscoverySelector what) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(what)
                .filters(EngineFilter.includeEngines("junit-jupiter"))
                .build(),
            summary);
    return summary.getSummary();
  }
}
