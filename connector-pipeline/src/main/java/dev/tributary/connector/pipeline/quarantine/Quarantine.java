package dev.tributary.connector.pipeline.quarantine;

import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.pipeline.document.FileNames;
import dev.tributary.connector.pipeline.document.StoredDocuments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The bad records of a pipeline, in files of JSON Lines: {@code pipeline/_quarantine/run/stream}.
 *
 * <p>A file becomes durable together with the records that were read beside its own: its name says
 * at which step of the stream's journal, and what no step of the journal covers is swept away when
 * the run is gone on with. Until then a run that was killed may show records that it will read, and
 * set aside, again. Thread-safe as far as the store is.
 *
 * @since 0.1.0
 */
public final class Quarantine {
  private static final String DIRECTORY = "_quarantine";
  private static final Pattern NAME = Pattern.compile("bad-(\\d+)-(\\d+)-(\\d+)\\.jsonl");

  private final FileStore store;
  private final String pipelineId;

  private Quarantine(FileStore store, String pipelineId) {
    this.store = store;
    this.pipelineId = pipelineId;
  }

  /** Returns the quarantine of a pipeline in a store, which it does not close. */
  public static Quarantine of(FileStore store, String pipelineId) {
    return new Quarantine(store, Objects.requireNonNull(pipelineId));
  }

  /**
   * Returns all files, run after run, the oldest first.
   *
   * @throws IOException if the store cannot be read
   */
  public List<QuarantinedFile> files() throws IOException {
    List<QuarantinedFile> files = new ArrayList<>();
    for (StoredFile run : StoredDocuments.list(store, pipelineId + "/" + DIRECTORY)) {
      if (run.isDirectory()) {
        for (StoredFile stream : StoredDocuments.list(store, run.path())) {
          if (stream.isDirectory()) {
            files.addAll(files(run.name(), FileNames.decode(stream.name()), stream.path()));
          }
        }
      }
    }
    return files;
  }

  private List<QuarantinedFile> files(String runId, String stream, String directory)
      throws IOException {
    List<QuarantinedFile> files = new ArrayList<>();
    for (StoredFile file : StoredDocuments.list(store, directory)) {
      Matcher name = NAME.matcher(file.name());
      if (name.matches()) {
        files.add(new QuarantinedFile(runId, stream, file.path(), Long.parseLong(name.group(3))));
      }
    }
    return files;
  }

  /**
   * Returns the records of a file, in the order in which they came.
   *
   * @throws IOException if it cannot be read
   */
  public List<BadRecord> read(QuarantinedFile file) throws IOException {
    Optional<String> text = StoredDocuments.read(store, file.path());
    return text.stream().flatMap(String::lines).map(BadRecord::fromLine).toList();
  }

  private String directory(String runId, String stream) {
    return pipelineId + "/" + DIRECTORY + "/" + runId + "/" + FileNames.encode(stream);
  }

  /**
   * Makes records durable.
   *
   * @param step the step of the stream's journal that covers them, once it is written
   * @param generation the stream's generation
   * @throws IOException if that failed
   */
  public void write(
      String runId, String stream, long step, long generation, List<BadRecord> records)
      throws IOException {
    StringBuilder lines = new StringBuilder();
    records.forEach(record -> lines.append(record.toLine()).append('\n'));
    String name =
        String.format(Locale.ROOT, "bad-%06d-%d-%d.jsonl", step, generation, records.size());
    StoredDocuments.write(store, directory(runId, stream) + "/" + name, lines.toString());
  }

  /**
   * Deletes what a stream's journal does not cover, and what an older generation left.
   *
   * @param steps how many steps the journal covers
   * @param generation the stream's generation
   * @return how many records are left
   * @throws IOException if the store cannot be read or written
   */
  public long sweep(String runId, String stream, long steps, long generation) throws IOException {
    long left = 0;
    for (StoredFile file : StoredDocuments.list(store, directory(runId, stream))) {
      Matcher name = NAME.matcher(file.name());
      boolean covered =
          name.matches()
              && Long.parseLong(name.group(1)) < steps
              && Long.parseLong(name.group(2)) >= generation;
      if (covered) {
        left += Long.parseLong(name.group(3));
      } else if (!file.isDirectory()) {
        store.delete(file.path());
      }
    }
    return left;
  }
}
