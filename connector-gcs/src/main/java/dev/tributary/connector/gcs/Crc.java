package dev.tributary.connector.gcs;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;

/** Checksums as Cloud Storage writes them. */
final class Crc {
  /** The polynomial of crc32c, the lowest power in the highest bit. */
  private static final int POLYNOMIAL = 0x82F63B78;

  private Crc() {}

  static String text(CRC32C crc) {
    return text((int) crc.getValue());
  }

  static String text(int crc) {
    return Base64.getEncoder().encodeToString(ByteBuffer.allocate(4).putInt(crc).array());
  }

  /**
   * Returns the checksum of two runs of bytes behind one another.
   *
   * @param second that of the second
   * @param length how many bytes the second has
   */
  static int joined(int first, int second, long length) {
    // Each byte behind them multiplies the first one's remainder by x to the eighth.
    return times(power(8 * length), first) ^ second;
  }

  /** Returns x to the n, modulo the polynomial. */
  private static int power(long n) {
    int result = 1 << 31; // x to the zero
    int square = 1 << 30; // x
    for (long left = n; left > 0; left >>= 1) {
      if ((left & 1) != 0) {
        result = times(result, square);
      }
      square = times(square, square);
    }
    return result;
  }

  /** Returns the product of two polynomials, modulo the polynomial. */
  private static int times(int a, int b) {
    int product = 0;
    int factor = b;
    for (int bit = 31; bit >= 0; bit--) {
      if ((a >>> bit & 1) != 0) {
        product ^= factor;
      }
      factor = (factor >>> 1) ^ ((factor & 1) != 0 ? POLYNOMIAL : 0);
    }
    return product;
  }

  /** Returns the one that headers name; empty if they name none. */
  static String of(List<String> headers) {
    for (String header : headers) {
      for (String each : header.split(",", -1)) {
        if (each.strip().startsWith("crc32c=")) {
          return each.strip().substring("crc32c=".length());
        }
      }
    }
    return "";
  }
}
