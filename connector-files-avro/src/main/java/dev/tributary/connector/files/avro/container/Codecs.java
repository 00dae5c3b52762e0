package dev.tributary.connector.files.avro.container;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.avro.schema.Broken;
import io.airlift.compress.MalformedInputException;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/** The compression of blocks, by the names that headers use. Stateless. */
public final class Codecs {
  /** How large one block may become. */
  private static final int LARGEST = 512 << 20;

  private static final int CHECKSUM = 4;

  private Codecs() {}

  /**
   * Decompresses a block.
   *
   * @throws Broken if it is broken, or larger than a block may be
   * @throws ConnectorException of kind CONFIG if nothing here reads the codec
   */
  @SuppressWarnings(
      "deprecation") // what replaces the constructor brings commons-io into our module
  public static byte[] unpack(String codec, byte[] block) {
    try {
      return switch (codec) {
        case "null" -> block;
        case "deflate" -> {
          Inflater inflater = new Inflater(true);
          try {
            yield drain(new InflaterInputStream(stream(block), inflater, 8192));
          } finally {
            inflater.end();
          }
        }
        case "snappy" -> snappy(block);
        case "zstandard" -> drain(new ZstdInputStream(stream(block)));
        case "bzip2" -> drain(CommonsStreams.bzip2(stream(block)));
        case "xz" -> drain(CommonsStreams.xz(stream(block)));
        default ->
            throw ConnectorException.of(ErrorKind.CONFIG, "nothing reads the codec " + codec)
                .build();
      };
    } catch (IOException | MalformedInputException broken) {
      throw new Broken("its " + codec + " is broken: " + broken.getMessage());
    } catch (IllegalArgumentException | IllegalStateException | IndexOutOfBoundsException broken) {
      throw new Broken("its " + codec + " does not fit: " + broken.getMessage());
    } catch (NoClassDefFoundError missing) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "a library for the codec " + codec + " is missing")
          .remedy(
              codec.equals("xz")
                  ? "Add org.apache.commons:commons-compress and org.tukaani:xz"
                  : "Add org.apache.commons:commons-compress")
          .cause(missing)
          .build();
    }
  }

  private static InputStream stream(byte[] block) {
    return new ByteArrayInputStream(block);
  }

  private static byte[] drain(InputStream from) throws IOException {
    try (InputStream in = from) {
      byte[] bytes = in.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new Broken("a block becomes more than " + LARGEST + " bytes");
      }
      return bytes;
    }
  }

  private static byte[] snappy(byte[] block) {
    int length = block.length - CHECKSUM;
    int size = length < 1 ? -1 : SnappyDecompressor.getUncompressedLength(block, 0);
    // no byte of it becomes more than 64
    if (size < 0 || size / 64 > length || size > LARGEST) {
      throw new Broken("its snappy of " + block.length + " bytes becomes " + size);
    }
    byte[] bytes = new byte[size];
    new SnappyDecompressor().decompress(block, 0, length, bytes, 0, size);
    CRC32 crc = new CRC32();
    crc.update(bytes);
    if ((int) crc.getValue() != ByteBuffer.wrap(block, length, CHECKSUM).getInt()) {
      throw new Broken("a block's checksum is wrong");
    }
    return bytes;
  }

  /**
   * Compresses the first bytes of an array.
   *
   * @throws IllegalArgumentException if the codec is only read
   * @throws IOException never, but memory streams declare it
   */
  public static byte[] pack(String codec, byte[] bytes, int size) throws IOException {
    switch (codec) {
      case "null":
        return Arrays.copyOf(bytes, size);
      case "deflate":
        ByteArrayOutputStream out = new ByteArrayOutputStream(size / 2 + 64);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try (DeflaterOutputStream to = new DeflaterOutputStream(out, deflater)) {
          to.write(bytes, 0, size);
        } finally {
          deflater.end();
        }
        return out.toByteArray();
      case "snappy":
        SnappyCompressor snappy = new SnappyCompressor();
        byte[] packed = new byte[snappy.maxCompressedLength(size) + CHECKSUM];
        int length = snappy.compress(bytes, 0, size, packed, 0, packed.length - CHECKSUM);
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, size);
        ByteBuffer.wrap(packed, length, CHECKSUM).putInt((int) crc.getValue());
        return Arrays.copyOf(packed, length + CHECKSUM);
      case "zstandard":
        ZstdCompressor zstd = new ZstdCompressor();
        byte[] small = new byte[zstd.maxCompressedLength(size)];
        return Arrays.copyOf(small, zstd.compress(bytes, 0, size, small, 0, small.length));
      default:
        throw new IllegalArgumentException(codec + " is only read");
    }
  }
}
