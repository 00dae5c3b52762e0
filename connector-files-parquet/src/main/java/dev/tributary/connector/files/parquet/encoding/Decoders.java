package dev.tributary.connector.files.parquet.encoding;

import dev.tributary.connector.files.parquet.wire.LittleEndian;
import dev.tributary.connector.files.parquet.wire.Malformed;
import org.jspecify.annotations.Nullable;

/** Chooses the decoder of a page by the number of its encoding. */
public final class Decoders {
  /** Values as they are. */
  public static final int PLAIN = 0;

  /** Places in a dictionary, or a dictionary's values, by their old number. */
  public static final int PLAIN_DICTIONARY = 2;

  /** Runs and packed bits. */
  public static final int RLE = 3;

  /** Levels as bits, highest first. */
  public static final int BIT_PACKED = 4;

  /** Places in a dictionary. */
  public static final int RLE_DICTIONARY = 8;

  private static final int DELTA_BINARY_PACKED = 5;
  private static final int DELTA_LENGTH_BYTE_ARRAY = 6;
  private static final int DELTA_BYTE_ARRAY = 7;
  private static final int BYTE_STREAM_SPLIT = 9;

  private Decoders() {}

  /**
   * Returns a decoder of the values in a page.
   *
   * @param encoding the encoding's number
   * @param length how many bytes a value of type FIXED has
   * @param bytes the page, with at least eight bytes behind its end
   * @param from where its values start
   * @param end where the page ends
   * @throws Malformed if the page has no such values, or a dictionary is missing
   */
  public static ValueDecoder of(
      int encoding,
      Physical type,
      int length,
      @Nullable Dictionary dictionary,
      byte[] bytes,
      int from,
      int end) {
    switch (encoding) {
      case PLAIN:
        return new Plain(type, length, bytes, from, end);
      case PLAIN_DICTIONARY:
      case RLE_DICTIONARY:
        if (dictionary == null) {
          throw Malformed.of("a page points to a dictionary that is not there");
        }
        return dictionary.decoder(bytes, from, end);
      case RLE:
        return booleans(type, bytes, from, end);
      default:
        break;
    }
    if (from == end) {
      return (into, count) -> {
        throw Malformed.tooShort("the page has no values");
      };
    }
    boolean isBytes = type == Physical.BYTE_ARRAY || type == Physical.FIXED;
    if (encoding == DELTA_BINARY_PACKED) {
      return new Delta(type, bytes, from, end);
    } else if (encoding == DELTA_LENGTH_BYTE_ARRAY && type == Physical.BYTE_ARRAY) {
      return new DeltaLength(bytes, from, end);
    } else if (encoding == DELTA_BYTE_ARRAY && isBytes) {
      return new DeltaPrefix(bytes, from, end);
    } else if (encoding == BYTE_STREAM_SPLIT) {
      return new Split(type, length, bytes, from, end);
    }
    throw Malformed.of(type + " has no encoding " + encoding);
  }

  private static ValueDecoder booleans(Physical type, byte[] bytes, int from, int end) {
    if (type != Physical.BOOLEAN) {
      throw Malformed.of("runs of " + type);
    }
    if (from == end) {
      return (into, count) -> {
        throw Malformed.tooShort("the page has no values");
      };
    }
    int length = end - from < 4 ? -1 : LittleEndian.getInt(bytes, from);
    if (length < 0 || length > end - from - 4) {
      throw Malformed.of("runs of " + length + " bytes where " + (end - from) + " are left");
    }
    RunDecoder runs = new RunDecoder(bytes, from + 4, from + 4 + length, 1);
    return (into, count) -> runs.read(into.ints, count);
  }
}
