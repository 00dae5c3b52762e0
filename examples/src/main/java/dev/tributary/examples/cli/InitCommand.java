package dev.tributary.examples.cli;

import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Suggestions;
import dev.tributary.examples.terminal.TextTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Writes a source and a pipeline to fill in. */
@Command(
    name = "init",
    description = {
      "Write a commented source and a pipeline for a type of source, to fill in.",
      "Without a type: show the types that there are."
    })
final class InitCommand implements Callable<Integer> {
  @Mixin private final Workspace workspace;

  @Parameters(index = "0", arity = "0..1", paramLabel = "TYPE", description = "Such as CLOUD_SQL.")
  private String type = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "ID",
      description = "The id of both; the type in small letters if not given.")
  private String id = "";

  InitCommand(Io io) {
    workspace = new Workspace(io);
  }

  @Override
  public Integer call() throws IOException {
    SortedMap<String, ConnectorSpec> specs = workspace.connectors().specs();
    if (type.isEmpty()) {
      TextTable table = TextTable.whole("TYPE", "READS");
      specs.forEach((name, spec) -> table.row(name, spec.description()));
      workspace.print(table::lines, () -> List.copyOf(specs.keySet()));
      return ExitCodes.OK;
    }
    String wanted =
        type.toUpperCase(Locale.ROOT).equals("REST") ? "API" : type.toUpperCase(Locale.ROOT);
    ConnectorSpec spec = specs.get(wanted);
    if (spec == null) {
      String meant = Suggestions.sentence(wanted, specs.keySet());
      throw ConnectorException.of(ErrorKind.NOT_FOUND, "there is no type of source " + type)
          .remedy(meant != null ? meant : "There are " + String.join(", ", specs.keySet()))
          .build();
    }
    String name = id.isEmpty() ? wanted.toLowerCase(Locale.ROOT) : id;
    if (!name.matches("[a-z0-9_-]+")) {
      throw ConnectorException.of(ErrorKind.CONFIG, "`" + name + "` is no id")
          .remedy("Use small letters, digits, _ and -")
          .build();
    }
    Map<Path, List<String>> files = new LinkedHashMap<>();
    files.put(workspace.root().resolve("sources/" + name + ".yml"), source(wanted, name, spec));
    files.put(workspace.root().resolve("pipelines/" + name + ".yml"), pipeline(name, spec));
    write(files);
    List<String> blanks = new ArrayList<>();
    files.forEach((file, lines) -> blanks.addAll(blanks(file, lines)));
    workspace.print(
        () -> told(files.keySet(), blanks),
        () ->
            Map.of(
                "files", files.keySet().stream().map(Path::toString).toList(), "blanks", blanks));
    return ExitCodes.OK;
  }

  private static List<String> source(String type, String name, ConnectorSpec spec) {
    List<String> lines = new ArrayList<>();
    lines.add("# " + (spec.description().isEmpty() ? "A source." : spec.description()));
    lines.add("source_id: " + name);
    lines.add("source_type: " + type);
    lines.add("connection_config:");
    lines.addAll(OptionSheet.of(name, spec.connection(), Set.of(), "  "));
    return lines;
  }

  private static List<String> pipeline(String name, ConnectorSpec spec) {
    List<String> lines = new ArrayList<>();
    lines.add("# Reads " + name + " and stages what is new as files.");
    lines.add("pipeline_id: " + name);
    lines.add("source_id: " + name);
    lines.add("# What to read; all that the source offers, if not set. See `tributary streams`.");
    lines.add("# streams: []");
    lines.add("configuration:");
    lines.add("  staging: { path: staging, format: JSONL } # or PARQUET, AVRO, CSV");
    lines.add("  extraction:");
    lines.addAll(OptionSheet.of(name, spec.extraction(), pattern(spec), "    "));
    return lines;
  }

  /** Files are read by a pattern, as a rule. */
  private static Set<String> pattern(ConnectorSpec spec) {
    return spec.extraction().options().stream().anyMatch(o -> o.name().equals("file_pattern"))
        ? Set.of("file_pattern")
        : Set.of();
  }

  private static void write(Map<Path, List<String>> files) throws IOException {
    for (Path file : files.keySet()) {
      if (Files.exists(file)) {
        throw ConnectorException.of(ErrorKind.CONFIG, "there is a file already")
            .place(file.toString())
            .remedy("Choose another id, as in `tributary init TYPE ID`")
            .build();
      }
    }
    for (Map.Entry<Path, List<String>> file : files.entrySet()) {
      Files.createDirectories(file.getKey().toAbsolutePath().getParent());
      Files.write(file.getKey(), file.getValue(), StandardOpenOption.CREATE_NEW);
    }
  }

  private static List<String> blanks(Path file, List<String> lines) {
    return IntStream.range(0, lines.size())
        .filter(i -> lines.get(i).matches(" +[a-z_]+:( secret://.*)?"))
        .filter(i -> !lines.get(i).strip().equals("extraction:"))
        .mapToObj(i -> file + ":" + (i + 1) + ": " + lines.get(i).strip())
        .toList();
  }

  private static List<String> told(Set<Path> files, List<String> blanks) {
    List<String> told = new ArrayList<>();
    files.forEach(file -> told.add("written: " + file));
    told.add("Fill in:");
    blanks.forEach(blank -> told.add("  " + blank));
    told.add("Then: tributary validate, tributary test-connection, tributary run");
    return told;
  }
}
