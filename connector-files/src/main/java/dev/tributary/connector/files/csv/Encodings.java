package dev.tributary.connector.files.csv;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Finds out the encoding of a text. */
final class Encodings {
  private static final int LOOKED_AT = 4096;

  private Encodings() {}

  /**
   * Returns the encoding by its mark; else UTF-16 where every other byte is mostly 0, UTF-8 where
   * the bytes are that, and windows-1252, which is what most of the others are.
   *
   * @param bytes the beginning of a text
   * @param isWhole whether it is all of it; otherwise the last character may be cut
   */
  static Charset of(byte[] bytes, boolean isWhole) {
    if (bytes.length >= 2 && (bytes[0] & 0xFF) + (bytes[1] & 0xFF) == 0xFE + 0xFF) {
      boolean marked = (bytes[0] & 0xFF) >= 0xFE && (bytes[1] & 0xFF) >= 0xFE;
      if (marked) {
        boolean four = bytes.length >= 4 && bytes[2] == 0 && bytes[3] == 0;
        return four ? Charset.forName("UTF-32") : StandardCharsets.UTF_16;
      }
    }
    int[] zeros = new int[2];
    int looked = Math.min(bytes.length, LOOKED_AT) & ~1;
    for (int i = 0; i < looked; i++) {
      zeros[i & 1] += bytes[i] == 0 ? 1 : 0;
    }
    if (looked > 2 && Math.max(zeros[0], zeros[1]) > looked / 4) {
      return zeros[0] > zeros[1] ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
    }
    boolean utf8 =
        !StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length), isWhole)
            .isError();
    return utf8 ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
  }
}
