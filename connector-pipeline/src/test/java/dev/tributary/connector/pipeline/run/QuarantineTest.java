package dev.tributary.connector.pipeline.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.StagingConfig;
import dev.tributary.connector.pipeline.expression.Expression;
import dev.tributary.connector.pipeline.quarantine.BadRecord;
import dev.tributary.connector.pipeline.quarantine.ErrorHandling;
import dev.tributary.connector.pipeline.quarantine.Quarantine;
import dev.tributary.connector.pipeline.quarantine.QuarantinedFile;
import dev.tributary.connector.pipeline.transform.Transformation;
import dev.tributary.connector.testkit.FakeSource;
import dev.tributary.connector.testkit.FakeStream;
import dev.tributary.connector.testkit.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bad records of the source and of the transformation: borne, kept once, and not passed over. */
@Timeout(60)
class QuarantineTest {
  /** Fails where the id is a multiple of ten. */
  private static final Transformation TENTHS =
      Transformation.none().calculate("share", Expression.parse("100 / (id % 10)"));

  @TempDir Path root;
  private final FakeSource source = FakeSource.of(FakeStream.of("orders", 2, 100));

  private PipelineConfig pipeline(ErrorHandling errors) {
    return PipelineConfig.of("shop", source.config())
        .streams(List.of("orders"))
        .extraction(Configuration.of(Map.of("batch_size", 20, "max_reopenings", 0)))
        .staging(StagingConfig.at(root.resolve("staging").toString()).maxRowsPerFile(30))
        .errorHandling(errors);
  }

  private StreamResult run(PipelineConfig pipeline) {
    ConnectorContext host = ConnectorContext.defaults();
    return PipelineRunner.of(source.connectors(host), host, root.resolve("runs"))
        .run(pipeline)
        .streams()
        .get(0);
  }

  private List<BadRecord> kept(String directory) throws IOException {
    List<BadRecord> all = new ArrayList<>();
    try (FileStore store = LocalFileStore.at(root.resolve(directory))) {
      Quarantine quarantine = Quarantine.of(store, "shop");
      for (QuarantinedFile file : quarantine.files()) {
        List<BadRecord> records = quarantine.read(file);
        assertThat(records)
            .hasSize((int) file.rows())
            .allMatch(r -> r.stream().equals(file.stream()));
        all.addAll(records);
      }
    }
    return all;
  }

  private long bad() {
    return source.stream("orders").ids().stream().filter(id -> id % 10 == 0).count();
  }

  @Test
  void keepsWhatCannotBeShapedBesideWhatCan() throws IOException {
    StreamResult result = run(pipeline(ErrorHandling.bearing(100, 0)).transformation(TENTHS));
    assertThat(result.failure()).isEmpty();
    assertThat(result.manifest().orElseThrow().rows()).isEqualTo(200 - bad());
    List<BadRecord> kept = kept("staging");
    assertThat(kept).hasSize((int) bad()).hasSizeGreaterThan(5);
    assertThat(kept)
        .allMatch(record -> record.origin() == BadRecord.Origin.TRANSFORMATION)
        .allMatch(record -> record.reason().equals("share: division by zero"))
        .allMatch(record -> record.record().matches("\\{\"id\":\"\\d*0\".*"))
        .doesNotHaveDuplicates();
  }

  @Test
  void keepsWhatTheSourceSetAsideInADirectoryOfItsOwn() throws IOException {
    source.stream(FakeStream.of("orders", 1, 50).rejectEvery(25));
    String other = root.resolve("elsewhere").toString();
    StreamResult result = run(pipeline(new ErrorHandling(2, 0, Optional.of(other))));
    assertThat(result.failure()).isEmpty();
    assertThat(kept("elsewhere"))
        .hasSizeBetween(1, 2)
        .allMatch(record -> record.origin() == BadRecord.Origin.SOURCE)
        .noneMatch(record -> record.record().isEmpty());
  }

  @Test
  void failsWithTheFirstFewWhereTooManyAreBad() throws IOException {
    StreamResult result = run(pipeline(ErrorHandling.bearing(3, 0)).transformation(TENTHS));
    ConnectorException failure = result.failure().orElseThrow();
    assertThat(failure.kind()).isEqualTo(ErrorKind.DATA);
    assertThat(failure)
        .hasMessageContaining("records were set aside, and at most 3 are borne")
        .hasMessageContaining("division by zero");
    assertThat(result.manifest()).isEmpty();
    assertThat(run(pipeline(ErrorHandling.bearing(100, 0)).transformation(TENTHS)).failure())
        .as("the next run goes on once they are borne")
        .isEmpty();
    assertThat(kept("staging")).hasSize((int) bad()).doesNotHaveDuplicates();
  }

  @Test
  void countsTheShareInTheEndAndAgainAfterAFailure() throws IOException {
    assertThat(run(pipeline(ErrorHandling.bearing(0, 0.01)).transformation(TENTHS)).failure())
        .get()
        .satisfies(failure -> assertThat(failure.what()).contains(" of 200 records"));
    assertThat(run(pipeline(ErrorHandling.bearing(0, 0.01)).transformation(TENTHS)).failure())
        .as("nothing is read again, and it is no better")
        .isPresent();
    assertThat(run(pipeline(ErrorHandling.bearing(0, 0.5)).transformation(TENTHS)).failure())
        .isEmpty();
    assertThat(kept("staging")).hasSize((int) bad()).doesNotHaveDuplicates();
  }

  @Test
  void losesAndDoublesNothingWhereAReadFailsHalfway() throws IOException {
    source.fault(Fault.fail(source.stream("orders").splitId(1), 60, ErrorKind.DATA).times(1));
    PipelineConfig pipeline = pipeline(ErrorHandling.bearing(100, 0)).transformation(TENTHS);
    assertThat(run(pipeline).failure()).isPresent();
    assertThat(run(pipeline).failure()).isEmpty();
    assertThat(kept("staging"))
        .extracting(BadRecord::record)
        .hasSize((int) bad())
        .doesNotHaveDuplicates();
  }
}
