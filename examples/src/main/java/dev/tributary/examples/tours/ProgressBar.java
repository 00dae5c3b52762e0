package dev.tributary.examples.tours;

import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.host.ExtractionMetadata;
import dev.tributary.connector.host.StreamOutcome;
import dev.tributary.examples.terminal.Terminal;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows how far a read is, and what holds it up. Where nobody looks on it is a line for each
 * quarter.
 */
final class ProgressBar implements ConnectorListener {
  private static final int WIDTH = 40;
  private static final Duration NOTICEABLE = Duration.ofMillis(50);

  private final Terminal terminal;
  private final long before;
  private final long expected;
  private long done;
  private long quarter;

  /**
   * Makes a bar.
   *
   * @param before how many records earlier processes have read
   * @param expected how many there will be in all
   */
  ProgressBar(Terminal terminal, long before, long expected) {
    this.terminal = terminal;
    this.before = before;
    this.expected = expected;
    this.done = before;
    this.quarter = 4 * before / expected;
  }

  @Override
  public synchronized void started(ExtractionMetadata metadata) {
    show();
  }

  @Override
  public synchronized void progressed(String sourceId, StreamOutcome soFar) {
    done = before + soFar.records();
    show();
  }

  @Override
  public synchronized void ended(ExtractionMetadata metadata) {
    if (terminal.isLive()) {
      terminal.line("");
    }
  }

  @Override
  public synchronized void retried(String sourceId, String what, int attempt, Duration after) {
    boolean atOnce = after.compareTo(NOTICEABLE) < 0;
    note(brief(what) + "; tried again " + (atOnce ? "at once" : "after " + seconds(after)));
  }

  @Override
  public synchronized void throttled(String sourceId, Duration wait) {
    if (wait.compareTo(NOTICEABLE) >= 0) {
      note("paused for " + seconds(wait) + " to ask no faster than the shop allows");
    }
  }

  @Override
  public synchronized void warned(String sourceId, String message) {
    note(message);
  }

  private void note(String text) {
    String line = "    " + terminal.yellow(terminal.sign("↻ ", "~ ") + text);
    if (terminal.isLive()) {
      terminal.replace(line + System.lineSeparator());
      show();
    } else {
      terminal.line(line);
    }
  }

  /** A log would hold the URL and the answer too. */
  private static String brief(String what) {
    return what.replaceFirst("^[A-Z]+ \\S+ ", "the shop ").replaceFirst(": \".*", "");
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }

  private void show() {
    if (terminal.isLive()) {
      terminal.replace(bar());
    } else if (4 * done / expected > quarter) {
      quarter = 4 * done / expected;
      terminal.line(String.format(Locale.ROOT, "    %s", count()));
    }
  }

  private String bar() {
    int filled = (int) Math.min(WIDTH, WIDTH * done / expected);
    return "    "
        + terminal.green(terminal.sign("█", "#").repeat(filled))
        + terminal.dim(terminal.sign("░", ".").repeat(WIDTH - filled))
        + " "
        + count();
  }

  private String count() {
    return String.format(
        Locale.ROOT, "%3d %%  %,d of %,d orders", 100 * done / expected, done, expected);
  }
}
