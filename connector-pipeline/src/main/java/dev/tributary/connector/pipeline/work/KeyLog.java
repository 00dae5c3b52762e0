package dev.tributary.connector.pipeline.work;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.FileOutput;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.pipeline.document.StoredDocuments;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of the keys of what a stream has staged in its open run: beside its journal, one file
 * for each step of it. The name says at which step and of which generation; what no step of the
 * journal covers does not count. Used by one thread.
 */
final class KeyLog implements AutoCloseable {
  private static final int ENTRY = 2 * Long.BYTES;
  private static final int BUFFER = 1 << 16;

  private final FileStore store;
  private final String directory;
  private final String prefix;
  private final Pattern name;
  private final Pattern halfWritten;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
  private final CRC32C sum = new CRC32C();
  private @Nullable FileOutput output;
  private long written;

  /** Takes the hashes that are read. */
  interface Reader {
    void read(long high, long low) throws IOException;
  }

  /**
   * Makes the log of a stream.
   *
   * @param directory where its journal is
   * @param stream the stream's name as it stands in names of files
   */
  KeyLog(FileStore store, String directory, String stream) {
    this.store = store;
    this.directory = directory;
    this.prefix = stream + ".keys-";
    String quoted = Pattern.quote(prefix) + "(\\d+)-(\\d+)\\.bin";
    this.name = Pattern.compile(quoted);
    this.halfWritten = Pattern.compile("\\." + quoted + "\\..*");
  }

  /** Deletes this file of the directory if it is the log's and is not covered. */
  void sweep(StoredFile file, long steps, long generation) throws IOException {
    Matcher matcher = name.matcher(file.name());
    boolean stale = matcher.matches() && !isCovered(matcher, steps, generation);
    if (stale || halfWritten.matcher(file.name()).matches()) {
      store.delete(file.path());
    }
  }

  /** Deletes all of it. */
  void delete() throws IOException {
    for (StoredFile file : StoredDocuments.list(store, directory)) {
      sweep(file, 0, 0);
    }
  }

  private static boolean isCovered(Matcher name, long steps, long generation) {
    return Long.parseLong(name.group(1)) < steps && Long.parseLong(name.group(2)) >= generation;
  }

  /** Reads what is covered. */
  void read(long steps, long generation, Reader reader) throws IOException {
    for (StoredFile file : StoredDocuments.list(store, directory)) {
      Matcher matcher = name.matcher(file.name());
      if (matcher.matches() && isCovered(matcher, steps, generation)) {
        read(file, reader);
      }
    }
  }

  private void read(StoredFile file, Reader reader) throws IOException {
    CRC32C found = new CRC32C();
    try (FileInput input = store.open(file);
        DataInputStream stream =
            new DataInputStream(
                new CheckedInputStream(new BufferedInputStream(input.stream(0), BUFFER), found))) {
      long entries = input.size() / ENTRY - 1;
      for (long i = 0; i < entries; i++) {
        reader.read(stream.readLong(), stream.readLong());
      }
      long actual = found.getValue();
      if (entries < 0
          || input.size() % ENTRY != 0
          || stream.readLong() != entries
          || stream.readLong() != actual) {
        throw ConnectorException.of(ErrorKind.DATA, "the log of keys is corrupted")
            .place(store.root() + "/" + file.path())
            .remedy(
                "Put it back from a backup, or move the stream's journal beside it away: what is"
                    + " not committed is staged again from the state before")
            .build();
      }
    }
  }

  /** Adds a hash to the file of a step. */
  void write(long step, long generation, long high, long low) throws IOException {
    if (output == null) {
      String file = String.format(Locale.ROOT, "%s%06d-%d.bin", prefix, step, generation);
      output = store.create(directory + "/" + file);
      buffer.clear();
      sum.reset();
      written = 0;
    }
    buffer.putLong(high).putLong(low);
    written++;
    if (!buffer.hasRemaining()) {
      flush(output);
    }
  }

  private void flush(FileOutput to) throws IOException {
    sum.update(buffer.array(), 0, buffer.position());
    to.write(buffer.array(), 0, buffer.position());
    buffer.clear();
  }

  /** Makes the file durable, if one was begun. */
  void commit() throws IOException {
    FileOutput ending = output;
    if (ending != null) {
      output = null;
      try (ending) {
        flush(ending);
        buffer.putLong(written).putLong(sum.getValue());
        ending.write(buffer.array(), 0, buffer.position());
        ending.commit();
      }
    }
  }

  /** Drops what was not committed. */
  @Override
  public void close() throws IOException {
    FileOutput open = output;
    output = null;
    if (open != null) {
      open.close();
    }
  }
}
