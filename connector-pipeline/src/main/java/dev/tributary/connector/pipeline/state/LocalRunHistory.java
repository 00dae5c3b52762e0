package dev.tributary.connector.pipeline.state;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.pipeline.document.FileNames;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * The runs of pipelines, a file of JSON Lines for each pipeline, the newest last. A line that was
 * cut off by a kill is passed over. Thread-safe for different pipelines; a pipeline's lock keeps
 * its runs apart.
 */
final class LocalRunHistory implements RunHistory {
  private final Path directory;

  private LocalRunHistory(Path directory) {
    this.directory = directory;
  }

  /**
   * Returns the history in a directory, which is made if there is none.
   *
   * @throws IOException if it cannot be made
   */
  static LocalRunHistory at(Path directory) throws IOException {
    return new LocalRunHistory(Files.createDirectories(directory));
  }

  @Override
  public void add(RunRecord run) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file(run.pipelineId()), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      // An empty line costs nothing and ends what a kill may have cut off.
      Durable.writeAll(channel, "\n" + run.toJson() + "\n");
      channel.force(true);
    }
  }

  @Override
  public List<RunRecord> last(String pipelineId, int most) throws IOException {
    Path file = file(pipelineId);
    if (!Files.exists(file)) {
      return List.of();
    }
    Deque<RunRecord> newest = new ArrayDeque<>();
    try (Stream<String> lines = Files.lines(file)) {
      for (String line : (Iterable<String>) lines.filter(text -> !text.isBlank())::iterator) {
        try {
          newest.addFirst(RunRecord.fromJson(line));
        } catch (ConnectorException | DateTimeException cutOff) {
          continue;
        }
        if (newest.size() > most) {
          newest.removeLast();
        }
      }
    }
    return new ArrayList<>(newest);
  }

  private Path file(String pipelineId) {
    return directory.resolve(FileNames.encode(pipelineId) + ".jsonl");
  }
}
