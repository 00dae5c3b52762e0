package dev.tributary.connector.testkit;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/** What a host of the tests got: ids by stream, in the order of their arrival. */
final class Reads {
  private final Map<String, List<Long>> ids = new ConcurrentHashMap<>();

  /** Notes every row of a batch. */
  void note(RecordBatch batch) {
    List<Long> known =
        ids.computeIfAbsent(
            batch.stream(), name -> Collections.synchronizedList(new ArrayList<>()));
    for (Row row : batch) {
      known.add(row.getLong("id"));
    }
  }

  /** Returns the ids of a stream, ascending, with repetitions. */
  List<Long> of(String stream) {
    return ids.getOrDefault(stream, List.of()).stream().sorted().toList();
  }

  long size() {
    return ids.values().stream().mapToLong(List::size).sum();
  }

  /** Reads everything that is left. */
  Reads all(Extraction extraction) {
    for (RecordBatch batch : extraction) {
      note(batch);
    }
    return this;
  }

  /** Reads everything with a connector of its own and returns the last state. */
  ExtractionState all(FakeSource source, ExtractionRequest request) {
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(request)) {
      all(extraction);
      return extraction.state();
    }
  }

  /**
   * Reads so many batches, completes each, and returns the state as it would be after a crash: read
   * again from its JSON.
   */
  ExtractionState some(FakeSource source, ExtractionRequest request, int batches) {
    try (BaseConnector connector = source.connector();
        Extraction extraction = connector.extractData(request)) {
      for (int i = 0; i < batches; i++) {
        RecordBatch batch = next(extraction);
        note(batch);
        extraction.complete(batch);
      }
      return ExtractionState.fromJson(extraction.state().toJson());
    }
  }

  /** Returns the next batch, of an extraction that must have one within ten seconds. */
  static RecordBatch next(Extraction extraction) {
    RecordBatch batch = extraction.poll(Duration.ofSeconds(10));
    if (batch == null) {
      throw new AssertionError("no batch came within ten seconds");
    }
    return batch;
  }

  /** Polls to the end without completing anything and returns what iteration would throw. */
  static ConnectorException failure(Extraction extraction) {
    try {
      for (RecordBatch batch : extraction) {
        batch.size();
      }
    } catch (ConnectorException expected) {
      return expected;
    }
    throw new AssertionError("the extraction did not fail");
  }

  /** Waits until something holds, at most ten seconds. */
  static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - deadline > 0) {
        throw new AssertionError("it did not come about within ten seconds");
      }
      Thread.sleep(1);
    }
  }
}
