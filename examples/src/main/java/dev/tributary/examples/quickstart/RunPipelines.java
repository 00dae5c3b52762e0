package dev.tributary.examples.quickstart;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.SecretStore;
import dev.tributary.connector.pipeline.config.ConfigurationDirectory;
import dev.tributary.connector.pipeline.run.PipelineRunner;
import dev.tributary.connector.pipeline.run.RunListener;
import dev.tributary.connector.pipeline.run.RunResult;
import dev.tributary.connector.pipeline.state.PipelineStore;
import dev.tributary.examples.shop.ShopDatabase;
import dev.tributary.examples.shop.ShopServer;
import dev.tributary.examples.terminal.ProgressBoard;
import dev.tributary.examples.terminal.Terminal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The process that runs the pipelines, side by side; all that a host needs, and a progress bar. */
final class RunPipelines {
  private RunPipelines() {}

  /**
   * Runs every pipeline of the directory once, or goes on with it.
   *
   * @param args the directories of the configuration and of states; and the streams that are to
   *     have staged something before the process is halted, if it is to be
   * @throws Exception if a run dies of something that is no failure of a source
   */
  public static void main(String[] args) throws Exception {
    Path config = Path.of(args[0]);
    Path runs = Path.of(args[1]);
    Terminal terminal = Terminal.ofProcess();
    boolean complete;
    try (ProgressBoard board = ProgressBoard.on(terminal)) {
      RunListener listener = new PowerCut(board, Set.copyOf(List.of(args).subList(2, args.length)));
      complete = run(config, runs, host().listener(board), listener);
    } catch (ConnectorException failure) {
      terminal.line("    " + terminal.red(String.valueOf(failure.getMessage())));
      complete = false;
    }
    System.exit(complete ? 0 : 1);
  }

  /** A host's secrets come from its vault; these are of the quickstart's own servers. */
  private static ConnectorContext host() {
    return ConnectorContext.defaults()
        .secrets(
            SecretStore.of(
                Map.of(
                    "shop_client_id", ShopServer.CLIENT_ID,
                    "shop_client_secret", ShopServer.CLIENT_SECRET,
                    "store_db_password", ShopDatabase.PASSWORD)));
  }

  /** Returns whether everything was committed. */
  static boolean run(Path config, Path runs, ConnectorContext host, RunListener listener)
      throws Exception {
    ConfigurationDirectory directory =
        ConfigurationDirectory.read(config, null, Connectors.discover(), host);
    if (directory.hasErrors()) {
      throw new IllegalStateException(directory.toString());
    }
    PipelineRunner runner =
        PipelineRunner.of(Connectors.discover(), host, PipelineStore.local(runs))
            .listener(listener);
    ExecutorService threads = Executors.newCachedThreadPool(host.threads());
    List<Future<RunResult>> running = new ArrayList<>();
    for (String id : directory.pipelines().keySet()) {
      running.add(threads.submit(() -> runner.run(directory.pipeline(id))));
    }
    threads.shutdown();
    boolean complete = true;
    for (Future<RunResult> run : running) {
      RunResult result = run.get();
      result.throwIfFailed();
      complete &= result.isComplete();
    }
    return complete;
  }
}
