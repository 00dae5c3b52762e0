package dev.tributary.examples.terminal;

import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.host.ExtractionMetadata;
import dev.tributary.connector.host.StreamOutcome;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far streams are and what holds them up: a line for each that changes while one looks at
 * it, or, where nobody looks on, a line when one begins to be told of and when it ends.
 *
 * <p>Thread-safe.
 */
public final class ProgressBoard implements ConnectorListener, AutoCloseable {
  private static final int WIDTH = 28;
  private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(80);
  private static final Duration NOTICEABLE = Duration.ofMillis(50);

  private final Terminal terminal;
  private final Map<String, Long> expected;
  private final Map<String, Long> before;
  private final Map<String, StreamOutcome> streams = new LinkedHashMap<>();
  private final Map<String, Boolean> ended = new LinkedHashMap<>();
  private int drawn;
  private long last;

  private ProgressBoard(Terminal terminal, Map<String, Long> expected, Map<String, Long> before) {
    this.terminal = terminal;
    this.expected = Map.copyOf(expected);
    this.before = Map.copyOf(before);
    this.last = System.nanoTime() - REDRAW_NANOS;
  }

  /** Returns an empty board. */
  public static ProgressBoard on(Terminal terminal) {
    return new ProgressBoard(terminal, Map.of(), Map.of());
  }

  /**
   * Returns a board that knows more than the sources say.
   *
   * @param expected how many records streams have in all, by name
   * @param before how many of them were there before, by name
   */
  public static ProgressBoard on(
      Terminal terminal, Map<String, Long> expected, Map<String, Long> before) {
    return new ProgressBoard(terminal, expected, before);
  }

  @Override
  public synchronized void started(ExtractionMetadata metadata) {
    metadata
        .streams()
        .forEach(
            stream -> {
              streams.put(stream.stream(), stream);
              ended.put(stream.stream(), false);
            });
    show(true);
  }

  @Override
  public synchronized void progressed(String sourceId, StreamOutcome soFar) {
    streams.put(soFar.stream(), soFar);
    show(false);
  }

  @Override
  public synchronized void streamEnded(String sourceId, StreamOutcome outcome) {
    streams.put(outcome.stream(), outcome);
    ended.put(outcome.stream(), true);
    if (terminal.isLive()) {
      show(true);
    } else {
      terminal.line("    " + plain(outcome));
    }
  }

  @Override
  public synchronized void retried(String sourceId, String what, int attempt, Duration after) {
    boolean atOnce = after.compareTo(NOTICEABLE) < 0;
    note(
        sourceId
            + ": "
            + brief(what)
            + "; again "
            + (atOnce ? "at once" : "after " + seconds(after)));
  }

  @Override
  public synchronized void throttled(String sourceId, Duration wait) {
    if (wait.compareTo(NOTICEABLE) >= 0) {
      note(sourceId + ": waits " + seconds(wait) + " to ask no faster than allowed");
    }
  }

  @Override
  public synchronized void restarted(String sourceId, java.util.Set<String> again, String why) {
    note(sourceId + ": " + String.join(", ", again) + " from the start: " + why);
  }

  @Override
  public synchronized void warned(String sourceId, String message) {
    note(sourceId + ": " + message);
  }

  /** Leaves the lines as they are; what comes next stands below. */
  @Override
  public synchronized void close() {
    show(true);
    drawn = 0;
    streams.clear();
  }

  private void note(String text) {
    String line = "    " + terminal.yellow(terminal.sign("↻ ", "~ ") + text);
    erase();
    terminal.line(line);
    show(true);
  }

  private void show(boolean now) {
    if (!terminal.isLive() || (!now && System.nanoTime() - last < REDRAW_NANOS)) {
      return;
    }
    last = System.nanoTime();
    erase();
    streams.forEach((name, outcome) -> terminal.line("    " + drawn(outcome)));
    drawn = streams.size();
  }

  private void erase() {
    if (terminal.isLive() && drawn > 0) {
      terminal.up(drawn);
    }
    drawn = 0;
  }

  private String drawn(StreamOutcome outcome) {
    long all = expected.getOrDefault(outcome.stream(), outcome.estimate());
    long done = done(outcome);
    boolean finished = Boolean.TRUE.equals(ended.get(outcome.stream()));
    boolean whole = finished && outcome.isComplete();
    int filled =
        whole
            ? WIDTH
            : all <= 0 ? 0 : (int) Math.min(finished ? WIDTH : WIDTH - 1, WIDTH * done / all);
    String bar =
        terminal.green(terminal.sign("━", "#").repeat(filled))
            + terminal.dim(terminal.sign("━", ".").repeat(WIDTH - filled));
    String sign =
        whole
            ? terminal.green(terminal.sign("✓", "ok"))
            : finished
                ? terminal.red(terminal.sign("✗", "no"))
                : terminal.cyan(terminal.sign("›", ">"));
    return sign + " " + padded(outcome.stream()) + " " + bar + " " + count(done, all, whole);
  }

  private String plain(StreamOutcome outcome) {
    return padded(outcome.stream())
        + " "
        + count(done(outcome), 0, false)
        + (outcome.isComplete() ? "" : ", not to the end");
  }

  private long done(StreamOutcome outcome) {
    return before.getOrDefault(outcome.stream(), 0L) + outcome.records();
  }

  private String padded(String name) {
    int width = 12;
    for (String other : streams.keySet()) {
      width = Math.max(width, Math.min(30, other.length()));
    }
    return name + " ".repeat(Math.max(0, width - name.length()));
  }

  private static String count(long done, long all, boolean whole) {
    return whole || all <= 0
        ? String.format(Locale.ROOT, "%,d records", done)
        : String.format(Locale.ROOT, "%,d of %,d records", done, all);
  }

  /** A log would hold the URL and the answer too. */
  private static String brief(String what) {
    return what.replaceFirst("^[A-Z]+ \\S+ ", "").replaceFirst(": \".*", "");
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }
}
