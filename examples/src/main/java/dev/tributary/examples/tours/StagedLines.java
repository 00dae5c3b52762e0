package dev.tributary.examples.tours;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.state.ExtractionState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.UnaryOperator;

/**
 * A file of records as JSON lines, and beside it the state that covers them.
 *
 * <p>What is appended counts from its commit on. A commit makes the lines durable, and then puts a
 * small file in place, in one step, that says how far the lines count and which state they belong
 * to. Whoever opens the file next drops what stands behind that: it is read again.
 */
final class StagedLines implements AutoCloseable {
  private static final String COMMITTED = "committed.txt";

  private final Path directory;
  private final FileChannel file;
  private final JsonLines json;
  private Committed committed;
  private long lines;

  private StagedLines(Path directory, FileChannel file, JsonLines json, Committed committed) {
    this.directory = directory;
    this.file = file;
    this.json = json;
    this.committed = committed;
    this.lines = committed.lines();
  }

  static StagedLines open(Path directory) throws IOException {
    return open(directory, file -> file);
  }

  /** Opens the file of a directory with something between it and what is written to it. */
  static StagedLines open(Path directory, UnaryOperator<OutputStream> between) throws IOException {
    Committed committed = committed(directory);
    FileChannel file =
        FileChannel.open(file(directory), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    file.truncate(committed.bytes()).position(committed.bytes());
    JsonLines json = JsonLines.to(between.apply(Channels.newOutputStream(file)));
    return new StagedLines(directory, file, json, committed);
  }

  /** Makes an empty directory of it. */
  static void clear(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.deleteIfExists(file(directory));
    Files.deleteIfExists(directory.resolve(COMMITTED));
  }

  /** Returns where the lines stand. */
  static Path file(Path directory) {
    return directory.resolve("orders.jsonl");
  }

  /** Returns what was committed last. */
  static Committed committed(Path directory) throws IOException {
    Path file = directory.resolve(COMMITTED);
    return Files.exists(file) ? Committed.parse(Files.readString(file)) : Committed.NOTHING;
  }

  /** Returns the state to go on from. */
  ExtractionState state() {
    return committed.state();
  }

  /** Returns how many lines count. */
  long lines() {
    return committed.lines();
  }

  void append(RecordBatch batch) throws IOException {
    for (Row row : batch) {
      json.write(row);
    }
    lines += batch.size();
  }

  /** Makes everything that was appended count, together with the state that covers it. */
  void commit(ExtractionState state) throws IOException {
    json.flush();
    file.force(false);
    Committed now = new Committed(file.position(), lines, state);
    Path written = directory.resolve("committed.new");
    Files.writeString(
        written,
        now.text(),
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE,
        StandardOpenOption.SYNC);
    Files.move(written, directory.resolve(COMMITTED), StandardCopyOption.ATOMIC_MOVE);
    committed = now;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /**
   * How far the lines count, and the state that they belong to.
   *
   * @param bytes how many bytes of the file count
   * @param lines how many lines that is
   * @param state the state to go on from
   */
  record Committed(long bytes, long lines, ExtractionState state) {
    static final Committed NOTHING = new Committed(0, 0, ExtractionState.initial());

    static Committed parse(String text) {
      String[] parts = text.split("\n", 3);
      return new Committed(
          Long.parseLong(parts[0]), Long.parseLong(parts[1]), ExtractionState.fromJson(parts[2]));
    }

    String text() {
      return bytes + "\n" + lines + "\n" + state.toJson();
    }
  }
}
