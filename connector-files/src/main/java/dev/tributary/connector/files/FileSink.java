package dev.tributary.connector.files;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.format.FileFormat;
import dev.tributary.connector.files.format.FileFormats;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.option.Options;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Writes batches as files of a store. A file appears whole, under its name, when it is full or the
 * sink is {@linkplain #commit committed}; a sink that is closed without leaves none of its files.
 * Used by one thread.
 *
 * <pre>{@code
 * FileLayout layout = FileLayout.of("JSONL").compression(Compression.GZIP).partitionBy("day");
 * try (FileSink sink = FileSink.open(store, "staging/orders", layout)) {
 *   for (RecordBatch batch : extraction) {
 *     sink.write(batch);
 *   }
 *   List<StoredFile> files = sink.commit();
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class FileSink implements AutoCloseable {
  private static final int MOST_OPEN = 64;

  private final FileStore store;
  private final String directory;
  private final FileLayout layout;
  private final FileFormat format;
  private final Options options;
  private final List<StoredFile> written = new ArrayList<>();
  private final LinkedHashMap<String, PartitionFile> open =
      new LinkedHashMap<>(16, 0.75f, true); // the one that waited longest first
  private int number;
  private boolean committed;

  private FileSink(
      FileStore store, String directory, FileLayout layout, FileFormat format, Options options) {
    this.store = store;
    this.directory = directory;
    this.layout = layout;
    this.format = format;
    this.options = options;
  }

  /**
   * Returns a sink that has written nothing yet.
   *
   * @param store where to write; not closed by the sink
   * @param directory the files' directory; empty for the root
   * @param layout how records are laid out
   * @throws dev.tributary.connector.error.ConnectorException of kind CONFIG if the format is not at
   *     hand or an option is wrong
   */
  public static FileSink open(FileStore store, String directory, FileLayout layout) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    FileFormat format =
        FileFormats.discover(loader == null ? FileSink.class.getClassLoader() : loader)
            .get(layout.format);
    return new FileSink(
        store, directory, layout, format, format.writeOptions().bind(layout.options));
  }

  /**
   * Writes the records of a batch; batches of one stream, in order.
   *
   * @throws IOException if they could not be written
   * @throws dev.tributary.connector.error.ConnectorException of kind DATA if the format cannot hold
   *     a value
   */
  public void write(RecordBatch batch) throws IOException {
    if (committed) {
      throw new IllegalStateException("the sink is committed");
    }
    if (layout.partitionBy.isEmpty()) {
      write("", batch);
      return;
    }
    for (Map.Entry<String, RecordBatch> part :
        PartitionedBatch.of(batch, layout.partitionBy).entrySet()) {
      write(part.getKey(), part.getValue());
    }
  }

  private void write(String partition, RecordBatch batch) throws IOException {
    if (batch.size() == 0) {
      return;
    }
    PartitionFile file = open.get(partition);
    if (file != null && !file.takes(batch.schema())) {
      end(partition);
      file = null;
    }
    if (file == null) {
      while (open.size() >= MOST_OPEN) {
        end(open.keySet().iterator().next());
      }
      file = PartitionFile.begin(store, path(partition), layout, format, options, batch.schema());
      open.put(partition, file);
    }
    file.write(batch);
    if (file.rows() >= layout.maxRows || file.bytes() >= layout.maxBytes) {
      end(partition);
    }
  }

  private String path(String partition) {
    StringBuilder path = new StringBuilder();
    for (String part : new String[] {directory, partition}) {
      if (!part.isEmpty()) {
        path.append(part).append('/');
      }
    }
    path.append(layout.prefix).append(String.format(Locale.ROOT, "-%05d", number++));
    path.append('.').append(extension());
    String codec = layout.compression.extension();
    return codec.isEmpty() ? path.toString() : path + "." + codec;
  }

  /** The format's own name, if files end so. */
  private String extension() {
    String name = format.name().toLowerCase(Locale.ROOT);
    return format.extensions().contains(name)
        ? name
        : format.extensions().stream().sorted().findFirst().orElse("data");
  }

  private void end(String partition) throws IOException {
    PartitionFile file = open.remove(partition);
    if (file != null) {
      try (file) {
        written.add(file.commit());
      }
    }
  }

  /**
   * Ends the files that are open and makes them visible; the sink takes no more.
   *
   * @return every file that was written, in the order of their ends
   * @throws IOException if it failed; then close removes what was written
   */
  public List<StoredFile> commit() throws IOException {
    for (String partition : List.copyOf(open.keySet())) {
      end(partition);
    }
    committed = true;
    return List.copyOf(written);
  }

  /** Ends the sink; without {@link #commit} everything that it wrote is removed. */
  @Override
  public void close() throws IOException {
    for (Iterator<PartitionFile> files = open.values().iterator(); files.hasNext(); ) {
      PartitionFile file = files.next();
      files.remove();
      file.close();
    }
    if (!committed) {
      for (StoredFile file : written) {
        store.delete(file.path());
      }
      written.clear();
    }
  }
}
