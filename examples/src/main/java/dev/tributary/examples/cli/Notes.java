package dev.tributary.examples.cli;

import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.examples.terminal.Terminal;
import java.time.Duration;

/** Tells a person what holds a command up. */
final class Notes implements ConnectorListener {
  private final Terminal terminal;

  Notes(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void retried(String sourceId, String what, int attempt, Duration after) {
    note(what + "; tried again");
  }

  @Override
  public void warned(String sourceId, String message) {
    note(sourceId + ": " + message);
  }

  private void note(String text) {
    terminal.line(terminal.yellow(terminal.sign("⚠", "WARNING:") + " " + text));
  }
}
