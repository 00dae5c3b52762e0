package dev.tributary.connector.files.json;

import dev.tributary.connector.files.format.FileFormat;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.format.FormatFile;
import dev.tributary.connector.files.format.FormatReader;
import dev.tributary.connector.files.format.FormatWriter;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * JSON documents: an array of records, at the top or at a path, or objects one after another. It
 * writes an array.
 */
public final class JsonFormat implements FileFormat {
  /** Makes the format. */
  public JsonFormat() {}

  @Override
  public String name() {
    return "JSON";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("json");
  }

  @Override
  public OptionSet readOptions() {
    return JsonOptions.DOCUMENT;
  }

  @Override
  public OptionSet writeOptions() {
    return OptionSet.of();
  }

  @Override
  public boolean isRandomAccess() {
    return false;
  }

  @Override
  public StreamSchema describe(FormatFile file) throws IOException {
    return JsonSample.schema(file, false);
  }

  @Override
  public FormatReader read(FormatFile file, FileRange range, @Nullable Position from, FileRows rows)
      throws IOException {
    return JsonReader.document(file, from, rows);
  }

  @Override
  public FormatWriter write(OutputStream to, StreamSchema schema, Options options) {
    return JsonWriter.array(to, schema);
  }
}
