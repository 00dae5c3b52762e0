package dev.tributary.connector.files;

import dev.tributary.connector.files.compression.Compression;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a look at a file shows: how it is to be read, and what it holds. {@link FileSniffer} returns
 * it. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FileFindings {
  private final String format;
  private final Compression compression;
  private final Map<String, Object> readOptions;
  private final StreamSchema schema;

  FileFindings(
      String format,
      Compression compression,
      Map<String, Object> readOptions,
      StreamSchema schema) {
    this.format = format;
    this.compression = compression;
    this.readOptions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(readOptions));
    this.schema = schema;
  }

  /** Returns what {@code file_format} is to be. */
  public String format() {
    return format;
  }

  /** Returns how the file is compressed. */
  public Compression compression() {
    return compression;
  }

  /** Returns what {@code read_options} are to be; nothing where the format leaves no choice. */
  public Map<String, Object> readOptions() {
    return readOptions;
  }

  /** Returns the columns and their types, read with these options. */
  public StreamSchema schema() {
    return schema;
  }

  /** Returns the findings as YAML that stands in an extraction. */
  @Override
  public String toString() {
    StringBuilder yaml = new StringBuilder("file_format: ").append(format).append('\n');
    yaml.append("compression: ").append(compression).append('\n');
    if (!readOptions.isEmpty()) {
      yaml.append("read_options:\n");
      readOptions.forEach(
          (name, value) -> yaml.append("  ").append(name).append(": ").append(text(value)));
    }
    yaml.append("schema:\n");
    for (Field field : schema.fields()) {
      yaml.append("  - name: ").append(text(field.name()));
      yaml.append("    type: ").append(text(field.type().toString()));
    }
    return yaml.toString();
  }

  private static String text(Object value) {
    if (!(value instanceof String text)) {
      return value + "\n";
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\t' -> quoted.append("\\t");
        case '\n' -> quoted.append("\\n");
        default -> quoted.append(c);
      }
    }
    return quoted.append("\"\n").toString();
  }
}
