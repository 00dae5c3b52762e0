package dev.tributary.connector.files.csv;

import dev.tributary.connector.files.text.ByteWindow;
import dev.tributary.connector.option.Options;
import java.io.IOException;
import java.util.List;

/** Finds out which delimiter a CSV has. */
final class Sniffer {
  private static final List<String> DELIMITERS = List.of(",", ";", "\t", "|");
  private static final int RECORDS = 200;

  private Sniffer() {}

  /** Returns the dialect that the options say, and the sample shows where they do not. */
  static CsvDialect dialect(ByteWindow window, Options options) throws IOException {
    String named = options.find(CsvOptions.DELIMITER).orElse("");
    if (!named.isEmpty()) {
      return CsvDialect.of(options, named.equals("\\t") ? "\t" : named);
    }
    CsvDialect usual = CsvDialect.of(options, ",");
    List<String> present = present(window);
    if (present.size() < 2) {
      return usual.delimiter(present.isEmpty() ? "," : present.get(0));
    }
    String best = ",";
    long bestScore = 0;
    for (String delimiter : present) {
      CsvDialect dialect = usual.delimiter(delimiter);
      if (!new CsvDialect(
              delimiter, usual.quote(), usual.escape(), usual.comment(), false, usual.skipEmpty())
          .isSimple()) {
        continue;
      }
      long score = score(window, dialect, options.get(CsvOptions.SKIP_BEFORE));
      if (score > bestScore) {
        bestScore = score;
        best = delimiter;
      }
    }
    if (best.equals(",") && present.contains(";") && hasOnlyDecimalCommas(window)) {
      best = ";";
    }
    return usual.delimiter(best);
  }

  /** Whether each comma stands between two digits, as in 1,5: then it divides no fields. */
  private static boolean hasOnlyDecimalCommas(ByteWindow window) {
    byte[] bytes = window.bytes();
    for (int i = 0; i < window.limit(); i++) {
      boolean inNumber =
          i > 0 && i + 1 < window.limit() && isDigit(bytes[i - 1]) && isDigit(bytes[i + 1]);
      if (bytes[i] == ',' && !inNumber) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** Returns the delimiters that the sample holds at all, mostly one. */
  private static List<String> present(ByteWindow window) {
    byte[] bytes = window.bytes();
    boolean[] seen = new boolean[128];
    for (int i = 0; i < window.limit(); i++) {
      seen[bytes[i] & 0x7F] |= bytes[i] >= 0;
    }
    return DELIMITERS.stream().filter(delimiter -> seen[delimiter.charAt(0)]).toList();
  }

  /**
   * How well a delimiter explains the sample: rows of as many fields as the first one speak for it,
   * others against it. A delimiter that divides nothing scores nothing.
   */
  private static long score(ByteWindow window, CsvDialect dialect, int skip) throws IOException {
    int limit = window.limit();
    if (!window.isAtEnd()) {
      while (limit > 0 && window.bytes()[limit - 1] != '\n') {
        limit--; // the last line of the sample is cut
      }
    }
    CsvDialect byBytes =
        new CsvDialect(
            dialect.delimiter(),
            dialect.quote(),
            dialect.escape(),
            dialect.comment(),
            false,
            dialect.skipEmpty());
    try (CsvRecords records = CsvHead.of(window.bytes(), limit, byBytes)) {
      CsvScanner scanner = (CsvScanner) records;
      CsvHead.skip(scanner, skip);
      int first = 0;
      long same = 0;
      long other = 0;
      for (int n = 0; n < RECORDS && records.next(); n++) {
        if (n == 0) {
          first = records.fields;
        } else if (records.fields == first && records.fault.isEmpty()) {
          same++;
        } else {
          other++;
        }
      }
      if (first < 2) {
        return 0;
      }
      return (1000 * (same + 1)) / (same + other + 1) * 1000 + Math.min(first, 999);
    }
  }
}
