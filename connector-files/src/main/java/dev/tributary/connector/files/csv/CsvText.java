package dev.tributary.connector.files.csv;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.format.FormatFile;
import dev.tributary.connector.files.text.ByteWindow;
import dev.tributary.connector.files.text.Transcoder;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The text of a CSV as UTF-8, whatever its encoding: how to get at it, and what cannot be one. */
final class CsvText {
  private static final int MARK = 4;

  private CsvText() {}

  /** Opens the text at its start, behind which lie the bytes of a mark if it is UTF-8 itself. */
  static ByteWindow open(FormatFile file) throws IOException {
    int cap = file.options().get(CsvOptions.MAX_RECORD);
    InputStream text = stream(file);
    boolean plain = !file.isCompressed() && !(text instanceof Transcoder);
    long length = plain ? file.stored().size() : Long.MAX_VALUE / 2;
    return new ByteWindow(text, 0, cap, file.place(), length);
  }

  /** Opens the text at a place. */
  static ByteWindow open(FormatFile file, long from) throws IOException {
    int cap = file.options().get(CsvOptions.MAX_RECORD);
    if (from > 0 && named(file) == null && !hasWideMark(file)) {
      return new ByteWindow(file.stream(from), from, cap, file.place());
    }
    InputStream text = stream(file);
    text.skipNBytes(from);
    return new ByteWindow(text, from, cap, file.place());
  }

  /** Returns whether the file's bytes are the text's, so that it can be entered anywhere. */
  static boolean isUtf8(FormatFile file) throws IOException {
    return named(file) == null && !hasWideMark(file);
  }

  private static boolean hasWideMark(FormatFile file) throws IOException {
    if (file.options().isSet(CsvOptions.ENCODING)) {
      return false;
    }
    try (InputStream in = file.stream(0)) {
      return marked(in.readNBytes(MARK)) != null;
    }
  }

  private static @Nullable Charset named(FormatFile file) {
    Charset named = file.options().find(CsvOptions.ENCODING).map(Charset::forName).orElse(null);
    boolean plain = StandardCharsets.UTF_8.equals(named) || StandardCharsets.US_ASCII.equals(named);
    return plain ? null : named;
  }

  private static InputStream stream(FormatFile file) throws IOException {
    Charset named = named(file);
    if (named != null) {
      return new Transcoder(file.stream(0), named, file.place());
    }
    if (file.options().isSet(CsvOptions.ENCODING)) {
      return file.stream(0);
    }
    InputStream in = file.stream(0);
    InputStream text = in.markSupported() ? in : new BufferedInputStream(in, 1 << 13);
    text.mark(MARK);
    Charset marked = marked(text.readNBytes(MARK));
    text.reset();
    return marked == null ? text : new Transcoder(text, marked, file.place());
  }

  private static @Nullable Charset marked(byte[] b) {
    if (b.length >= 2 && b[0] == (byte) 0xFE && b[1] == (byte) 0xFF) {
      return StandardCharsets.UTF_16;
    }
    if (b.length >= 2 && b[0] == (byte) 0xFF && b[1] == (byte) 0xFE) {
      boolean wide = b.length >= 4 && b[2] == 0 && b[3] == 0;
      return wide ? Charset.forName("UTF-32") : StandardCharsets.UTF_16;
    }
    return null;
  }

  /** Returns how many bytes at the text's start are a byte order mark. */
  static int mark(byte[] b, int limit) {
    return limit >= 3 && b[0] == (byte) 0xEF && b[1] == (byte) 0xBB && b[2] == (byte) 0xBF ? 3 : 0;
  }

  /**
   * Refuses what is no CSV.
   *
   * @throws ConnectorException of kind DATA, saying what the file is instead
   */
  static void refuseOthers(byte[] b, int limit, String place) {
    String other = other(b, Math.min(limit, 4096));
    if (!other.isEmpty()) {
      throw ConnectorException.of(ErrorKind.DATA, "the file is no CSV but " + other)
          .place(place)
          .remedy("Save it as CSV, set `file_format`, or leave it out by `file_pattern`")
          .build();
    }
  }

  private static String other(byte[] b, int limit) {
    String head = new String(b, 0, Math.min(limit, 512), StandardCharsets.ISO_8859_1);
    if (head.startsWith("PK\3\4")) {
      return "a spreadsheet or another zip archive";
    }
    if (head.startsWith("\u00D0\u00CF\u0011\u00E0")) {
      return "an old spreadsheet or another document";
    }
    if (head.startsWith("PAR1")) {
      return "Parquet";
    }
    if (head.startsWith("Obj\1")) {
      return "Avro";
    }
    if (head.startsWith("%PDF-")) {
      return "a PDF";
    }
    if (head.startsWith("\u001F\u008B")) {
      return "compressed by gzip";
    }
    String text = head.substring(mark(b, limit)).strip().toLowerCase(Locale.ROOT);
    if (text.startsWith("<!doctype html") || text.startsWith("<html") || text.startsWith("<?xml")) {
      return text.startsWith("<?xml") ? "XML" : "an HTML page, perhaps of an error or a login";
    }
    for (int i = 0; i < limit; i++) {
      if (b[i] == 0) {
        return "binary, or of another encoding: byte " + i + " is 0";
      }
    }
    return "";
  }
}
