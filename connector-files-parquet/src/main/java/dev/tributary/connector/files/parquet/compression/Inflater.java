package dev.tributary.connector.files.parquet.compression;

import dev.tributary.connector.files.parquet.wire.Malformed;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.brotli.dec.BrotliInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses the pages of one column chunk. Keeps what the codec needs between pages.
 *
 * <p>A page says how large it becomes. Where that is more than such bytes usually become, the
 * memory grows with what really comes out of them. Not thread-safe.
 */
public final class Inflater {
  /** How many bytes behind a page's end can be read. */
  public static final int SPARE = 8;

  private static final int USUAL_RATIO = 32;
  private static final int USUAL_SIZE = 1 << 20;

  private final Codec codec;
  private byte[] page = {};
  private final Lz4Decompressor lz4 = new Lz4Decompressor();
  private @Nullable ZstdDecompressor zstd;

  /** Makes one for a codec. */
  public Inflater(Codec codec) {
    if (codec == Codec.LZO) {
      throw Malformed.of("it is compressed with LZO");
    }
    this.codec = codec;
  }

  /**
   * Decompresses a page into an array that is used again for the next one.
   *
   * @param bytes what is compressed
   * @param from where it starts
   * @param length how long it is
   * @param lead how many bytes stand before it that are not compressed and come along
   * @param size how large it becomes, the lead included
   * @param raw whether this page is not compressed after all
   * @return the page, with {@value #SPARE} bytes to spare behind its end
   * @throws Malformed if it does not become exactly that large
   */
  public byte[] inflate(byte[] bytes, int from, int length, int lead, int size, boolean raw) {
    int packed = length - lead;
    int whole = size - lead;
    if (lead < 0 || packed < 0 || whole < 0 || size > Integer.MAX_VALUE - 64) {
      throw Malformed.of("a page of " + length + " bytes becomes " + size);
    }
    if (raw || codec == Codec.UNCOMPRESSED) {
      return copy(bytes, from, length, size);
    }
    boolean usual = whole <= USUAL_SIZE || whole / USUAL_RATIO <= packed;
    if (!usual && (codec == Codec.SNAPPY || codec == Codec.LZ4_RAW || codec == Codec.LZ4)) {
      // no byte of these two becomes more than 255
      if (whole / 256 > packed) {
        throw Malformed.of(packed + " compressed bytes cannot become " + whole);
      }
      usual = true;
    }
    page = usual ? room(page, size + Snappy.SPARE) : page;
    if (page.length < lead + SPARE) {
      page = new byte[lead + SPARE];
    }
    System.arraycopy(bytes, from, page, 0, lead);
    int end;
    try {
      end = unpack(bytes, from + lead, packed, lead, size, usual);
    } catch (MalformedInputException | IOException | IndexOutOfBoundsException broken) {
      throw Malformed.of("its " + codec + " is broken: " + broken.getMessage());
    } catch (IllegalArgumentException | IllegalStateException broken) {
      throw Malformed.of("its " + codec + " does not fit: " + broken.getMessage());
    }
    if (end != size) {
      throw Malformed.of("its " + codec + " becomes " + end + " bytes, not " + size);
    }
    return page;
  }

  /** Returns a copy of the page's first bytes, which stays as it is. */
  public static byte[] keep(byte[] page, int size) {
    return Arrays.copyOf(page, size + SPARE);
  }

  private byte[] copy(byte[] bytes, int from, int length, int size) {
    if (length != size) {
      throw Malformed.of("an uncompressed page of " + length + " bytes becomes " + size);
    }
    page = room(page, size + SPARE);
    System.arraycopy(bytes, from, page, 0, size);
    return page;
  }

  private int unpack(byte[] bytes, int from, int length, int at, int size, boolean usual)
      throws IOException {
    if (length == 0 && at == size) {
      return size;
    }
    switch (codec) {
      case SNAPPY:
        return Snappy.unpack(bytes, from, length, page, at, size - at);
      case LZ4_RAW:
        return at + lz4.decompress(bytes, from, length, page, at, size - at);
      case LZ4:
        return hadoop(bytes, from, length, at, size);
      case ZSTD:
        if (usual) {
          ZstdDecompressor decompressor = zstd;
          if (decompressor == null) {
            zstd = decompressor = new ZstdDecompressor();
          }
          return at + decompressor.decompress(bytes, from, length, page, at, size - at);
        }
        return drain(new ZstdInputStream(stream(bytes, from, length)), at, size);
      case GZIP:
        return drain(new GZIPInputStream(stream(bytes, from, length), 8192), at, size);
      case BROTLI:
        return drain(new BrotliInputStream(stream(bytes, from, length)), at, size);
      default:
        throw Malformed.of("nothing reads " + codec);
    }
  }

  private static InputStream stream(byte[] bytes, int from, int length) {
    return new ByteArrayInputStream(bytes, from, length);
  }

  /** Reads what comes, up to one byte more than there may be. */
  private int drain(InputStream from, int at, int size) throws IOException {
    int end = at;
    try (InputStream in = from) {
      while (true) {
        if (page.length - end < SPARE + 1) {
          int doubled = (int) Math.min(size + 1L + SPARE, Math.max(64, 2L * page.length));
          page = Arrays.copyOf(page, Math.max(doubled, end + SPARE + 1));
        }
        int most = Math.min(page.length - SPARE - end, size + 1 - end);
        if (most == 0) {
          return end;
        }
        int some = in.read(page, end, most);
        if (some < 0) {
          return end;
        }
        end += some;
      }
    }
  }

  /** Blocks with their two sizes before them; where they do not add up, the bytes are one block. */
  private int hadoop(byte[] bytes, int from, int length, int at, int size) {
    int in = from;
    int end = from + length;
    int out = at;
    while (end - in >= 8) {
      int whole = bigEndian(bytes, in);
      int packed = bigEndian(bytes, in + 4);
      if (whole < 0 || whole > size - out || packed < 0 || packed > end - in - 8) {
        break;
      }
      out += lz4.decompress(bytes, in + 8, packed, page, out, whole);
      in += 8 + packed;
    }
    return in == end ? out : at + lz4.decompress(bytes, from, length, page, at, size - at);
  }

  private static int bigEndian(byte[] bytes, int at) {
    return bytes[at] << 24
        | (bytes[at + 1] & 0xFF) << 16
        | (bytes[at + 2] & 0xFF) << 8
        | (bytes[at + 3] & 0xFF);
  }

  private static byte[] room(byte[] page, int size) {
    return page.length >= size ? page : new byte[size];
  }
}
