package dev.tributary.examples.cli;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectionStatus;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.pipeline.config.ConfigurationDirectory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tries sources. */
@Command(
    name = "test-connection",
    description = "Try whether sources can be reached and let us in.")
final class TestConnectionCommand implements Callable<Integer> {
  @Mixin private final Workspace workspace;

  @Parameters(
      arity = "0..*",
      paramLabel = "SOURCE",
      description = "The sources to try; all if none is named.")
  private List<String> ids = List.of();

  TestConnectionCommand(Io io) {
    workspace = new Workspace(io);
  }

  @Override
  public Integer call() {
    ConfigurationDirectory directory = workspace.directory();
    List<String> tried = ids.isEmpty() ? List.copyOf(directory.sources().keySet()) : ids;
    List<SourceConfig> sources = tried.stream().map(id -> Workspace.source(directory, id)).toList();
    Map<String, ConnectionStatus> found = new LinkedHashMap<>();
    Connectors connectors = workspace.connectors();
    for (SourceConfig source : sources) {
      try (BaseConnector connector = connectors.create(source)) {
        found.put(source.sourceId(), connector.testConnection());
      }
    }
    workspace.print(
        () -> found.values().stream().map(ConnectionStatus::toString).toList(), () -> tree(found));
    return found.values().stream()
        .flatMap(status -> status.error().stream())
        .map(failure -> ExitCodes.of(failure.kind()))
        .findFirst()
        .orElse(ExitCodes.OK);
  }

  private static List<Object> tree(Map<String, ConnectionStatus> found) {
    List<Object> list = new ArrayList<>();
    found.forEach(
        (id, status) -> {
          Map<String, @Nullable Object> one = new LinkedHashMap<>();
          one.put("source", id);
          one.put("ok", status.isOk());
          one.put("details", status.details());
          one.put("milliseconds", status.took().toMillis());
          one.put(
              "error",
              status
                  .error()
                  .map(error -> Failures.tree(error, String.valueOf(error.getMessage())))
                  .orElse(null));
          list.add(one);
        });
    return list;
  }
}
