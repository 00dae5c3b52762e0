package dev.tributary.connector.files.format;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * The formats at hand, by name and by ending.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FileFormats {
  private static final Map<String, String> ELSEWHERE =
      Map.of("PARQUET", "connector-files-parquet", "AVRO", "connector-files-avro");

  private final Map<String, FileFormat> formats;

  private FileFormats(Map<String, FileFormat> formats) {
    this.formats = formats;
  }

  /** Returns the formats that a class loader sees; a broken one does not hide the others. */
  public static FileFormats discover(ClassLoader loader) {
    TreeMap<String, FileFormat> found = new TreeMap<>();
    Iterator<FileFormat> all = ServiceLoader.load(FileFormat.class, loader).iterator();
    boolean more = true;
    while (more) {
      try {
        more = all.hasNext();
        if (more) {
          FileFormat format = all.next();
          found.putIfAbsent(format.name(), format);
        }
      } catch (ServiceConfigurationError | LinkageError broken) {
        more = true; // its name is missed where somebody asks for it
      }
    }
    return new FileFormats(found);
  }

  /** Returns exactly these formats. */
  public static FileFormats of(List<FileFormat> formats) {
    TreeMap<String, FileFormat> byName = new TreeMap<>();
    formats.forEach(format -> byName.put(format.name(), format));
    return new FileFormats(byName);
  }

  /** Returns all formats, by name. */
  public List<FileFormat> all() {
    return new ArrayList<>(formats.values());
  }

  /**
   * Returns the format of a name.
   *
   * @param name the name, in any case
   * @throws ConnectorException of kind CONFIG, saying what to add, if it is not at hand
   */
  public FileFormat get(String name) {
    String wanted = name.toUpperCase(Locale.ROOT);
    FileFormat format = formats.get(wanted);
    if (format != null) {
      return format;
    }
    String module = ELSEWHERE.get(wanted);
    throw ConnectorException.of(
            ErrorKind.CONFIG,
            module == null
                ? "there is no file format \"" + name + "\", only " + formats.keySet()
                : "the file format " + wanted + " is not on the class path")
        .remedy(
            module == null
                ? "Set `file_format` to one of them"
                : "Add the dependency dev.tributary:" + module)
        .build();
  }

  /** Returns the format whose ending a name has, if any; the name must not end in a codec's. */
  public Optional<FileFormat> byExtension(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    String extension = name.substring(name.lastIndexOf('.') + 1);
    for (FileFormat format : formats.values()) {
      if (format.extensions().contains(extension)) {
        return Optional.of(format);
      }
    }
    if (extension.equals("parquet") || extension.equals("avro")) {
      get(extension);
    }
    return Optional.empty();
  }
}
