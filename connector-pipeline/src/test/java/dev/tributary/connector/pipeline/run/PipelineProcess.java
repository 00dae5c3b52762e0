package dev.tributary.connector.pipeline.run;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.pipeline.config.ConfigurationDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** A host in a process of its own, to be killed. */
final class PipelineProcess {
  static final String STARTED = "started";

  private PipelineProcess() {}

  /**
   * Runs the pipeline of a directory once.
   *
   * @param arguments the directory; runs, states and staging area lie in it too
   */
  public static void main(String[] arguments) {
    Path root = Path.of(arguments[0]);
    ConnectorContext host = ConnectorContext.defaults();
    Connectors connectors = Connectors.discover();
    ConfigurationDirectory directory = ConfigurationDirectory.read(root, null, connectors, host);
    HandOff handOff =
        manifest -> {
          Files.writeString(
              root.resolve("handed-over"),
              manifest.runId() + " " + manifest.stream() + "\n",
              StandardOpenOption.CREATE,
              StandardOpenOption.APPEND);
          return true;
        };
    System.out.println(STARTED);
    RunResult result =
        PipelineRunner.of(connectors, host, root.resolve("runs"))
            .handOff(handOff, 1, Duration.ZERO)
            .run(directory.pipeline("shop"));
    result.throwIfFailed();
  }
}
