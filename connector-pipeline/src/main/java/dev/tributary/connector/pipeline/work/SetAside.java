package dev.tributary.connector.pipeline.work;

import dev.tributary.connector.pipeline.quarantine.BadRecord;
import dev.tributary.connector.pipeline.quarantine.Quarantine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The bad records of a stream since its last checkpoint, and how many came before. */
final class SetAside {
  /** How many characters are held before it is time for a checkpoint. */
  private static final long MANY = 4L << 20;

  private final Quarantine quarantine;
  private final String stream;
  private final List<BadRecord> held = new ArrayList<>();
  private long size;
  private long generation;
  private long durable;

  SetAside(Quarantine quarantine, String stream) {
    this.quarantine = quarantine;
    this.stream = stream;
  }

  /** Deletes what the journal of a run does not cover; without a state it covers nothing. */
  void sweep(Journal.Open run) throws IOException {
    long steps = run.state().isPresent() ? run.segments() : 0;
    long newest = run.state().map(state -> state.stream(stream).generation()).orElse(0L);
    durable = quarantine.sweep(run.runId(), stream, steps, newest);
  }

  boolean add(List<BadRecord> records, long ofGeneration) {
    if (!records.isEmpty()) {
      generation = ofGeneration;
      for (BadRecord record : records) {
        held.add(record);
        size += record.record().length() + record.reason().length() + 200L;
      }
    }
    return size >= MANY;
  }

  boolean takes(long ofGeneration) {
    return held.isEmpty() || generation == ofGeneration;
  }

  boolean isEmpty() {
    return held.isEmpty();
  }

  long rows() {
    return durable + held.size();
  }

  /** Makes what is held durable; returns whether there was something. */
  boolean keep(String runId, long step) throws IOException {
    if (held.isEmpty()) {
      return false;
    }
    quarantine.write(runId, stream, step, generation, held);
    durable += held.size();
    held.clear();
    size = 0;
    return true;
  }
}
