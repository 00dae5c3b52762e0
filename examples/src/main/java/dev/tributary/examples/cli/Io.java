package dev.tributary.examples.cli;

import dev.tributary.examples.terminal.Terminal;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a command line has around it.
 *
 * @param out where results go, and nothing else
 * @param err where progress, notes and failures go
 * @param environment the variables
 * @param interactive whether a person may look on
 */
public record Io(
    PrintStream out, PrintStream err, Map<String, String> environment, boolean interactive) {

  /** Copies the variables. */
  public Io {
    environment = Map.copyOf(environment);
  }

  /** Returns what this process has. */
  public static Io ofProcess() {
    return new Io(
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        System.getenv(),
        Terminal.isInteractive());
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Returns where results are shown. */
  Terminal results() {
    return Terminal.of(out, environment, interactive);
  }

  /** Returns where progress and failures are shown. */
  Terminal notes() {
    return Terminal.of(err, environment, interactive);
  }
}
