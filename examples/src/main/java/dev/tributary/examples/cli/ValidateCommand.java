package dev.tributary.examples.cli;

import dev.tributary.connector.option.Problem;
import dev.tributary.connector.pipeline.config.ConfigurationDirectory;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks a directory offline. */
@Command(
    name = "validate",
    description = "Check every source and pipeline, offline: all problems at once, file and line.")
final class ValidateCommand implements Callable<Integer> {
  @Mixin private final Workspace workspace;

  @Option(names = "--strict", description = "Take warnings for errors.")
  private boolean strict;

  ValidateCommand(Io io) {
    workspace = new Workspace(io);
  }

  @Override
  public Integer call() {
    ConfigurationDirectory directory = workspace.directory();
    workspace.print(() -> directory.toString().lines().toList(), () -> tree(directory));
    boolean wrong = directory.hasErrors() || (strict && !directory.problems().isEmpty());
    return wrong ? ExitCodes.USAGE : ExitCodes.OK;
  }

  private static Map<String, Object> tree(ConfigurationDirectory directory) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("valid", !directory.hasErrors());
    tree.put("sources", List.copyOf(directory.sources().keySet()));
    tree.put("pipelines", List.copyOf(directory.pipelines().keySet()));
    tree.put("problems", directory.problems().stream().map(ValidateCommand::tree).toList());
    return tree;
  }

  private static Map<String, @Nullable Object> tree(Problem problem) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("severity", problem.severity().name());
    tree.put("file", problem.place().map(place -> place.file()).orElse(null));
    tree.put("line", problem.place().map(place -> (Object) place.line()).orElse(null));
    tree.put("path", problem.path());
    tree.put("message", problem.message());
    tree.put("remedy", problem.remedy().orElse(null));
    return tree;
  }
}
