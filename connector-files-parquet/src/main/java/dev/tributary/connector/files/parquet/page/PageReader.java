package dev.tributary.connector.files.parquet.page;

import dev.tributary.connector.files.parquet.compression.Inflater;
import dev.tributary.connector.files.parquet.encoding.Decoders;
import dev.tributary.connector.files.parquet.encoding.Dictionary;
import dev.tributary.connector.files.parquet.encoding.Levels;
import dev.tributary.connector.files.parquet.encoding.ValueDecoder;
import dev.tributary.connector.files.parquet.footer.Chunk;
import dev.tributary.connector.files.parquet.footer.Leaf;
import dev.tributary.connector.files.parquet.footer.Place;
import dev.tributary.connector.files.parquet.wire.LittleEndian;
import dev.tributary.connector.files.parquet.wire.Malformed;
import dev.tributary.connector.files.parquet.wire.Struct;
import dev.tributary.connector.files.parquet.wire.StructReader;
import dev.tributary.connector.files.store.FileInput;
import java.io.IOException;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Reads the pages of one column chunk: one compressed and one decompressed page, and the
 * dictionary, are in memory at a time. Not thread-safe.
 */
public final class PageReader {
  private static final int DATA = 0;
  private static final int DICTIONARY = 2;
  private static final int DATA_V2 = 3;
  private static final int LARGEST_HEAD = 16 << 20;
  private static final int USUAL_HEAD = 256;

  private final Leaf leaf;
  private final Place place;
  private final Window window;
  private final Inflater inflater;
  private @Nullable Dictionary dictionary;
  private Struct head;
  private int length;
  private int size;
  private long ahead = Long.MAX_VALUE;

  /** What a page holds. */
  public record Page(Levels repetitions, Levels definitions, ValueDecoder values) {}

  /** Makes a reader of a chunk. */
  public PageReader(FileInput file, Chunk chunk, Leaf leaf, Place place) {
    this.leaf = leaf;
    this.place = place;
    file.expect(chunk.from(), chunk.length());
    this.window = new Window(file, chunk.from(), chunk.from() + chunk.length());
    this.inflater = new Inflater(chunk.codec());
    this.head = new StructReader(new byte[1], 0, 1).read();
  }

  /** Returns the place of the page, for errors. */
  public Place place() {
    return place.in("page before byte " + window.position());
  }

  /**
   * Goes to the next data page, without reading it: {@link #read} or {@link #skip} follows.
   *
   * @return how many values it says it has, nulls included; -1 if there are no more pages
   * @throws Malformed if there is no page where one should be
   * @throws IOException if the file cannot be read
   */
  public int next() throws IOException {
    while (window.left() > 0) {
      readHead();
      int type = head.getInt(1);
      if (type == DATA || type == DATA_V2) {
        int values = head.getStruct(type == DATA ? 5 : 8).getInt(1);
        if (values < 0) {
          throw Malformed.of("a page of " + values + " values");
        }
        return values;
      }
      if (type == DICTIONARY) {
        readDictionary();
      } else {
        skip();
      }
    }
    return -1;
  }

  private void readHead() throws IOException {
    int tried = (int) Math.min(window.left(), USUAL_HEAD);
    while (true) {
      window.need(tried);
      StructReader reader =
          new StructReader(window.bytes(), window.index(), window.index() + window.here());
      try {
        head = reader.read();
        window.skip(reader.position() - window.index());
        break;
      } catch (Malformed malformed) {
        if (!malformed.isTooShort() || window.here() == window.left() || tried > LARGEST_HEAD) {
          throw malformed;
        }
        tried = (int) Math.min(window.left(), 2L * Math.max(tried, window.here()));
      }
    }
    size = head.getInt(2);
    length = head.getInt(3);
    if (size < 0 || length < 0 || length > window.left()) {
      throw Malformed.of(
          "a page of "
              + length
              + " bytes, "
              + size
              + " decompressed, where "
              + window.left()
              + " are left of its column");
    }
  }

  /** Passes over the page. */
  public void skip() {
    window.skip(length);
  }

  /**
   * Goes to a later page, of which {@link #next} then tells, without what lies before it; only the
   * dictionary is read, if nothing was read before.
   *
   * @param offset where the page begins
   * @param first where the first data page begins, before which a dictionary may lie
   * @throws Malformed if it lies before what was read
   * @throws IOException if the file cannot be read
   */
  public void seek(long offset, long first) throws IOException {
    if (window.position() < first) {
      window.ahead(Math.min(ahead, first));
      readHead();
      if (head.getInt(1) == DICTIONARY) {
        readDictionary();
      }
      window.ahead(ahead);
    }
    if (offset < window.position()) {
      throw Malformed.of("the page index points back to byte " + offset);
    }
    window.skip(offset - window.position());
  }

  /** Says how far it is worth to read ahead: up to this place in the file. */
  public void ahead(long to) {
    ahead = to;
    window.ahead(to);
  }

  private byte[] load(int lead, boolean raw) throws IOException {
    window.need(length);
    int from = window.index();
    if (head.has(4)) {
      CRC32 crc = new CRC32();
      crc.update(window.bytes(), from, length);
      if ((int) crc.getValue() != head.getInt(4)) {
        throw Malformed.of("a page's checksum is wrong");
      }
    }
    byte[] page = inflater.inflate(window.bytes(), from, length, lead, size, raw);
    window.skip(length);
    return page;
  }

  private void readDictionary() throws IOException {
    Struct of = head.getStruct(7);
    int encoding = of.getInt(2);
    if (encoding != Decoders.PLAIN && encoding != Decoders.PLAIN_DICTIONARY) {
      throw Malformed.of("a dictionary has the encoding " + encoding);
    }
    byte[] page = Inflater.keep(load(0, false), size);
    dictionary = new Dictionary(leaf.physical(), leaf.length(), page, size, of.getInt(1));
  }

  /**
   * Reads the page that {@link #next} went to. Its values point into memory that the next page
   * takes over.
   *
   * @throws Malformed if it is broken
   * @throws IOException if the file cannot be read
   */
  public Page read() throws IOException {
    return head.getInt(1) == DATA ? readFirst(head.getStruct(5)) : readSecond(head.getStruct(8));
  }

  private Page readFirst(Struct of) throws IOException {
    byte[] page = load(0, false);
    int entries = of.getInt(1);
    Levels repetitions = Levels.none();
    int at = 0;
    if (leaf.repetition() > 0) {
      int end = levelsEnd(page, at, of.getInt(4), leaf.repetition(), entries);
      repetitions = levels(page, at, end, of.getInt(4), leaf.repetition());
      at = end;
    }
    Levels definitions = Levels.none();
    if (leaf.definition() > 0) {
      int end = levelsEnd(page, at, of.getInt(3), leaf.definition(), entries);
      definitions = levels(page, at, end, of.getInt(3), leaf.definition());
      at = end;
    }
    return new Page(repetitions, definitions, values(of.getInt(2), page, at));
  }

  private int levelsEnd(byte[] page, int at, int encoding, int max, int entries) {
    long length;
    if (encoding == Decoders.BIT_PACKED) {
      length = ((long) entries * Levels.width(max) + 7) / 8;
    } else if (encoding == Decoders.RLE) {
      length = size - at < 4 ? -1 : 4L + LittleEndian.getInt(page, at);
    } else {
      throw Malformed.of("levels have the encoding " + encoding);
    }
    if (length < 0 || length > size - at) {
      throw Malformed.of("levels of " + length + " bytes where " + (size - at) + " are left");
    }
    return at + (int) length;
  }

  private static Levels levels(byte[] page, int at, int end, int encoding, int max) {
    return encoding == Decoders.RLE
        ? Levels.runs(page, at + 4, end, max)
        : Levels.packed(page, at, end, max);
  }

  private Page readSecond(Struct of) throws IOException {
    int repeated = of.getInt(6);
    int defined = of.getInt(5);
    if (repeated < 0 || defined < 0 || (long) repeated + defined > Math.min(length, size)) {
      throw Malformed.of("levels of " + repeated + " and " + defined + " bytes");
    }
    byte[] page = load(repeated + defined, !of.getBoolean(7, true));
    int values = repeated + defined;
    Levels repetitions =
        leaf.repetition() == 0 ? Levels.none() : Levels.runs(page, 0, repeated, leaf.repetition());
    Levels definitions =
        leaf.definition() == 0
            ? Levels.none()
            : Levels.runs(page, repeated, values, leaf.definition());
    return new Page(repetitions, definitions, values(of.getInt(4), page, values));
  }

  private ValueDecoder values(int encoding, byte[] page, int at) {
    return Decoders.of(encoding, leaf.physical(), leaf.length(), dictionary, page, at, size);
  }
}
