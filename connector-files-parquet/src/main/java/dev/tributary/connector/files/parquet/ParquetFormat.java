package dev.tributary.connector.files.parquet;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.format.FileFormat;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.format.FormatFile;
import dev.tributary.connector.files.format.FormatReader;
import dev.tributary.connector.files.format.FormatWriter;
import dev.tributary.connector.files.parquet.compression.Codec;
import dev.tributary.connector.files.parquet.compression.Packer;
import dev.tributary.connector.files.parquet.footer.Footer;
import dev.tributary.connector.files.parquet.footer.Place;
import dev.tributary.connector.files.parquet.footer.RowGroup;
import dev.tributary.connector.files.parquet.read.Fields;
import dev.tributary.connector.files.parquet.read.RangeReader;
import dev.tributary.connector.files.parquet.write.ParquetWriter;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes Parquet files. Stateless and thread-safe.
 *
 * @since 0.1.0
 */
public final class ParquetFormat implements FileFormat {
  private static final long USUAL_GROUP = 32L << 20;

  private static final Option<Compression> COMPRESSION =
      Option.enumeration("compression", Compression.SNAPPY).doc("How pages are compressed");
  private static final Option<Long> ROW_GROUP_BYTES =
      Option.longInteger("row_group_bytes", USUAL_GROUP)
          .atLeast(1L)
          .doc("How many compressed bytes make a row group; so many wait in memory");
  private static final Option<TimestampUnit> TIMESTAMP_UNIT =
      Option.enumeration("timestamp_unit", TimestampUnit.MICROS)
          .doc(
              "What times are counted in: with micros a time with nanoseconds is an error, with"
                  + " nanos a timestamp before 1677 or after 2262 is");

  /** How pages are compressed. */
  private enum Compression {
    SNAPPY(Codec.SNAPPY),
    GZIP(Codec.GZIP),
    ZSTD(Codec.ZSTD),
    LZ4_RAW(Codec.LZ4_RAW),
    NONE(Codec.UNCOMPRESSED);

    private final Codec codec;

    Compression(Codec codec) {
      this.codec = codec;
    }

    Codec codec() {
      return codec;
    }
  }

  /** What times are counted in. */
  private enum TimestampUnit {
    MICROS,
    NANOS
  }

  /** Makes the format; {@link java.util.ServiceLoader} does. */
  public ParquetFormat() {}

  @Override
  public String name() {
    return "PARQUET";
  }

  @Override
  public Set<String> extensions() {
    return Set.of("parquet", "parq", "pq");
  }

  @Override
  public OptionSet readOptions() {
    return OptionSet.of();
  }

  @Override
  public OptionSet writeOptions() {
    return OptionSet.of(COMPRESSION, ROW_GROUP_BYTES, TIMESTAMP_UNIT);
  }

  @Override
  public boolean isRandomAccess() {
    return true;
  }

  @Override
  public StreamSchema describe(FormatFile file) throws IOException {
    Place place = Place.of(file.place());
    List<Field> fields = Fields.of(Footer.read(file.input(), place));
    try {
      return StreamSchema.of(fields.toArray(Field[]::new));
    } catch (IllegalArgumentException twice) {
      throw ConnectorException.of(ErrorKind.DATA, String.valueOf(twice.getMessage()))
          .place(place.toString())
          .cause(twice)
          .build();
    }
  }

  @Override
  public List<FileRange> divide(FormatFile file, long bytes) throws IOException {
    Footer footer = Footer.read(file.input(), Place.of(file.place()));
    List<FileRange> ranges = new ArrayList<>();
    long from = 0;
    long sum = 0;
    for (RowGroup group : footer.groups()) {
      sum += group.bytes();
      if (sum >= bytes) {
        ranges.add(new FileRange(from, group.index() + 1L, sum));
        from = group.index() + 1L;
        sum = 0;
      }
    }
    if (from < footer.groups().size() || ranges.isEmpty()) {
      ranges.add(new FileRange(from, footer.groups().size(), sum));
    }
    return ranges;
  }

  @Override
  public FormatReader read(FormatFile file, FileRange range, @Nullable Position from, FileRows rows)
      throws IOException {
    Place place = Place.of(file.place());
    Footer footer = Footer.read(file.input(), place);
    return new RangeReader(file.input(), footer, range, from, rows, place);
  }

  @Override
  public FormatWriter write(OutputStream to, StreamSchema schema, Options options)
      throws IOException {
    return new ParquetWriter(
        to,
        schema,
        new Packer(options.get(COMPRESSION).codec()),
        options.get(ROW_GROUP_BYTES),
        options.get(TIMESTAMP_UNIT) == TimestampUnit.NANOS);
  }
}
