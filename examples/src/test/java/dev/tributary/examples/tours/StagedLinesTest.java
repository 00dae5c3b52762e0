package dev.tributary.examples.tours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.state.ExtractionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedLinesTest {
  private static final StreamSchema SCHEMA =
      StreamSchema.of(Field.int64("id"), Field.decimal("total", 12, 2), Field.json("place"));

  @TempDir Path directory;

  @Test
  void writesWhatTheRecordsHold() throws IOException {
    try (StagedLines file = StagedLines.open(directory)) {
      file.append(batch(1, 2));
      file.commit(ExtractionState.initial());
    }
    assertThat(StagedLines.file(directory))
        .hasContent(
            """
            {"id":1,"total":10.50,"place":{"city":"Lyon"}}
            {"id":2,"total":20.50,"place":{"city":"Lyon"}}
            """);
  }

  @Test
  void dropsWhatNoStateCovers() throws IOException {
    try (StagedLines file = StagedLines.open(directory)) {
      file.append(batch(1, 2));
      file.commit(ExtractionState.initial());
    }
    Files.writeString(
        StagedLines.file(directory),
        Files.readString(StagedLines.file(directory)) + "{\"id\":3}\n{\"id\":");
    try (StagedLines file = StagedLines.open(directory)) {
      assertThat(file.lines()).isEqualTo(2);
      file.append(batch(3));
      file.commit(ExtractionState.initial());
      assertThat(file.lines()).isEqualTo(3);
    }
    assertThat(Files.readAllLines(StagedLines.file(directory)))
        .hasSize(3)
        .last()
        .isEqualTo("{\"id\":3,\"total\":30.50,\"place\":{\"city\":\"Lyon\"}}");
  }

  @Test
  void beginsAnewWhenCleared() throws IOException {
    dropsWhatNoStateCovers();
    StagedLines.clear(directory);
    try (StagedLines file = StagedLines.open(directory)) {
      assertThat(file.lines()).isZero();
      assertThat(file.state()).isEqualTo(ExtractionState.initial());
    }
  }

  private static RecordBatch batch(long... ids) {
    BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone("orders", SCHEMA));
    for (long id : ids) {
      rows.add().set("id", id).set("total", id + "0.50").set("place", "{\"city\":\"Lyon\"}");
    }
    return rows.build();
  }
}
