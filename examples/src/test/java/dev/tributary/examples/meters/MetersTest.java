package dev.tributary.examples.meters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetersTest {
  @TempDir Path directory;

  private ExtractionState state = ExtractionState.initial();

  @Test
  void readsOnlyWhatCameSince() throws IOException {
    Path file = directory.resolve("readings");
    Readings.append(file, 500);
    assertThat(read(file)).containsExactlyInAnyOrderElementsOf(meters(0, 500));
    Readings.append(file, 70);
    assertThat(read(file)).containsExactlyInAnyOrderElementsOf(meters(500, 570));
    assertThat(read(file)).isEmpty();
  }

  @Test
  void saysThatTheStateIsLostWhenTheFileShrankUnderAnInterruptedRead() throws IOException {
    Path file = directory.resolve("readings");
    Readings.append(file, 500);
    try (BaseConnector connector = connector(file);
        Extraction extraction = connector.extractData(request())) {
      for (RecordBatch batch : extraction) {
        extraction.complete(batch);
        state = extraction.state();
        break;
      }
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(16);
    }
    assertThatThrownBy(() -> read(file))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            lost -> assertThat(lost.kind()).isEqualTo(ErrorKind.STATE_LOST));
  }

  private List<Long> read(Path file) {
    List<Long> meters = new ArrayList<>();
    try (BaseConnector connector = connector(file);
        Extraction extraction = connector.extractData(request().from(state))) {
      for (RecordBatch batch : extraction) {
        for (Row row : batch) {
          meters.add(row.getLong("meter"));
        }
      }
      state = extraction.state();
    }
    return meters;
  }

  private static ExtractionRequest request() {
    return ExtractionRequest.of("readings")
        .with("records_per_split", 60)
        .batchSize(25)
        .parallelism(1);
  }

  private static BaseConnector connector(Path file) {
    return Connectors.none()
        .with(new Meters.Factory())
        .create(SourceConfig.of("METERS", "meters").with("file", file.toString()));
  }

  private static List<Long> meters(long from, long until) {
    return LongStream.range(from, until).boxed().toList();
  }
}
