package dev.tributary.connector.files.csv;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.format.FormatFile;
import dev.tributary.connector.files.text.ByteWindow;
import dev.tributary.connector.option.Options;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The beginning of a CSV: its dialect, its columns' names, and the records that follow. Used by one
 * thread.
 */
final class CsvHead implements AutoCloseable {
  private static final int SAMPLE = 1 << 16;

  final CsvDialect dialect;
  final List<String> names;

  /** Stands before the first record. */
  final CsvRecords records;

  private CsvHead(CsvDialect dialect, List<String> names, CsvRecords records) {
    this.dialect = dialect;
    this.names = names;
    this.records = records;
  }

  /** Reads the beginning of a file. */
  static CsvHead read(FormatFile file) throws IOException {
    Options options = file.options();
    ByteWindow window = CsvText.open(file);
    boolean done = false;
    try {
      window.preload(SAMPLE);
      CsvText.refuseOthers(window.bytes(), window.limit(), file.place());
      CsvDialect dialect = Sniffer.dialect(window, options);
      CsvRecords records;
      int before = options.get(CsvOptions.SKIP_BEFORE);
      int after = options.get(CsvOptions.SKIP_AFTER);
      List<String> header = List.of();
      if (dialect.isSimple()) {
        CsvScanner scanner = new CsvScanner(window, dialect);
        scanner.skip(CsvText.mark(window.bytes(), window.limit()));
        skip(scanner, before);
        if (options.get(CsvOptions.HEADER) && scanner.next()) {
          header = texts(scanner);
          refuseFault(scanner, file.place());
        }
        skip(scanner, after);
        records = scanner;
      } else {
        InputStream text = rest(window);
        for (int i = 0; i < before; i++) {
          skipLine(text);
        }
        records = new LibraryRecords(text, dialect, file.place());
        if (options.get(CsvOptions.HEADER) && records.next()) {
          header = texts(records);
        }
        boolean more = true;
        for (int i = 0; i < after && more; i++) {
          more = records.next();
        }
      }
      done = true;
      List<String> given = options.get(CsvOptions.NAMES);
      return new CsvHead(dialect, given.isEmpty() ? distinct(header) : given, records);
    } finally {
      if (!done) {
        window.close();
      }
    }
  }

  private static void refuseFault(CsvScanner header, String place) {
    if (!header.fault.isEmpty()) {
      throw ConnectorException.of(ErrorKind.DATA, "the header cannot be read: " + header.fault)
          .place(place + ", line " + header.line)
          .remedy("Mend it, or set `skip_rows`, `header` and `column_names` in `read_options`")
          .build();
    }
  }

  /** Passes over lines at the start. */
  static void skip(CsvScanner scanner, int lines) throws IOException {
    boolean more = true;
    for (int i = 0; i < lines && more; i++) {
      more = scanner.skipLine();
    }
  }

  private static void skipLine(InputStream text) throws IOException {
    int b = text.read();
    while (b >= 0 && b != '\n') {
      b = text.read();
    }
  }

  /** The window's bytes and what follows them, behind a byte order mark. */
  private static InputStream rest(ByteWindow window) throws IOException {
    int mark = CsvText.mark(window.bytes(), window.limit());
    return new InputStream() {
      private int at = mark;

      @Override
      public int read() throws IOException {
        return at < window.limit() || more() ? window.bytes()[at++] & 0xFF : -1;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        if (at == window.limit() && !more()) {
          return -1;
        }
        int some = Math.min(length, window.limit() - at);
        System.arraycopy(window.bytes(), at, into, offset, some);
        at += some;
        return some;
      }

      private boolean more() throws IOException {
        boolean got = !window.isAtEnd() && window.more(at);
        at = got ? 0 : window.limit();
        return got;
      }

      @Override
      public void close() throws IOException {
        window.close();
      }
    };
  }

  /** Reads records of a sample that is held in memory. */
  static CsvRecords of(byte[] sample, int limit, CsvDialect dialect) throws IOException {
    ByteWindow window =
        new ByteWindow(new ByteArrayInputStream(sample, 0, limit), 0, 1 << 29, "sample");
    CsvScanner scanner = new CsvScanner(window, dialect);
    return scanner;
  }

  private static List<String> texts(CsvRecords records) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < records.fields; i++) {
      int start = records.starts[i];
      texts.add(
          new String(records.source(i), start, records.ends[i] - start, StandardCharsets.UTF_8));
    }
    return texts;
  }

  /** Gives every column a name of its own: empty ones by their place, later ones by a number. */
  static List<String> distinct(List<String> header) {
    Set<String> taken = new HashSet<>(header);
    Set<String> used = new HashSet<>();
    List<String> names = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      String wanted = header.get(i).strip();
      if (wanted.isEmpty()) {
        wanted = name(i);
      }
      String name = wanted;
      for (int n = 2; used.contains(name) || (n > 2 && taken.contains(name)); n++) {
        name = wanted + "_" + n;
      }
      used.add(name);
      names.add(name);
    }
    return names;
  }

  /** Returns the name of a column that has none. */
  static String name(int column) {
    return String.format(Locale.ROOT, "column_%d", column + 1);
  }

  /** Returns the name of a column, which may lie behind those that the header names. */
  String nameOf(int column) {
    return column < names.size() ? names.get(column) : name(column);
  }

  /** Closes the file; again is harmless. */
  @Override
  public void close() throws IOException {
    records.close();
  }
}
