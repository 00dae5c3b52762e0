package dev.tributary.connector.testkit;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** A host in a process of its own, which is halted after so many steps. */
final class KilledReader {
  static final FakeStream ORDERS = FakeStream.of("orders", 4, 250);
  static final int BATCH = 10;

  private long stepsLeft;

  private KilledReader(long steps) {
    this.stepsLeft = steps;
  }

  /**
   * Reads.
   *
   * @param arguments the file of the state, the file of this life's output, and after how many
   *     steps to halt
   */
  public static void main(String[] arguments) throws IOException {
    new KilledReader(Long.parseLong(arguments[2]))
        .read(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  private void read(Path stateFile, Path output) throws IOException {
    ExtractionState state =
        Files.exists(stateFile)
            ? ExtractionState.fromJson(Files.readString(stateFile))
            : ExtractionState.initial();
    if (Files.exists(stateFile) && state.isComplete()) {
      return; // killed after the last thing there was to do
    }
    ExtractionRequest request =
        ExtractionRequest.of("orders").batchSize(BATCH).parallelism(2).from(state);
    try (BaseConnector connector = FakeSource.of(ORDERS).connector();
        Extraction extraction = connector.extractData(request)) {
      while (!extraction.isFinished()) {
        RecordBatch batch = extraction.poll(Duration.ofSeconds(10));
        if (batch == null) {
          continue;
        }
        step();
        StringBuilder lines = new StringBuilder();
        batch.forEach(row -> lines.append(row.getLong("id")).append('\n'));
        int half = lines.indexOf("\n", lines.length() / 2) + 1;
        append(output, lines.substring(0, half));
        step();
        append(output, lines.substring(half) + "-\n");
        step();
        extraction.complete(batch);
        step();
        store(extraction, stateFile);
        step();
        extraction.acknowledge(extraction.state());
      }
      // That the last split was at its end may have come out after its last batch.
      store(extraction, stateFile);
    }
  }

  private void store(Extraction extraction, Path stateFile) throws IOException {
    Path next = stateFile.resolveSibling("next");
    Files.writeString(next, extraction.state().toJson());
    step();
    Files.move(next, stateFile, StandardCopyOption.ATOMIC_MOVE);
  }

  private void step() {
    if (--stepsLeft == 0) {
      Runtime.getRuntime().halt(3);
    }
  }

  private static void append(Path output, String text) throws IOException {
    Files.writeString(output, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
