package dev.tributary.connector.files.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.files.text.ByteWindow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The byte decoder reads what commons-csv reads. */
class CsvRecordsTest {
  @Provide
  Arbitrary<CsvDialect> dialects() {
    return Combinators.combine(
            Arbitraries.of(",", ";", "\t", "|"),
            Arbitraries.of("\"", "'", ""),
            Arbitraries.of("", "\\"),
            Arbitraries.of("", "#"),
            Arbitraries.of(true, false))
        .as(
            (delimiter, quote, escape, comment, skipEmpty) ->
                new CsvDialect(delimiter, quote, escape, comment, false, skipEmpty));
  }

  /** Texts in which everything that means something is frequent. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            ",",
            ";",
            "\t",
            "|",
            "\"",
            "\"",
            "'",
            "\\",
            "#",
            "\n",
            "\n",
            "\r\n",
            "\r",
            "a",
            "bc",
            "1",
            " ",
            "é",
            "€",
            "𝄞",
            "\"\"",
            "\",\"",
            "\"\n\"",
            "longer than a word of eight")
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 20_000)
  void readsWhatTheLibraryReads(
      @ForAll("dialects") CsvDialect dialect, @ForAll("texts") String text) throws IOException {
    List<List<String>> expected;
    try {
      expected = library(text, dialect);
    } catch (IOException | RuntimeException broken) {
      // What the library gives up at, the decoder must at least end with.
      assertThat(scanned(text, dialect, 1 << 16).size()).isLessThanOrEqualTo(text.length() + 1);
      return;
    }
    assertThat(scanned(text, dialect, 1 << 16)).isEqualTo(expected);
  }

  @Property(tries = 3_000)
  void readsTheSameInPiecesOfAnySize(
      @ForAll("dialects") CsvDialect dialect, @ForAll("texts") String text) throws IOException {
    assertThat(scanned(text, dialect, 1)).isEqualTo(scanned(text, dialect, 1 << 16));
    assertThat(scanned(text, dialect, 3)).isEqualTo(scanned(text, dialect, 1 << 16));
  }

  @Property(tries = 3_000)
  void goesOnAtEveryRecord(@ForAll("dialects") CsvDialect dialect, @ForAll("texts") String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    List<List<String>> all = scanned(text, dialect, 1 << 16);
    List<List<String>> before = new ArrayList<>();
    try (CsvScanner scanner = scanner(bytes, dialect, 1 << 16)) {
      while (scanner.next()) {
        before.add(record(scanner));
        int at = (int) scanner.after();
        String rest = new String(bytes, at, bytes.length - at, StandardCharsets.UTF_8);
        List<List<String>> joined = new ArrayList<>(before);
        joined.addAll(scanned(rest, dialect, 1 << 16));
        assertThat(joined).isEqualTo(all);
      }
    }
  }

  @Test
  @DisplayName("B4.54 a line end or a quote in quotes belongs to the field")
  void keepsLineEndsInQuotes() throws IOException {
    assertThat(scanned("a,\"b\nc\r\nd\"\"e\",f\ng", CsvDialect.USUAL, 1 << 16))
        .containsExactly(List.of("a", "b\nc\r\nd\"e", "f"), List.of("g"));
  }

  @Test
  @DisplayName("B4.58 a field larger than any buffer is read whole")
  void readsFieldsLargerThanTheWindow() throws IOException {
    String large = "x,\n\"".repeat(400_000).replace("\"", "\"\"");
    assertThat(scanned("1,\"" + large + "\",2\n3,4\n", CsvDialect.USUAL, 1 << 16))
        .containsExactly(List.of("1", large.replace("\"\"", "\""), "2"), List.of("3", "4"));
  }

  @Test
  void countsLinesAlsoInQuotes() throws IOException {
    try (CsvScanner scanner =
        scanner("a\n\n\"b\nc\"\nd\n".getBytes(StandardCharsets.UTF_8), CsvDialect.USUAL, 4)) {
      List<Long> lines = new ArrayList<>();
      while (scanner.next()) {
        lines.add(scanner.line);
      }
      assertThat(lines).containsExactly(1L, 3L, 5L);
    }
  }

  @Test
  void losesOnlyTheLineOfAnUnclosedQuote() throws IOException {
    List<String> faults = new ArrayList<>();
    List<List<String>> records = new ArrayList<>();
    try (CsvScanner scanner =
        scanner("a,b\nc,\"d\ne,f\n".getBytes(StandardCharsets.UTF_8), CsvDialect.USUAL, 4)) {
      while (scanner.next()) {
        faults.add(scanner.fault);
        records.add(record(scanner));
      }
    }
    assertThat(faults).containsExactly("", "field 2: a quoted field is not closed", "");
    assertThat(records).containsExactly(List.of("a", "b"), List.of(), List.of("e", "f"));
  }

  private static List<List<String>> library(String text, CsvDialect dialect) throws IOException {
    List<List<String>> records = new ArrayList<>();
    InputStream in = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    try (LibraryRecords library = new LibraryRecords(in, dialect, "test")) {
      while (library.next()) {
        records.add(record(library));
      }
    }
    return records;
  }

  private static List<List<String>> scanned(String text, CsvDialect dialect, int piece)
      throws IOException {
    List<List<String>> records = new ArrayList<>();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (CsvScanner scanner = scanner(bytes, dialect, piece)) {
      while (scanner.next()) {
        records.add(record(scanner));
      }
    }
    return records;
  }

  private static CsvScanner scanner(byte[] bytes, CsvDialect dialect, int piece) {
    InputStream in =
        new ByteArrayInputStream(bytes) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, piece));
          }
        };
    return new CsvScanner(new ByteWindow(in, 0, 1 << 26, "test"), dialect);
  }

  private static List<String> record(CsvRecords records) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < records.fields; i++) {
      int start = records.starts[i];
      fields.add(
          new String(records.source(i), start, records.ends[i] - start, StandardCharsets.UTF_8));
    }
    return fields;
  }
}
