package dev.tributary.examples.cli;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Suggestions;
import dev.tributary.connector.pipeline.PipelineConfig;
import dev.tributary.connector.pipeline.config.ConfigurationDirectory;
import dev.tributary.connector.read.StreamInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds streams to a pipeline's file. */
@Command(
    name = "add-stream",
    description = {
      "Add streams to a pipeline's file, whose comments stay.",
      "Asks the source whether it has them, unless told not to."
    })
final class AddStreamCommand implements Callable<Integer> {
  @Mixin private final Workspace workspace;

  @Parameters(index = "0", paramLabel = "PIPELINE", description = "The pipeline.")
  private String id = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "STREAM", description = "What to add.")
  private List<String> added = List.of();

  @Option(names = "--offline", description = "Do not ask the source.")
  private boolean offline;

  AddStreamCommand(Io io) {
    workspace = new Workspace(io);
  }

  @Override
  public Integer call() throws IOException {
    PipelineConfig pipeline = workspace.directory().pipeline(id);
    List<String> more =
        added.stream().distinct().filter(name -> !pipeline.streams().contains(name)).toList();
    if (!offline) {
      ask(pipeline, more);
    }
    Path file = file();
    List<String> wanted = new ArrayList<>(pipeline.streams());
    wanted.addAll(more);
    if (!more.isEmpty()) {
      edit(file, more, wanted);
    }
    workspace.print(
        () -> List.of(file + ": streams: " + wanted),
        () -> Map.of("file", file.toString(), "streams", wanted));
    return ExitCodes.OK;
  }

  private void ask(PipelineConfig pipeline, List<String> more) {
    try (BaseConnector connector = workspace.connectors().create(pipeline.source())) {
      List<String> offered = new ArrayList<>();
      for (StreamInfo stream : connector.listStreams()) {
        offered.add(stream.name());
        // A table is found without its schema too.
        offered.add(stream.name().substring(stream.name().lastIndexOf('.') + 1));
      }
      for (String name : more) {
        if (!offered.isEmpty() && !offered.contains(name)) {
          String meant = Suggestions.sentence(name, offered);
          throw ConnectorException.of(ErrorKind.NOT_FOUND, "the source offers no stream " + name)
              .source(pipeline.source().sourceId())
              .remedy(meant != null ? meant : "See `tributary streams " + id + "`")
              .build();
        }
      }
    }
  }

  /** Edits, reads what came of it, and takes it back if that is not what was meant. */
  private void edit(Path file, List<String> more, List<String> wanted) throws IOException {
    String before = Files.readString(file);
    Files.writeString(file, StreamList.add(before, more));
    ConfigurationDirectory after = workspace.directory();
    PipelineConfig edited = after.pipelines().get(id);
    if (edited == null || !edited.streams().equals(wanted)) {
      Files.writeString(file, before);
      throw ConnectorException.of(
              ErrorKind.CONFIG, "the file is written in a way that this does not know to edit")
          .place(file.toString())
          .remedy("Set `streams: " + wanted + "` in it; it is as it was")
          .build();
    }
  }

  /** The file that declares it to all environments. */
  private Path file() throws IOException {
    Path directory = workspace.root().resolve("pipelines");
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        if (Files.isRegularFile(file) && StreamList.declares(Files.readString(file), id)) {
          return file;
        }
      }
    }
    throw ConnectorException.of(ErrorKind.NOT_FOUND, "no file declares the pipeline " + id)
        .place(directory.toString())
        .build();
  }
}
