package dev.tributary.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.gcs.GcsFileStore;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.StagingConfig;
import dev.tributary.connector.pipeline.run.PipelineRunner;
import dev.tributary.connector.pipeline.run.RunResult;
import dev.tributary.connector.pipeline.staging.Manifest;
import dev.tributary.connector.pipeline.staging.StagingArea;
import dev.tributary.connector.pipeline.state.PipelineStore;
import dev.tributary.connector.testkit.FakeSource;
import dev.tributary.connector.testkit.FakeStream;
import dev.tributary.connector.testkit.Fault;
import dev.tributary.connector.testkit.storage.FakeStorage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A staging area in Cloud Storage, where a rename is a copy, in every format. */
@Timeout(120)
class StagedInCloudStorageIT {
  private final PipelineStore states = PipelineStore.memory();

  @ParameterizedTest
  @ValueSource(strings = {"JSONL", "CSV", "PARQUET", "AVRO"})
  void stagesOnceThoughARunFailsAndDeletesWhatIsOld(String format) throws IOException {
    FakeSource source = FakeSource.of(FakeStream.of("orders", 3, 100));
    source.fault(Fault.fail(source.stream("orders").splitId(1), 60, ErrorKind.DATA).times(1));
    try (FakeStorage fake = FakeStorage.start().bucket("lake")) {
      ConnectorContext host = ConnectorContext.defaults().environment(Map.of());
      SourceConfig lake =
          SourceConfig.of("GCS", "lake")
              .with("endpoint", fake.url().toString())
              .with("bucket", "lake");
      PipelineConfig pipeline =
          PipelineConfig.of("shop", source.config())
              .streams(List.of("orders"))
              .extraction(Configuration.of(Map.of("batch_size", 20, "max_reopenings", 0)))
              .staging(
                  StagingConfig.at("gs://lake").format(format).maxRowsPerFile(50).retentionDays(0));
      PipelineRunner runner =
          PipelineRunner.of(source.connectors(host), host, states)
              .stores(path -> GcsFileStore.open(lake, host));
      assertThat(runner.run(pipeline).isComplete()).isFalse();
      RunResult result = runner.run(pipeline);
      result.throwIfFailed();
      assertThat(result.rows()).isEqualTo(300);
      try (GcsFileStore store = GcsFileStore.open(lake, host)) {
        StagingArea area = StagingArea.of(store, "shop");
        for (Manifest manifest : area.manifests()) {
          area.verify(manifest);
        }
      }
      RunResult again = runner.run(pipeline);
      assertThat(again.rows()).isEqualTo(300);
      try (GcsFileStore store = GcsFileStore.open(lake, host)) {
        List<Manifest> left = StagingArea.of(store, "shop").manifests();
        assertThat(left).extracting(Manifest::runId).doesNotContain(result.runId());
      }
    }
  }
}
