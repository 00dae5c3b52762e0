package dev.tributary.connector.http.json;

/** Checks UTF-8. */
final class Utf8 {
  private Utf8() {}

  /** Returns the index of the first byte that is not well-formed UTF-8, or -1 if all are. */
  static int malformed(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to) {
      int lead = bytes[i];
      if (lead >= 0) {
        i++;
        continue;
      }
      int length = length(lead & 0xFF);
      if (length == 0 || i + length > to || !isSecond(lead & 0xFF, bytes[i + 1] & 0xFF)) {
        return i;
      }
      for (int tail = 2; tail < length; tail++) {
        if ((bytes[i + tail] & 0xC0) != 0x80) {
          return i;
        }
      }
      i += length;
    }
    return -1;
  }

  private static int length(int lead) {
    if (lead < 0xC2 || lead > 0xF4) {
      return 0;
    }
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  }

  /** Refuses overlong forms, surrogates, and what is past the last code point. */
  private static boolean isSecond(int lead, int second) {
    int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return second >= least && second <= most;
  }
}
