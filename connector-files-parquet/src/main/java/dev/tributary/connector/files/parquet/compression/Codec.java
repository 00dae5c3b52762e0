package dev.tributary.connector.files.parquet.compression;

import dev.tributary.connector.files.parquet.wire.Malformed;

/** How pages are compressed, in the order of the format's numbers. */
public enum Codec {
  /** Not at all. */
  UNCOMPRESSED,
  /** Snappy blocks. */
  SNAPPY,
  /** gzip, one or more members. */
  GZIP,
  /** LZO, which nothing here reads. */
  LZO,
  /** Brotli; read only. */
  BROTLI,
  /** LZ4 blocks in Hadoop's frame, or bare ones that an old writer called so; read only. */
  LZ4,
  /** Zstandard frames. */
  ZSTD,
  /** Bare LZ4 blocks. */
  LZ4_RAW;

  private static final Codec[] ALL = values();

  /**
   * Returns the codec of this number.
   *
   * @throws Malformed if there is none
   */
  public static Codec of(int number) {
    if (number < 0 || number >= ALL.length) {
      throw Malformed.of("there is no compression " + number);
    }
    return ALL[number];
  }
}
