package dev.tributary.connector.files.json;

import dev.tributary.connector.files.format.FileFormat;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.format.FormatFile;
import dev.tributary.connector.files.format.FormatReader;
import dev.tributary.connector.files.format.FormatWriter;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** JSON Lines: one record on each line. */
public final class JsonLinesFormat implements FileFormat {
  /** Makes the format. */
  public JsonLinesFormat() {}

  @Override
  public String name() {
    return "JSONL";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("jsonl", "ndjson");
  }

  @Override
  public OptionSet readOptions() {
    return JsonOptions.LINES;
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
    return JsonSample.schema(file, true);
  }

  /** A line end never stands within a JSON text, so that every one of them ends a record. */
  @Override
  public List<FileRange> divide(FormatFile file, long bytes) throws IOException {
    long size = file.stored().size();
    List<FileRange> ranges = new ArrayList<>();
    long from = 0;
    while (size - from >= 2 * bytes) {
      long to = behindLine(file.input(), from + bytes);
      if (to >= size) {
        break;
      }
      ranges.add(new FileRange(from, to, to - from));
      from = to;
    }
    ranges.add(
        from == 0 ? FileRange.whole(size) : new FileRange(from, Long.MAX_VALUE, size - from));
    return ranges;
  }

  private static long behindLine(FileInput input, long from) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long at = from;
    try (InputStream in = input.stream(from)) {
      for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] == '\n') {
            return at + i + 1;
          }
        }
        at += read;
      }
    }
    return Long.MAX_VALUE;
  }

  @Override
  public FormatReader read(FormatFile file, FileRange range, @Nullable Position from, FileRows rows)
      throws IOException {
    return JsonReader.lines(file, range, from, rows);
  }

  @Override
  public FormatWriter write(OutputStream to, StreamSchema schema, Options options) {
    return JsonWriter.lines(to, schema);
  }
}
