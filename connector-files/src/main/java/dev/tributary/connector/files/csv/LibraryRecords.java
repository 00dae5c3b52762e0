package dev.tributary.connector.files.csv;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads records by commons-csv: delimiters of several characters, quotes beyond ASCII, trimmed
 * fields. It counts records, not bytes, and cannot tell quoted texts from others.
 */
final class LibraryRecords extends CsvRecords {
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final String place;
  private final String delimiter;
  private long number = -1;

  /**
   * Makes a reader of records.
   *
   * @param utf8 the bytes, behind a byte order mark; closed with the reader
   */
  LibraryRecords(InputStream utf8, CsvDialect dialect, String place) throws IOException {
    this.place = place;
    this.delimiter = dialect.delimiter();
    this.parser =
        CSVParser.builder()
            .setReader(new InputStreamReader(utf8, StandardCharsets.UTF_8.newDecoder()))
            .setFormat(format(dialect))
            .get();
    this.records = parser.iterator();
  }

  static CSVFormat format(CsvDialect dialect) {
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(dialect.delimiter())
        .setQuote(character(dialect.quote()))
        .setEscape(character(dialect.escape()))
        .setCommentMarker(character(dialect.comment()))
        .setIgnoreSurroundingSpaces(dialect.trim())
        .setIgnoreEmptyLines(dialect.skipEmpty())
        .get();
  }

  @SuppressWarnings("NullAway") // the library takes null for none
  private static Character character(String text) {
    return text.isEmpty() ? null : text.charAt(0);
  }

  @Override
  boolean next() throws IOException {
    CSVRecord record;
    try {
      if (!records.hasNext()) {
        return false;
      }
      line = parser.getCurrentLineNumber() + 1;
      record = records.next();
    } catch (UncheckedIOException | IllegalStateException broken) {
      throw ConnectorException.of(ErrorKind.DATA, "the CSV cannot be read on")
          .place(place + ", about line " + (parser.getCurrentLineNumber() + 1))
          .remedy("Look at the quotes there, and at the encoding")
          .cause(broken)
          .build();
    }
    number++;
    fields = record.size();
    while (starts.length < fields) {
      grow();
    }
    Arrays.fill(marks, 0, fields, (byte) 0);
    int end = 0;
    for (int i = 0; i < fields; i++) {
      byte[] text = record.get(i).getBytes(StandardCharsets.UTF_8);
      if (bytes.length < end + text.length) {
        bytes = Arrays.copyOf(bytes, 2 * (end + text.length));
      }
      System.arraycopy(text, 0, bytes, end, text.length);
      starts[i] = end;
      end += text.length;
      ends[i] = end;
    }
    return true;
  }

  @Override
  long at() {
    return number;
  }

  @Override
  long after() {
    return number + 1;
  }

  @Override
  long nextLine() {
    return parser.getCurrentLineNumber() + 1;
  }

  @Override
  byte[] raw() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < fields; i++) {
      text.append(i == 0 ? "" : delimiter);
      text.append(new String(bytes, starts[i], ends[i] - starts[i], StandardCharsets.UTF_8));
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
