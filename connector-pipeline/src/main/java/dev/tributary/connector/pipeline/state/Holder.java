package dev.tributary.connector.pipeline.state;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who has a lock.
 *
 * @param runId the run
 * @param process its process
 * @param begun when the process began, as the system says it; empty where it does not
 * @param since when the run began
 */
record Holder(String runId, long process, String begun, String since) {
  private static final Pattern TEXT =
      Pattern.compile("(\\S+) of process (\\d{1,18}) \\(begun (\\S*)\\) since (\\S+)");

  static Holder here(String runId, Instant since) {
    ProcessHandle me = ProcessHandle.current();
    return new Holder(runId, me.pid(), begun(me), since.toString());
  }

  /** Returns what a lock's text says; nothing if it says nothing, or was cut off by a kill. */
  static Optional<Holder> read(String text) {
    Matcher parts = TEXT.matcher(text.strip());
    return parts.matches()
        ? Optional.of(
            new Holder(
                parts.group(1), Long.parseLong(parts.group(2)), parts.group(3), parts.group(4)))
        : Optional.empty();
  }

  /**
   * Returns whether that very process lives; a number that is used again begins at another time.
   */
  boolean isAlive() {
    return ProcessHandle.of(process)
        .filter(ProcessHandle::isAlive)
        .filter(other -> begun(other).equals(begun))
        .isPresent();
  }

  private static String begun(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }

  @Override
  public String toString() {
    return runId + " of process " + process + " (begun " + begun + ") since " + since;
  }
}
