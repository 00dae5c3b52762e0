package dev.tributary.connector.files.parquet.compression;

import io.airlift.compress.Compressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Compresses pages. Keeps what the codec needs between pages. Not thread-safe. */
public final class Packer {
  private final Codec codec;
  private final @Nullable Compressor compressor;
  private byte[] packed = {};
  private int size;

  /**
   * Makes one for a codec.
   *
   * @throws IllegalArgumentException if the codec is only read
   */
  public Packer(Codec codec) {
    this.codec = codec;
    this.compressor =
        switch (codec) {
          case SNAPPY -> new SnappyCompressor();
          case ZSTD -> new ZstdCompressor();
          case LZ4_RAW -> new Lz4Compressor();
          case UNCOMPRESSED, GZIP -> null;
          default -> throw new IllegalArgumentException(codec + " is only read");
        };
  }

  /** Returns the codec. */
  public Codec codec() {
    return codec;
  }

  /**
   * Compresses the first bytes of an array.
   *
   * @return an array whose first {@link #size} bytes are the result, until the next call
   */
  public byte[] pack(byte[] bytes, int length) throws IOException {
    if (codec == Codec.UNCOMPRESSED) {
      size = length;
      return bytes;
    }
    if (compressor == null) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(length / 2 + 64);
      try (GZIPOutputStream gzip = new GZIPOutputStream(out, 8192)) {
        gzip.write(bytes, 0, length);
      }
      byte[] result = out.toByteArray();
      size = result.length;
      return result;
    }
    int most = compressor.maxCompressedLength(length);
    if (packed.length < most) {
      packed = new byte[most];
    }
    size = compressor.compress(bytes, 0, length, packed, 0, packed.length);
    return packed;
  }

  /** Returns how many bytes the last result has. */
  public int size() {
    return size;
  }
}
