package dev.tributary.connector.files.csv;

import dev.tributary.connector.files.format.FormatFile;
import dev.tributary.connector.files.text.ByteWindow;
import dev.tributary.connector.files.text.Guess;
import dev.tributary.connector.files.text.TextForms;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.schema.DataType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds out from the beginning of a CSV how it is to be read. */
final class CsvFindings {
  private static final int SAMPLE = 1 << 18;
  private static final int RECORDS = 1000;
  private static final Pattern COMMA_DECIMAL =
      Pattern.compile("[+-]?(\\d+|\\d{1,3}(\\.\\d{3})+),\\d+");
  private static final Pattern POINT_DECIMAL = Pattern.compile("[+-]?\\d+\\.\\d+");
  private static final Pattern GROUPED = Pattern.compile("[+-]?\\d{1,3}(\\.\\d{3})+,\\d+");

  private CsvFindings() {}

  /** Returns the read options that the file shows, all of them those of {@link CsvOptions}. */
  static Map<String, Object> of(FormatFile file) throws IOException {
    byte[] raw;
    try (InputStream in = file.stream(0)) {
      raw = in.readNBytes(SAMPLE);
    }
    Charset charset = Encodings.of(raw, raw.length < SAMPLE);
    int mark = CsvText.mark(raw, raw.length);
    String text = new String(raw, mark, raw.length - mark, charset);
    boolean wide = !text.isEmpty() && text.charAt(0) == '\uFEFF';
    text = wide ? text.substring(1) : text;
    if (raw.length == SAMPLE) {
      text = text.substring(0, text.lastIndexOf('\n') + 1); // the last line is cut
    }
    byte[] sample = text.getBytes(StandardCharsets.UTF_8);
    CsvText.refuseOthers(sample, sample.length, file.place());

    Map<String, Object> found = new LinkedHashMap<>();
    String quote = Quotes.of(text);
    List<List<String>> records = new ArrayList<>();
    Options options =
        CsvOptions.READ.bind(Configuration.empty().with(CsvOptions.QUOTE.name(), quote));
    String delimiter = delimiter(sample, options);
    read(sample, CsvDialect.of(options, delimiter), records);
    found.put(CsvOptions.DELIMITER.name(), delimiter);
    found.put(CsvOptions.QUOTE.name(), quote);
    found.put(CsvOptions.HEADER.name(), hasHeader(records));
    found.put(CsvOptions.ENCODING.name(), charset.name().toLowerCase(java.util.Locale.ROOT));
    if (!delimiter.equals(",")) {
      addDecimals(records, found);
    }
    return found;
  }

  private static String delimiter(byte[] sample, Options options) throws IOException {
    try (ByteWindow window =
        new ByteWindow(new ByteArrayInputStream(sample), 0, 1 << 29, "sample")) {
      window.preload(sample.length);
      return Sniffer.dialect(window, options).delimiter();
    }
  }

  private static void read(byte[] sample, CsvDialect dialect, List<List<String>> into)
      throws IOException {
    try (CsvRecords records = CsvHead.of(sample, sample.length, dialect)) {
      while (into.size() < RECORDS && records.next()) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < records.fields; i++) {
          int start = records.starts[i];
          int length = records.ends[i] - start;
          texts.add(new String(records.source(i), start, length, StandardCharsets.UTF_8));
        }
        into.add(texts);
      }
    }
  }

  /**
   * A header holds texts, each once, above columns of which one at least holds something else; or,
   * where all are texts, texts that none of its columns holds again.
   */
  private static boolean hasHeader(List<List<String>> records) {
    if (records.isEmpty()) {
      return true;
    }
    List<String> first = records.get(0);
    if (new HashSet<>(first).size() < first.size()) {
      return false;
    }
    Guess guess = new Guess(TextForms.PLAIN);
    for (String text : first) {
      if (!text.isEmpty() && !isText(guess, text)) {
        return false;
      }
    }
    for (int i = 0; i < first.size(); i++) {
      for (List<String> record : records.subList(1, records.size())) {
        if (i < record.size() && !record.get(i).isEmpty() && record.get(i).equals(first.get(i))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isText(Guess guess, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return guess.of(bytes, 0, bytes.length).kind() == DataType.Kind.STRING
        && !COMMA_DECIMAL.matcher(text).matches();
  }

  private static void addDecimals(List<List<String>> records, Map<String, Object> found) {
    boolean comma = false;
    boolean grouped = false;
    for (List<String> record : records) {
      for (String text : record) {
        if (POINT_DECIMAL.matcher(text).matches()) {
          return;
        }
        comma |= COMMA_DECIMAL.matcher(text).matches();
        grouped |= GROUPED.matcher(text).matches();
      }
    }
    if (comma) {
      found.put(CsvOptions.DECIMAL_POINT.name(), ",");
    }
    if (grouped) {
      found.put(CsvOptions.THOUSANDS.name(), ".");
    }
  }
}
