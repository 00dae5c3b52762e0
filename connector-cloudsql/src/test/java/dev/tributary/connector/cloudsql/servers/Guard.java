package dev.tributary.connector.cloudsql.servers;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;

/**
 * A process that waits for the end of this one, however it ends, then ends a server and removes its
 * directory. It hears of the end by its input, which the system closes even if we are killed.
 */
final class Guard {
  private static final String SCRIPT =
      """
      cat >/dev/null
      tries=0
      while [ ! -s "$2" ] && [ -d "$3" ] && [ $tries -lt 20 ]; do sleep 0.1; tries=$((tries + 1)); done
      if [ -s "$2" ]; then
        pid=$(head -n 1 "$2")
        kill -"$1" "$pid" 2>/dev/null
        tries=0
        while kill -0 "$pid" 2>/dev/null && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
        kill -KILL "$pid" 2>/dev/null
      fi
      rm -rf "$3"
      """;

  private final Process shell;

  private Guard(Process shell) {
    this.shell = shell;
  }

  /**
   * Starts to guard.
   *
   * @param signal what ends the server fast, such as {@code TERM}
   * @param pidFile the file whose first line is the server's process id
   * @param directory what is removed in the end
   */
  static Guard over(String signal, Path pidFile, Path directory) throws IOException {
    return new Guard(
        new ProcessBuilder(
                "sh", "-c", SCRIPT, "guard", signal, pidFile.toString(), directory.toString())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start());
  }

  /** Ends the server and removes its directory now. */
  void release() throws IOException, InterruptedException {
    shell.getOutputStream().close();
    shell.waitFor();
  }
}
