package dev.tributary.connector.files.avro;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.avro.container.Container;
import dev.tributary.connector.files.avro.read.RangeReader;
import dev.tributary.connector.files.avro.schema.Broken;
import dev.tributary.connector.files.avro.schema.Types;
import dev.tributary.connector.files.avro.write.AvroWriter;
import dev.tributary.connector.files.format.FileFormat;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.format.FormatFile;
import dev.tributary.connector.files.format.FormatReader;
import dev.tributary.connector.files.format.FormatWriter;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes Avro container files. Stateless and thread-safe.
 *
 * @since 0.1.0
 */
public final class AvroFormat implements FileFormat {
  private static final Option<Compression> COMPRESSION =
      Option.enumeration("compression", Compression.SNAPPY).doc("How blocks are compressed");
  private static final Option<TimestampUnit> TIMESTAMP_UNIT =
      Option.enumeration("timestamp_unit", TimestampUnit.MICROS)
          .doc(
              "What timestamps are counted in: with micros one with nanoseconds is an error, with"
                  + " nanos one before 1677 or after 2262 is");

  /** How blocks are compressed. */
  private enum Compression {
    SNAPPY,
    DEFLATE,
    ZSTANDARD,
    NONE;

    String codec() {
      return this == NONE ? "null" : name().toLowerCase(Locale.ROOT);
    }
  }

  /** What timestamps are counted in. */
  private enum TimestampUnit {
    MICROS,
    NANOS
  }

  /** Makes the format; {@link java.util.ServiceLoader} does. */
  public AvroFormat() {}

  @Override
  public String name() {
    return "AVRO";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("avro");
  }

  @Override
  public OptionSet readOptions() {
    return OptionSet.of();
  }

  @Override
  public OptionSet writeOptions() {
    return OptionSet.of(COMPRESSION, TIMESTAMP_UNIT);
  }

  @Override
  public boolean isRandomAccess() {
    return true;
  }

  @Override
  public StreamSchema describe(FormatFile file) throws IOException {
    Container container = Container.open(file.input(), file.place());
    try {
      return StreamSchema.of(Types.fields(container.schema()).toArray(Field[]::new));
    } catch (Broken broken) {
      throw Container.error(file.place(), "header", broken);
    } catch (IllegalArgumentException twice) {
      throw ConnectorException.of(ErrorKind.DATA, String.valueOf(twice.getMessage()))
          .place(file.place())
          .cause(twice)
          .build();
    }
  }

  @Override
  public List<FileRange> divide(FormatFile file, long bytes) throws IOException {
    long size = file.input().size();
    long step = Math.max(1, bytes);
    List<FileRange> ranges = new ArrayList<>();
    for (long from = 0; from < size || from == 0; from += step) {
      boolean last = size - from <= step;
      ranges.add(
          new FileRange(
              from, last ? Long.MAX_VALUE : from + step, Math.min(step, Math.max(0, size - from))));
      if (last) {
        break;
      }
    }
    return ranges;
  }

  @Override
  public FormatReader read(FormatFile file, FileRange range, @Nullable Position from, FileRows rows)
      throws IOException {
    Container container = Container.open(file.input(), file.place());
    try {
      return new RangeReader(container, range, from, rows);
    } catch (Broken broken) {
      throw Container.error(file.place(), "header", broken);
    }
  }

  @Override
  public FormatWriter write(OutputStream to, StreamSchema schema, Options options)
      throws IOException {
    return new AvroWriter(
        to,
        schema,
        options.get(COMPRESSION).codec(),
        options.get(TIMESTAMP_UNIT) == TimestampUnit.NANOS);
  }
}
