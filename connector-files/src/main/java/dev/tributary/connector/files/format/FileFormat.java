package dev.tributary.connector.files.format;

import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file format: reads files into batches, and writes batches as files.
 *
 * <p>Found by {@link java.util.ServiceLoader}, so an implementation is public and has a public
 * constructor without parameters. Stateless and thread-safe.
 *
 * @since 0.1.0
 */
public interface FileFormat {
  /** Returns the name that {@code file_format} takes, in capitals, such as {@code PARQUET}. */
  String name();

  /** Returns the endings of names, lower-case and without dot, that mean this format. */
  Set<String> extensions();

  /** Returns what {@code read_options} may hold. */
  OptionSet readOptions();

  /** Returns what {@code write_options} may hold. */
  OptionSet writeOptions();

  /**
   * Returns whether files are read from any place, by {@link FormatFile#input}, so that they must
   * not be compressed from outside; otherwise they are read from start to end, by {@link
   * FormatFile#stream}.
   */
  boolean isRandomAccess();

  /**
   * Returns the file's own schema: read from it, or inferred from a sample of it.
   *
   * @throws Exception if it cannot be read; a {@link
   *     dev.tributary.connector.error.ConnectorException} of kind DATA names file and place
   */
  StreamSchema describe(FormatFile file) throws Exception;

  /**
   * Finds out how a file is to be read, beyond what {@link #describe} finds by itself.
   *
   * @param file the file, with default options
   * @return values for {@link #readOptions}; none unless overridden, where the format leaves no
   *     choice
   * @throws Exception if it cannot be read
   */
  default Map<String, Object> sniff(FormatFile file) throws Exception {
    return Map.of();
  }

  /**
   * Divides a file into ranges that can be read side by side, if that can be done right; the whole
   * unless overridden. Not asked of a compressed file.
   *
   * @param file the file
   * @param bytes about how many bytes a range should cover
   * @return ranges from the file's start to its end, at least one
   * @throws Exception if it cannot be read
   */
  default List<FileRange> divide(FormatFile file, long bytes) throws Exception {
    return List.of(FileRange.whole(file.stored().size()));
  }

  /**
   * Opens a reader.
   *
   * @param file the file
   * @param range the part to read, one that {@link #divide} returned
   * @param from the position of the last batch that was handed over, as the format itself put it
   *     there; null to read the range from its start
   * @param rows where records go
   * @throws Exception if it cannot be read
   */
  FormatReader read(FormatFile file, FileRange range, @Nullable Position from, FileRows rows)
      throws Exception;

  /**
   * Begins to write a file.
   *
   * @param to where the bytes go; not closed by the writer
   * @param schema the schema of the records; batches may come in older versions of it
   * @param options the format's {@link #writeOptions}, bound
   * @throws IOException if it cannot be begun
   */
  FormatWriter write(OutputStream to, StreamSchema schema, Options options) throws IOException;
}
