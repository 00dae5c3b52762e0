package dev.tributary.connector.engine;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.Consistency;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.connector.host.StreamOutcome.Status;
import org.jspecify.annotations.Nullable;

/** What was delivered of one stream, and how it ended. Guarded by the lock of {@link Books}. */
final class StreamBook {
  final String name;
  @Nullable ConnectorException error;
  @Nullable String shortfall;
  @Nullable String stopped;
  boolean ended;
  @Nullable Consistency consistency;

  private long records;
  private long rejects;
  private long batches;
  private long bytes;
  private long estimate;
  private boolean estimated = true;

  StreamBook(String name) {
    this.name = name;
  }

  void delivered(RecordBatch batch) {
    records += batch.size();
    rejects += batch.rejects().size();
    batches++;
    bytes += batch.bytes();
  }

  /** Adds a split's estimate; one split without an estimate leaves the stream without one. */
  void expect(long more) {
    if (more < 0) {
      estimated = false;
    } else {
      estimate += more;
    }
  }

  /**
   * Notes what a split shows together with the others; one that is of another moment spoils all.
   */
  void shows(Consistency of) {
    if (consistency != Consistency.SEVERAL_MOMENTS) {
      consistency = of;
    }
  }

  /** Returns whether no more splits of the stream are to be opened. */
  boolean isBroken() {
    return error != null;
  }

  /** Forgets how it ended, because it begins again. */
  void restart() {
    error = null;
    shortfall = null;
    stopped = null;
    ended = false;
    consistency = null;
  }

  StreamOutcome outcome(long generation, boolean cancelled) {
    Status status = Status.RUNNING;
    String reason = null;
    if (error != null) {
      status = Status.FAILED;
      reason = error.what();
    } else if (shortfall != null) {
      status = Status.SHORT;
      reason = shortfall;
    } else if (stopped != null) {
      status = Status.STOPPED;
      reason = stopped;
    } else if (ended) {
      status = Status.COMPLETE;
    } else if (cancelled) {
      status = Status.CANCELLED;
    }
    return StreamOutcome.of(name, status)
        .counts(records, rejects, batches, bytes)
        .estimate(estimated ? estimate : -1)
        .generation(generation)
        .because(reason)
        .error(error)
        .consistency(consistency);
  }
}
