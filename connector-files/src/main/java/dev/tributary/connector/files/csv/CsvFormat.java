package dev.tributary.connector.files.csv;

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
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** CSV: texts between delimiters. */
public final class CsvFormat implements FileFormat {
  /** Makes the format. */
  public CsvFormat() {}

  @Override
  public String name() {
    return "CSV";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("csv", "tsv", "psv", "txt");
  }

  @Override
  public OptionSet readOptions() {
    return CsvOptions.READ;
  }

  @Override
  public OptionSet writeOptions() {
    return CsvOptions.WRITE;
  }

  @Override
  public boolean isRandomAccess() {
    return false;
  }

  @Override
  public StreamSchema describe(FormatFile file) throws IOException {
    return CsvTypes.sample(file);
  }

  @Override
  public Map<String, Object> sniff(FormatFile file) throws IOException {
    return CsvFindings.of(file);
  }

  @Override
  public List<FileRange> divide(FormatFile file, long bytes) throws IOException {
    return CsvDivision.divide(file, bytes);
  }

  @Override
  public FormatReader read(FormatFile file, FileRange range, @Nullable Position from, FileRows rows)
      throws IOException {
    return CsvReader.open(file, range, from, rows);
  }

  @Override
  public FormatWriter write(OutputStream to, StreamSchema schema, Options options)
      throws IOException {
    return new CsvWriter(to, schema, options);
  }
}
