package dev.tributary.examples.cli;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Reject;
import dev.tributary.connector.read.ExtractionRequest;
import java.io.IOException;
import java.util.stream.IntStream;

/** Reads a stream for somebody who looks at it: without a state, and no further than wanted. */
final class Reading {
  private final BaseConnector connector;
  private final Notes notes;
  private long left;

  /**
   * Prepares a reading.
   *
   * @param most how many records at most; negative for all
   */
  Reading(BaseConnector connector, Notes notes, long most) {
    this.connector = connector;
    this.notes = notes;
    this.left = most < 0 ? Long.MAX_VALUE : most;
  }

  /** Takes batches. */
  interface Target {
    void take(RecordBatch batch) throws IOException;
  }

  /** Reads, and returns how many records were handed over. */
  long to(Target target, ExtractionRequest request) throws IOException {
    long records = 0;
    if (left == 0) {
      return records;
    }
    try (Extraction extraction = connector.extractData(request)) {
      for (RecordBatch batch : extraction) {
        for (Reject reject : batch.rejects()) {
          notes.warned(
              connector.source().sourceId(),
              "set aside: " + reject.place() + ": " + reject.reason());
        }
        RecordBatch wanted =
            batch.size() <= left
                ? batch
                : batch.select(IntStream.range(0, Math.toIntExact(left)).toArray());
        target.take(wanted);
        records += wanted.size();
        left -= wanted.size();
        if (left == 0) {
          return records;
        }
      }
    }
    return records;
  }
}
