package dev.tributary.connector.files.avro.container;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.avro.schema.AvroType;
import dev.tributary.connector.files.avro.schema.Broken;
import dev.tributary.connector.files.avro.schema.SchemaParser;
import dev.tributary.connector.files.store.FileInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An open container file: its header, and its blocks at any place. Not thread-safe. */
public final class Container {
  /** How many bytes a marker has. */
  public static final int MARKER = 16;

  private static final byte[] MAGIC = {'O', 'b', 'j', 1};
  private static final int FIRST_HEAD = 16 << 10;
  private static final int LARGEST_HEAD = 64 << 20;
  private static final int LARGEST_BLOCK = 512 << 20;
  private static final int MOST_NUMBERS = 20;
  private static final int SCAN = 64 << 10;

  private final FileInput file;
  private final String place;
  private final AvroType schema;
  private final String codec;
  private final byte[] marker;
  private final long start;

  private Container(
      FileInput file, String place, AvroType schema, String codec, byte[] marker, long start) {
    this.file = file;
    this.place = place;
    this.schema = schema;
    this.codec = codec;
    this.marker = marker;
    this.start = start;
  }

  /**
   * Reads a file's header.
   *
   * @param file the file
   * @param place its name, for errors
   * @throws ConnectorException of kind DATA if it is no Avro file, or a broken one
   * @throws IOException if it cannot be read
   */
  public static Container open(FileInput file, String place) throws IOException {
    int length = (int) Math.min(file.size(), FIRST_HEAD);
    while (true) {
      byte[] head = new byte[length];
      file.readFully(0, head, 0, length);
      if (length < MAGIC.length || !Arrays.equals(head, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
        throw ConnectorException.of(
                ErrorKind.DATA, "the file is no Avro: it does not begin with Obj and 1")
            .place(place)
            .remedy("Check `file_format`, or whether it is still written")
            .build();
      }
      try {
        return header(file, place, head);
      } catch (Broken broken) {
        // with more of the file it may turn out well
        if (length == file.size() || length >= LARGEST_HEAD) {
          throw error(place, "header", broken);
        }
        length = (int) Math.min(Math.min(file.size(), LARGEST_HEAD), 4L * length);
      }
    }
  }

  private static Container header(FileInput file, String place, byte[] head) {
    Input in = new Input(head, MAGIC.length, head.length);
    Map<String, byte[]> notes = new HashMap<>();
    for (long count = in.readCount(); count > 0; count = in.readCount()) {
      for (long i = 0; i < count; i++) {
        String name = text(bytes(in));
        notes.put(name, bytes(in));
      }
    }
    int from = in.skip(MARKER);
    byte[] schema = notes.get("avro.schema");
    if (schema == null) {
      throw new Broken("its schema is missing");
    }
    byte[] codec = notes.getOrDefault("avro.codec", "null".getBytes(StandardCharsets.UTF_8));
    return new Container(
        file,
        place,
        SchemaParser.parse(text(schema)),
        text(codec),
        Arrays.copyOfRange(head, from, from + MARKER),
        from + (long) MARKER);
  }

  private static byte[] bytes(Input in) {
    int length = in.readLength();
    int from = in.skip(length);
    return Arrays.copyOfRange(in.bytes(), from, from + length);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
  }

  /** Returns the schema that the file was written with. */
  public AvroType schema() {
    return schema;
  }

  /** Returns where the first block starts. */
  public long start() {
    return start;
  }

  /**
   * Reads the block that starts at a place.
   *
   * @return the block; null at the end of the file
   * @throws Broken if there is none
   * @throws IOException if the file cannot be read
   */
  public @Nullable Block read(long at) throws IOException {
    long left = file.size() - at;
    if (left == 0) {
      return null;
    }
    byte[] numbers = new byte[(int) Math.min(left, MOST_NUMBERS)];
    file.readFully(at, numbers, 0, numbers.length);
    Input in = new Input(numbers, 0, numbers.length);
    long count = in.readLong();
    long size = in.readLong();
    long end = in.position() + size + MARKER;
    if (count < 0 || size < 0 || size > LARGEST_BLOCK || end > left) {
      throw new Broken(
          "a block of " + count + " records in " + size + " bytes where " + left + " are left");
    }
    // its marker comes first: what no marker ends is not worth its memory
    byte[] last = new byte[MARKER];
    file.readFully(at + end - MARKER, last, 0, MARKER);
    if (!Arrays.equals(last, marker)) {
      throw new Broken("the marker after a block is wrong");
    }
    byte[] block = new byte[(int) size];
    file.readFully(at + in.position(), block, 0, block.length);
    return new Block(at, at + end, count, Codecs.unpack(codec, block));
  }

  /**
   * Looks for the next marker.
   *
   * @param from where to begin
   * @return where the block after the marker starts; the file's size if there is no more
   * @throws IOException if the file cannot be read
   */
  public long seek(long from) throws IOException {
    byte[] window = new byte[SCAN];
    long at = Math.max(from, start - MARKER);
    while (file.size() - at >= MARKER) {
      int length = (int) Math.min(SCAN, file.size() - at);
      file.readFully(at, window, 0, length);
      for (int i = 0; i <= length - MARKER; i++) {
        if (window[i] == marker[0] && Arrays.equals(window, i, i + MARKER, marker, 0, MARKER)) {
          return at + i + MARKER;
        }
      }
      at += length - MARKER + 1;
    }
    return file.size();
  }

  /** Returns the error of what is broken somewhere in a file. */
  public static ConnectorException error(String place, String where, Broken broken) {
    return ConnectorException.of(ErrorKind.DATA, "the Avro file is broken: " + broken.what())
        .place(place + ", " + where)
        .remedy("Write the file again, or set `misfits: reject` to go on after what is broken")
        .cause(broken)
        .build();
  }

  /** Returns the file's name for people. */
  public String place() {
    return place;
  }
}
