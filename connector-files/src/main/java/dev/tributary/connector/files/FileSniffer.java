package dev.tributary.connector.files;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.compression.Compression;
import dev.tributary.connector.files.format.FileFormat;
import dev.tributary.connector.files.format.FileFormats;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.option.Configuration;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Says how a file is to be read: its format, compression, delimiter, quote, header, encoding, and
 * the types of its columns. What it finds is a proposal; whoever knows better says so in the
 * configuration.
 *
 * <pre>{@code
 * System.out.println(FileSniffer.look(Path.of("/data/in/sales.txt")));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class FileSniffer {
  private static final int HEAD = 1 << 14;
  private static final long EXPANSION = 500;

  private FileSniffer() {}

  /**
   * Looks at a local file.
   *
   * @throws IOException if it cannot be read
   * @throws ConnectorException of kind DATA if it is none of the formats at hand, or broken
   */
  public static FileFindings look(Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    Path directory = whole.getParent();
    Path name = whole.getFileName();
    if (directory == null || name == null) {
      throw ConnectorException.of(ErrorKind.CONFIG, "a directory is no file")
          .place(file.toString())
          .build();
    }
    try (FileStore store = LocalFileStore.at(directory)) {
      return look(store, name.toString());
    }
  }

  /**
   * Looks at a file of a store; archives are looked at entry by entry by whoever unpacks them.
   *
   * @throws IOException if it cannot be read
   * @throws ConnectorException of kind DATA if it is none of the formats at hand, or broken
   */
  public static FileFindings look(FileStore store, String path) throws IOException {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    FileFormats formats =
        FileFormats.discover(loader == null ? FileSniffer.class.getClassLoader() : loader);
    StoredFile stored = store.stat(path);
    try (OpenFile file = new OpenFile(store, stored, Compression.AUTO, EXPANSION, null)) {
      Compression compression = file.compression();
      if (compression == Compression.ZIP) {
        throw ConnectorException.of(ErrorKind.DATA, "the file is an archive")
            .place(path)
            .remedy("Unpack it to look at a file of it; reading it does so by itself")
            .build();
      }
      FileFormat format = format(formats, file, Compression.strip(stored.name()));
      file.bind(format.readOptions().bind(Configuration.empty()));
      Map<String, Object> found = format.sniff(file);
      Configuration options = Configuration.empty();
      for (Map.Entry<String, Object> each : found.entrySet()) {
        options = options.with(each.getKey(), each.getValue());
      }
      file.bind(format.readOptions().bind(options));
      return new FileFindings(format.name(), compression, found, format.describe(file));
    } catch (IOException | ConnectorException failed) {
      throw failed;
    } catch (Exception failed) {
      throw ConnectorException.of(ErrorKind.DATA, "the file cannot be described")
          .place(path)
          .cause(failed)
          .build();
    }
  }

  /** By the first bytes where they leave no doubt, then by the name, then as a text. */
  private static FileFormat format(FileFormats formats, OpenFile file, String name)
      throws IOException {
    byte[] head;
    try (InputStream in = file.stream(0)) {
      head = in.readNBytes(HEAD);
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.startsWith("PAR1")) {
      return formats.get("PARQUET");
    }
    if (text.startsWith("Obj\1")) {
      return formats.get("AVRO");
    }
    Optional<FileFormat> named = name.endsWith(".txt") ? Optional.empty() : byName(formats, name);
    return named.isPresent() ? named.get() : formats.get(textFormat(text));
  }

  private static Optional<FileFormat> byName(FileFormats formats, String name) {
    return formats.byExtension(name).filter(format -> !format.isRandomAccess());
  }

  private static String textFormat(String text) {
    String body = text.startsWith("\u00EF\u00BB\u00BF") ? text.substring(3) : text;
    String first = body.stripLeading();
    if (first.startsWith("[") && first.substring(1).stripLeading().startsWith("{")) {
      return "JSON";
    }
    if (!first.startsWith("{")) {
      return "CSV";
    }
    String line = first.lines().findFirst().orElse("").stripTrailing();
    return line.endsWith("}") ? "JSONL" : "JSON";
  }
}
