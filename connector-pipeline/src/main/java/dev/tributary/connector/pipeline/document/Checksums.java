package dev.tributary.connector.pipeline.document;

import java.util.Locale;
import java.util.zip.Checksum;

/** The text of checksums. */
public final class Checksums {
  private Checksums() {}

  /** Returns a CRC-32C as eight hexadecimal digits. */
  public static String text(Checksum sum) {
    return String.format(Locale.ROOT, "%08x", sum.getValue());
  }
}
