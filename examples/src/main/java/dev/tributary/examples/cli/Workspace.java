package dev.tributary.examples.cli;

import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.json.JsonTree;
import dev.tributary.connector.option.Suggestions;
import dev.tributary.connector.pipeline.config.ConfigurationDirectory;
import dev.tributary.connector.pipeline.run.PipelineRunner;
import dev.tributary.connector.pipeline.state.PipelineStore;
import dev.tributary.connector.pipeline.state.States;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command, and what they lead to: a configuration, connectors, a runner. */
final class Workspace {
  private final Io io;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "DIR",
      description =
          "The directory of sources and pipelines; $$TRIBUTARY_CONFIG, or the present one, if not"
              + " given.")
  private @Nullable Path config;

  @Option(
      names = {"-e", "--env"},
      paramLabel = "NAME",
      description = "The environment whose files override; $$TRIBUTARY_ENV if not given.")
  private @Nullable String environment;

  @Option(
      names = "--runs",
      paramLabel = "DIR",
      description =
          "Where states, locks and history are; `runs` in the configuration if not given.")
  private @Nullable Path runs;

  @Option(
      names = "--secrets",
      paramLabel = "DIR",
      description =
          "A directory with a file for each secret; $$TRIBUTARY_SECRETS if not given. `secret://a_b`"
              + " is also read from the variable A_B.")
  private @Nullable Path secrets;

  @Option(names = "--json", description = "Print JSON, for scripts.")
  private boolean json;

  Workspace(Io io) {
    this.io = io;
  }

  Io io() {
    return io;
  }

  boolean isJson() {
    return json;
  }

  /** Returns the directory of the configuration. */
  Path root() {
    return config != null ? config : Path.of(variable("TRIBUTARY_CONFIG", "."));
  }

  /** Returns where states, locks and history are. */
  Path runs() {
    return runs != null ? runs : root().resolve("runs");
  }

  ConnectorContext host(ConnectorListener listener) {
    Path files = secrets != null ? secrets : path(variable("TRIBUTARY_SECRETS", ""));
    return ConnectorContext.defaults()
        .environment(io.environment())
        .secrets(new LocalSecrets(io.environment(), files))
        .listener(listener);
  }

  ConnectorContext host() {
    return host(new Notes(io.notes()));
  }

  Connectors connectors() {
    return Connectors.discover().with(host());
  }

  PipelineRunner runner(ConnectorListener listener) {
    return PipelineRunner.of(Connectors.discover(), host(listener), store());
  }

  /** Reads the configuration; what is wrong with it stands in it. */
  ConfigurationDirectory directory() {
    String chosen = environment != null ? environment : variable("TRIBUTARY_ENV", "");
    return ConfigurationDirectory.read(
        root(), chosen.isEmpty() ? null : chosen, Connectors.discover(), host());
  }

  /** Returns a source that can be used, or says which one may be meant. */
  static SourceConfig source(ConfigurationDirectory directory, String id) {
    SourceConfig source = directory.sources().get(id);
    if (source != null) {
      return source;
    }
    boolean broken =
        directory.problems().stream()
            .anyMatch(problem -> problem.isError() && problem.place().toString().contains(id));
    String meant = Suggestions.sentence(id, directory.sources().keySet());
    throw ConnectorException.of(
            ErrorKind.NOT_FOUND,
            broken ? "the source " + id + " cannot be used" : "there is no source " + id)
        .remedy(
            broken
                ? "`tributary validate` says what is wrong"
                : meant != null ? meant : "`tributary list` shows what there is")
        .build();
  }

  /** Returns what is remembered between runs. */
  PipelineStore store() {
    return PipelineStore.local(runs());
  }

  /** Returns whether a stream was read before; makes no directory. */
  boolean isKnown(String pipelineId, String stream) {
    return Files.isDirectory(runs()) && States.of(store()).newest(pipelineId, stream).isPresent();
  }

  /** Prints a result, the one way or the other. */
  void print(Supplier<List<String>> people, Supplier<? extends @Nullable Object> scripts) {
    if (json) {
      io.out().println(JsonTree.writePretty(scripts.get()));
    } else {
      people.get().forEach(io.out()::println);
    }
  }

  private String variable(String name, String otherwise) {
    Map<String, String> variables = io.environment();
    return variables.getOrDefault(name, otherwise);
  }

  private static @Nullable Path path(String text) {
    return text.isEmpty() ? null : Path.of(text);
  }
}
