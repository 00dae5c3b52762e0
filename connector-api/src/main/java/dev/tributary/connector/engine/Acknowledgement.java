package dev.tributary.connector.engine;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.state.Commit;
import dev.tributary.connector.state.ExtractionState;
import dev.tributary.connector.state.OpenSplit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells the source what the host has stored, once each, and again after a failure (rule 3). Only
 * this reaches the source's own state.
 */
final class Acknowledgement {
  private final Job job;
  private final Tell tell;
  private final Consumer<Collection<Commit>> finalised;
  private final Set<Commit> done = new HashSet<>();
  private final Map<String, Position> moved = new HashMap<>();
  private long sequence = -1;

  Acknowledgement(Job job, Tell tell, Consumer<Collection<Commit>> finalised) {
    this.job = job;
    this.tell = tell;
    this.finalised = finalised;
  }

  /**
   * Repeats what an earlier process may not have told: its state is durable, since it came back.
   */
  void replay(ExtractionState resumed) {
    acknowledge(resumed);
  }

  /** Tells the source what {@code durable} covers and it was not yet told. One at a time. */
  synchronized void acknowledge(ExtractionState durable) {
    if (durable.sequence() <= sequence) {
      return;
    }
    // What no later state mentions cannot be asked for again.
    done.retainAll(durable.pending());
    List<Commit> due = new ArrayList<>();
    for (Commit commit : durable.pending()) {
      if (!done.contains(commit)) {
        due.add(commit);
      }
    }
    for (OpenSplit open : durable.open()) {
      if (open.split().isExclusive() && open.resumeFrom().isPresent()) {
        Position position = open.resumeFrom().get();
        if (!position.equals(moved.get(open.split().id()))) {
          due.add(Commit.progress(open.split(), position));
        }
      }
    }
    if (due.isEmpty() || tell(due)) {
      sequence = durable.sequence();
    }
  }

  private boolean tell(List<Commit> due) {
    try {
      job.source().afterCommit(List.copyOf(due));
    } catch (Exception failure) {
      if (failure instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      ConnectorException error = job.failures().of(failure, null, "after a commit");
      tell.warn(
          "the source could not be told of "
              + due.size()
              + " commits and will be told again: "
              + error.getMessage());
      return false;
    }
    for (Commit commit : due) {
      if (commit.finished()) {
        done.add(commit);
      } else {
        moved.put(commit.split().id(), commit.position());
      }
      tell.listener(one -> one.committed(job.source().id(), commit));
    }
    finalised.accept(due);
    return true;
  }
}
