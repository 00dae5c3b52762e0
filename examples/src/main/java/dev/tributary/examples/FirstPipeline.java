package dev.tributary.examples;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.pipeline.config.ConfigurationDirectory;
import dev.tributary.connector.pipeline.run.PipelineRunner;
import dev.tributary.connector.pipeline.run.RunResult;
import dev.tributary.connector.pipeline.staging.Manifest;
import java.nio.file.Path;
import java.time.Duration;

/** The first pipeline: a directory of configurations, one run, and what is done with its files. */
public final class FirstPipeline {
  private FirstPipeline() {}

  /**
   * Runs the pipeline {@code sales} once.
   *
   * @param args the directory of the configurations, and the one for states and history
   */
  public static void main(String[] args) {
    Path config = Path.of(args[0]);
    Path runs = Path.of(args[1]);

    ConfigurationDirectory directory =
        ConfigurationDirectory.read(
            config, "prod", Connectors.discover(), ConnectorContext.defaults());
    System.out.println(directory);

    RunResult result =
        PipelineRunner.of(Connectors.discover(), ConnectorContext.defaults(), runs)
            .handOff(FirstPipeline::load, 5, Duration.ofSeconds(1))
            .run(directory.pipeline("sales"));
    result.throwIfFailed();
  }

  /** Takes over what was committed; a manifest may come again, so loading is safe to repeat. */
  private static boolean load(Manifest manifest) {
    System.out.println("loaded " + manifest.stream() + ": " + manifest.rows() + " rows");
    return true;
  }
}
