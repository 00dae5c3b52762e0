package dev.tributary.connector.files.parquet.compression;

import dev.tributary.connector.files.parquet.wire.Malformed;

/** How pages are compressed, in the order of the format's numbers. */
public enum Codec {
  /** Not at all. */
  UNCOMPRESSED(0),
  /** Snappy blocks. */
  SNAPPY(1),
  /** gzip, one or more members. */
  GZIP(2),
  /** LZO, which nothing here reads. */
  LZO(3),
  /** Brotli; read only. */
  BROTLI(4),
  /** LZ4 blocks in Hadoop's frame, or bare ones that an old writer called so; read only. */
  LZ4(5),
  /** Zstandard frames. */
  ZSTD(6),
  /** Bare LZ4 blocks. */
  LZ4_RAW(7);

  private static final Codec[] ALL = values();

  private final int number;

  Codec(int number) {
    this.number = number;
  }

  /** Returns the format's number of this codec. */
  public int number() {
    return number;
  }

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
