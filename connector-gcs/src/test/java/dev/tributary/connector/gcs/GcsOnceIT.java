package dev.tributary.connector.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.testkit.storage.StorageCall;
import dev.tributary.connector.testkit.storage.StorageFault;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each object once, by its generation, and put away after it was stored. */
class GcsOnceIT {
  private Lake lake;

  @BeforeEach
  void open() throws Exception {
    lake = new Lake();
    lake.put("in/a.csv", "id\na\n");
    lake.put("in/b.csv", "id\nb\n");
  }

  @AfterEach
  void close() throws Exception {
    lake.close();
  }

  private static ExtractionRequest request() {
    return ExtractionRequest.of("orders").with("file_pattern", "in/*.csv");
  }

  /** Reads on from a state, has it acknowledged, and returns the next one. */
  private String read(ExtractionRequest request, String state, List<String> values) {
    SourceConfig source = lake.source();
    ExtractionRequest from =
        state.isEmpty() ? request : request.from(ExtractionState.fromJson(state));
    try (BaseConnector connector = Lake.connector(source);
        Extraction extraction = connector.extractData(from)) {
      for (RecordBatch batch : extraction) {
        for (Row row : batch) {
          values.add(row.getString("id"));
        }
      }
      ExtractionState durable = ExtractionState.fromJson(extraction.state().toJson());
      extraction.acknowledge(durable);
      return extraction.state().toJson();
    }
  }

  @Test
  void readsWhatIsNewByItsGeneration() {
    List<String> values = new ArrayList<>();
    String state = read(request(), "", values);
    assertThat(values).containsExactlyInAnyOrder("a", "b");
    values.clear();
    state = read(request(), state, values);
    assertThat(values).isEmpty();
    lake.put("in/a.csv", "id\nx\n"); // as long, perhaps in the same second
    lake.put("in/0.csv", "id\nearly\n");
    read(request(), state, values);
    assertThat(values).containsExactlyInAnyOrder("x", "early");
  }

  @Test
  void archivesWhatWasStored() {
    ExtractionRequest request =
        request().with("after_commit", "archive").with("archive_path", "done");
    read(request, "", new ArrayList<>());
    assertThat(lake.fake.names("lake")).containsExactly("done/in/a.csv", "done/in/b.csv");
  }

  @Test
  void deletesWhatWasStoredButNotWhatCameMeanwhile() {
    lake.fake.order(
        StorageFault.meanwhile(() -> lake.put("in/a.csv", "id\nnew\n")).on(StorageCall.DELETE));
    read(request().with("after_commit", "delete"), "", new ArrayList<>());
    assertThat(lake.fake.names("lake")).containsExactly("in/a.csv");
  }

  @Test
  void keepsBothWhereTheArchiveHasTheNameAlready() {
    lake.put("done/in/a.csv", "id\nother\n");
    ExtractionRequest request =
        request().with("after_commit", "archive").with("archive_path", "done");
    String state = read(request, "", new ArrayList<>());
    assertThat(lake.fake.names("lake"))
        .containsExactly("done/in/a.csv", "done/in/b.csv", "in/a.csv");
    List<String> again = new ArrayList<>();
    read(request, state, again);
    assertThat(again).isEmpty();
  }

  @Test
  void failsIfAnObjectIsReplacedWhileItIsReadUnlessTold() {
    String filling = "x".repeat(100);
    StringBuilder rows = new StringBuilder("id,filling\n");
    for (int i = 0; i < 40_000; i++) {
      rows.append(i).append(',').append(filling).append('\n');
    }
    lake.put("in/c.csv", rows.toString());
    lake.fake.order(StorageFault.cut(2_000_000).on(StorageCall.READ).object("in/c.csv"));
    lake.fake.order(StorageFault.cut(2_000_000).on(StorageCall.READ).object("in/c.csv").after(1));
    lake.fake.order(
        StorageFault.meanwhile(() -> lake.put("in/c.csv", rows + "1,y\n"))
            .on(StorageCall.READ)
            .object("in/c.csv")
            .after(4));
    lake.fake.order(
        StorageFault.cut(2_000_000).on(StorageCall.READ).object("in/c.csv").after(3).always());
    ExtractionRequest request = request().with("file_pattern", "in/c.csv").batchSize(1000);
    assertThatThrownBy(() -> Lake.read(lake.source(), request, "id"))
        .hasMessageContaining("in/c.csv")
        .hasMessageContaining("written or replaced since it was listed");
  }
}
