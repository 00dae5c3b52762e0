package dev.tributary.connector.files.csv;

import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FormatFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Divides a CSV where records begin.
 *
 * <p>Whether a line end separates records or stands in quotes can only be told by everything before
 * it. So the places are not guessed: the records are walked from the file's start, without decoding
 * a value, which takes a fraction of the time that reading takes.
 */
final class CsvDivision {
  /** How many fields are looked at together. */
  private static final int FIELDS = 4096;

  private CsvDivision() {}

  /**
   * Returns ranges of about so many bytes; the whole where the dialect's bytes cannot be counted.
   */
  static List<FileRange> divide(FormatFile file, long bytes) throws IOException {
    long size = file.stored().size();
    if (size < 2 * bytes || !CsvText.isUtf8(file)) {
      return List.of(FileRange.whole(size));
    }
    List<FileRange> ranges = new ArrayList<>();
    try (CsvHead head = CsvHead.read(file)) {
      if (!(head.records instanceof CsvScanner records)) {
        return List.of(FileRange.whole(size));
      }
      long from = 0;
      long wanted = bytes;
      while (size - wanted >= bytes / 2 && walk(records, head.names.size(), wanted)) {
        if (records.after() >= wanted) {
          ranges.add(new FileRange(from, records.after(), records.after() - from));
          from = records.after();
          wanted = from + bytes;
        }
      }
      ranges.add(new FileRange(from, Long.MAX_VALUE, size - from));
    }
    return ranges;
  }

  /** Passes over some records, of which the last one may end behind a place; false at the end. */
  private static boolean walk(CsvScanner records, int width, long wanted) throws IOException {
    int most = Math.max(1, FIELDS / Math.max(1, width));
    return (width > 0 && records.block(most, width, wanted, Integer.MAX_VALUE) > 0)
        || records.next();
  }
}
