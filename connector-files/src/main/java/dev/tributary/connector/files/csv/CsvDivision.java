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
      while (size - wanted >= bytes / 2 && records.next()) {
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
}
