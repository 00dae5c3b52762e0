package dev.tributary.connector.gcs;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.zip.CRC32C;

/** Checksums as Cloud Storage writes them. */
final class Crc {
  private Crc() {}

  static String text(CRC32C crc) {
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
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
