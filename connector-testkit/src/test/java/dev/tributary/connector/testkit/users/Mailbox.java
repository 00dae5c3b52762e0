package dev.tributary.connector.testkit.users;

import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.state.ExtractionState;
import java.time.Duration;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** How Flink reads: never blocks, and hears later which of its checkpoints became durable. */
final class Mailbox {
  private final Extraction extraction;
  private final Consumer<RecordBatch> downstream;
  private final NavigableMap<Long, ExtractionState> pending = new TreeMap<>();

  Mailbox(Extraction extraction, Consumer<RecordBatch> downstream) {
    this.extraction = extraction;
    this.downstream = downstream;
  }

  CompletionStage<Void> isAvailable() {
    return extraction.whenReady();
  }

  /** Emits a batch if there is one; returns whether there will be more. */
  boolean pollNext() {
    RecordBatch batch = extraction.poll(Duration.ZERO);
    if (batch != null) {
      downstream.accept(batch);
      extraction.complete(batch);
    }
    return !extraction.isFinished();
  }

  String snapshotState(long checkpoint) {
    ExtractionState state = extraction.state();
    pending.put(checkpoint, state);
    return state.toJson();
  }

  void notifyCheckpointComplete(long checkpoint) {
    extraction.acknowledge(pending.get(checkpoint));
    pending.headMap(checkpoint, true).clear();
  }
}
