package dev.tributary.examples.terminal;

import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.pipeline.run.RunListener;
import dev.tributary.connector.pipeline.run.StreamProgress;
import dev.tributary.connector.pipeline.run.StreamResult;
import dev.tributary.connector.pipeline.staging.Manifest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * Shows how far the streams of runs are and what holds them up: a line for each that changes while
 * one looks at it, or, where nobody looks on, a line when one ends.
 *
 * <p>Thread-safe; several runs side by side may share one.
 */
public final class ProgressBoard implements ConnectorListener, RunListener, AutoCloseable {
  private static final int WIDTH = 28;
  private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(80);
  private static final Duration NOTICEABLE = Duration.ofMillis(50);

  private final Terminal terminal;
  private final Map<String, Line> lines = new LinkedHashMap<>();
  private int drawn;
  private long last = System.nanoTime() - REDRAW_NANOS;

  private ProgressBoard(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Returns an empty board. */
  public static ProgressBoard on(Terminal terminal) {
    return new ProgressBoard(terminal);
  }

  /**
   * How far a stream is.
   *
   * @param before how many records were staged when this process began
   * @param rows how many are
   * @param estimate how many this process reads; negative if nobody knows
   * @param ended whether it ended
   * @param whole whether it ended well
   */
  private record Line(long before, long rows, long estimate, boolean ended, boolean whole) {}

  @Override
  public synchronized void started(
      String pipelineId, String runId, boolean resumed, List<String> streams) {
    streams.forEach(stream -> lines.put(stream, new Line(-1, 0, -1, false, false)));
    show(true);
  }

  @Override
  public synchronized void progressed(StreamProgress progress) {
    Line line = lines.getOrDefault(progress.stream(), new Line(-1, 0, -1, false, false));
    // The first news may tell of what a killed process staged; the estimate is without it.
    long before = line.before() < 0 ? before(progress) : line.before();
    long estimate = Math.max(line.estimate(), progress.estimate());
    lines.put(progress.stream(), new Line(before, progress.rows(), estimate, false, false));
    show(false);
  }

  private static long before(StreamProgress first) {
    return first.bytes() == 0 ? first.rows() : 0;
  }

  @Override
  public synchronized void streamEnded(StreamResult result) {
    long rows = result.manifest().map(Manifest::rows).orElse(-1L);
    Line line = lines.getOrDefault(result.stream(), new Line(0, 0, -1, false, false));
    long shown = rows < 0 ? line.rows() : rows;
    lines.put(
        result.stream(),
        new Line(line.before(), shown, line.estimate(), true, result.isCommitted()));
    if (terminal.isLive()) {
      show(true);
    } else {
      terminal.line("    " + drawn(result.stream(), line(result.stream())));
    }
  }

  private Line line(String stream) {
    return Objects.requireNonNull(lines.get(stream));
  }

  @Override
  public synchronized void retried(String sourceId, String what, int attempt, Duration after) {
    boolean atOnce = after.compareTo(NOTICEABLE) < 0;
    note(
        sourceId + ": " + brief(what) + "; again " + (atOnce ? "at once" : "in " + seconds(after)));
  }

  @Override
  public synchronized void throttled(String sourceId, Duration wait) {
    if (wait.compareTo(NOTICEABLE) >= 0) {
      note(sourceId + ": waits " + seconds(wait) + " to ask no faster than allowed");
    }
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
    lines.clear();
  }

  private void note(String text) {
    erase();
    terminal.line("    " + terminal.yellow(terminal.sign("↻ ", "~ ") + text));
    show(true);
  }

  private void show(boolean now) {
    if (!terminal.isLive() || (!now && System.nanoTime() - last < REDRAW_NANOS)) {
      return;
    }
    last = System.nanoTime();
    erase();
    lines.forEach((name, line) -> terminal.line("    " + drawn(name, line)));
    drawn = lines.size();
  }

  private void erase() {
    if (terminal.isLive() && drawn > 0) {
      terminal.up(drawn);
    }
    drawn = 0;
  }

  private String drawn(String name, Line line) {
    String sign =
        line.whole()
            ? terminal.green(terminal.sign("✓", "ok"))
            : line.ended()
                ? terminal.red(terminal.sign("✗", "no"))
                : terminal.cyan(terminal.sign("›", ">"));
    String text = sign + " " + padded(name) + " ";
    return (terminal.isLive() ? text + bar(line) + " " : text) + count(line);
  }

  private String bar(Line line) {
    int filled = line.whole() ? WIDTH : 0;
    if (!line.whole() && line.estimate() > 0) {
      long all = Math.max(0, line.before()) + line.estimate();
      filled = (int) Math.min(WIDTH - 1, WIDTH * line.rows() / all);
    }
    String piece = terminal.sign("━", "#");
    return terminal.green(piece.repeat(filled))
        + terminal.dim(terminal.sign("━", ".").repeat(WIDTH - filled));
  }

  private static String count(Line line) {
    String rows = String.format(Locale.ROOT, "%,d records", line.rows());
    return line.ended() && !line.whole() ? rows + ", not to the end" : rows;
  }

  private String padded(String name) {
    int width = 12;
    for (String other : lines.keySet()) {
      width = Math.max(width, Math.min(30, other.length()));
    }
    return name + " ".repeat(Math.max(0, width - name.length()));
  }

  /** A log would hold the URL and the answer too. */
  private static String brief(String what) {
    return what.replaceFirst("^[A-Z]+ \\S+ ", "").replaceFirst(": \".*", "");
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }
}
