package dev.tributary.connector.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each file once: what the state remembers, and what becomes of files that were read. */
@Timeout(60)
class LedgerTest {
  @TempDir private Path directory;

  private Path file(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  @Test
  void readsNewFilesOnlyAlsoThoseThatSortEarly() throws IOException {
    file("m.csv", "id\n1\n");
    Reading first = Reading.of(directory, Map.of()).whole();
    assertThat(Reading.of(directory, Map.of(), first.state).whole().rows).isEmpty();
    file("a.csv", "id\n2\n");
    Reading second = Reading.of(directory, Map.of(), first.state).whole();
    assertThat(second.column("id")).containsExactly("2");
    assertThat(second.state.stream("all").keys().size()).isEqualTo(2);
  }

  @Test
  void readsAFileAgainThatHoldsSomethingNew() throws IOException {
    file("a.csv", "id\n1\n");
    Reading first = Reading.of(directory, Map.of()).whole();
    file("a.csv", "id\n1\n2\n");
    Reading second = Reading.of(directory, Map.of(), first.state).whole();
    assertThat(second.column("id")).containsExactly("1", "2");
    assertThat(second.state.stream("all").keys().size()).isEqualTo(1);
  }

  @Test
  void forgetsByAge() throws IOException {
    Path old = file("old.csv", "id\n1\n");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(10))));
    file("new.csv", "id\n2\n");
    Reading first = Reading.of(directory, Map.of()).whole();
    assertThat(first.state.stream("all").keys().size()).isEqualTo(2);
    Reading second = Reading.of(directory, Map.of("forget_after", "5d"), first.state).whole();
    assertThat(second.rows).isEmpty();
    assertThat(second.state.stream("all").keys().has("old.csv")).isFalse();
    assertThat(second.state.stream("all").keys().has("new.csv")).isTrue();
  }

  @Test
  void costsOneFileToSaveOneMore() throws IOException {
    for (int i = 0; i < 300; i++) {
      file("f" + i + ".csv", "id\n" + i + "\n");
    }
    Reading first = Reading.of(directory, Map.of()).whole();
    file("g.csv", "id\n300\n");
    Reading second = Reading.of(directory, Map.of(), first.state).whole();
    int patch = second.state.since(first.state).toJson().length();
    assertThat(patch).isLessThan(second.state.toJson().length() / 10);
  }

  @Test
  void archivesOnlyWhatIsStored() throws IOException {
    file("in/a.csv", "id\n1\n");
    file("in/b.csv", "id\n2\n");
    Map<String, Object> options = Map.of("after_commit", "archive", "archive_path", "done");
    ExtractionRequest request =
        ExtractionRequest.of("all")
            .with("file_pattern", "**")
            .with("after_commit", "archive")
            .with("archive_path", "done");
    ExtractionState stored;
    try (BaseConnector connector = connector();
        Extraction extraction = connector.extractData(request)) {
      extraction.forEach(RecordBatch::size);
      assertThat(directory.resolve("in/a.csv")).exists();
      ExtractionState state = extraction.state();
      extraction.acknowledge(state);
      stored = extraction.state();
    }
    assertThat(directory.resolve("in/a.csv")).doesNotExist();
    assertThat(directory.resolve("done/in/a.csv")).hasContent("id\n1\n");
    assertThat(directory.resolve("done/in/b.csv")).exists();
    // whoever read all there was is not told that there is nothing
    assertThat(Reading.of(directory, options, stored).whole().rows).isEmpty();
    assertThat(Reading.of(directory, options).failed().kind()).isEqualTo(ErrorKind.NOT_FOUND);
  }

  @Test
  void neverOverwritesInTheArchive() throws IOException {
    file("in/a.csv", "id\n1\n");
    file("in/b.csv", "id\n2\n");
    file("done/in/a.csv", "older");
    List<String> warnings;
    ExtractionState stored;
    try (BaseConnector connector = connector();
        Extraction extraction = connector.extractData(archiving())) {
      extraction.forEach(RecordBatch::size);
      extraction.acknowledge(extraction.state());
      stored = extraction.state();
      warnings = extraction.metadata().warnings();
    }
    assertThat(directory.resolve("in/a.csv")).hasContent("id\n1\n");
    assertThat(directory.resolve("done/in/a.csv")).hasContent("older");
    assertThat(directory.resolve("done/in/b.csv")).exists(); // the others are not kept back
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("in/a.csv to done", "holds a file of that name already", "archive_path");
    // once the name is free the file follows, and nothing is read twice
    Files.delete(directory.resolve("done/in/a.csv"));
    Map<String, Object> options = Map.of("after_commit", "archive", "archive_path", "done");
    assertThat(Reading.of(directory, options, stored).whole().rows).isEmpty();
    assertThat(directory.resolve("done/in/a.csv")).hasContent("id\n1\n");
  }

  private static ExtractionRequest archiving() {
    return ExtractionRequest.of("all")
        .with("file_pattern", "**")
        .with("after_commit", "archive")
        .with("archive_path", "done");
  }

  @Test
  void deletesWhatIsStored() throws IOException {
    Path file = file("a.csv", "id\n1\n");
    Reading.of(directory, Map.of("after_commit", "delete")).whole();
    assertThat(file).doesNotExist();
  }

  @Test
  void leavesAFileThatHoldsSomethingNewByNow() throws IOException {
    Path file = file("a.csv", "id\n1\n");
    ExtractionRequest request =
        ExtractionRequest.of("all").with("file_pattern", "**").with("after_commit", "delete");
    try (BaseConnector connector = connector();
        Extraction extraction = connector.extractData(request)) {
      extraction.forEach(RecordBatch::size);
      file("a.csv", "id\n1\n2\n");
      extraction.acknowledge(extraction.state());
    }
    assertThat(file).exists();
  }

  @Test
  void saysThatAFileWasWrittenWhileItWasRead() throws IOException {
    changes("fail", ErrorKind.DATA, () -> append(directory.resolve("a.csv")));
  }

  @Test
  void saysThatAFileWasDeletedWhileItWasRead() throws IOException {
    changes("fail", ErrorKind.NOT_FOUND, () -> Files.delete(directory.resolve("a.csv")));
  }

  @Test
  void leavesOutTheRestIfAsked() throws IOException {
    changes("skip", null, () -> append(directory.resolve("a.csv")));
  }

  private interface Change {
    void run() throws IOException;
  }

  private static void append(Path file) throws IOException {
    Files.writeString(file, Files.readString(file) + "x\n");
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
  }

  private void changes(String policy, ErrorKind kind, Change change) throws IOException {
    file("a.csv", "id\n" + "1\n".repeat(100_000));
    ExtractionRequest request =
        ExtractionRequest.of("all")
            .with("file_pattern", "**")
            .with("changed_files", policy)
            .batchSize(10);
    ConnectorException failure = null;
    long rows = 0;
    try (BaseConnector connector = connector();
        Extraction extraction = connector.extractData(request)) {
      Iterator<RecordBatch> batches = extraction.iterator();
      try {
        rows += batches.next().size();
        change.run();
        while (batches.hasNext()) {
          rows += batches.next().size();
        }
      } catch (ConnectorException failed) {
        failure = failed;
      }
    }
    assertThat(rows).isPositive();
    if (kind == null) {
      assertThat(failure).isNull();
    } else {
      assertThat(failure).isNotNull().hasMessageContaining("a.csv");
      assertThat(failure.kind()).isEqualTo(kind);
    }
  }

  private BaseConnector connector() {
    return Connectors.none()
        .with(new LocalFilesFactory())
        .create(SourceConfig.of("FILE", "files").with("path", directory.toString()));
  }
}
