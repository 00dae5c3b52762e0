package dev.tributary.connector.files.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.Reading;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** CSV files as people write them, through the connector. */
class CsvReadTest {
  @TempDir private Path directory;

  private Reading read(String csv) throws IOException {
    return read(csv, Map.of());
  }

  private Reading read(String csv, Map<String, Object> readOptions) throws IOException {
    return read(csv.getBytes(StandardCharsets.UTF_8), Map.of("read_options", readOptions));
  }

  private Reading read(byte[] csv, Map<String, Object> options) throws IOException {
    Files.write(directory.resolve("in.csv"), csv);
    return Reading.of(directory, options);
  }

  @Test
  void infersTypesThatShowTheTextAgain() throws IOException {
    Reading all =
        read(
            "id,amount,name,day,at,instant,paid,zip\n"
                + "1,1.50,Ann,2026-02-28,2026-01-01 10:00:00,2026-01-01T10:00:00Z,true,01234\n"
                + "-2,2,,2026-12-31,2026-01-01T10:00:00.123456789,2026-01-01T10:00:00+02:00,false,"
                + "99999\n");
    assertThat(all.whole().fields())
        .containsExactly(
            "id int64",
            "amount decimal",
            "name string",
            "day date",
            "at timestamp",
            "instant timestamptz",
            "paid boolean",
            "zip string");
    assertThat(all.rows)
        .containsExactly(
            List.of(
                "1",
                "1.50",
                "Ann",
                "2026-02-28",
                "2026-01-01T10:00:00",
                "2026-01-01T10:00:00Z",
                "true",
                "01234"),
            Arrays.asList(
                "-2",
                "2",
                null,
                "2026-12-31",
                "2026-01-01T10:00:00.123456789",
                "2026-01-01T08:00:00Z",
                "false",
                "99999"));
  }

  @Test
  void widensWhereALaterTextAsksForIt() throws IOException {
    StringBuilder csv = new StringBuilder("a,b\n");
    for (int i = 0; i < 20_000; i++) {
      csv.append(i).append(",2026-01-01\n");
    }
    Reading all = read(csv + "007,never\n");
    assertThat(all.whole().fields()).containsExactly("a string", "b string");
    assertThat(all.rows).hasSize(20_001).endsWith(List.of("007", "never"));
  }

  @Test
  void keepsLargeAndLongNumbersExact() throws IOException {
    Reading all =
        read(
            "n,d\n9223372036854775807,0.1234567890123456789012345\n"
                + "-9223372036854775808,123456789012345678901234567890.5\n");
    assertThat(all.whole().fields()).containsExactly("n int64", "d decimal");
    assertThat(all.rows)
        .containsExactly(
            List.of("9223372036854775807", "0.1234567890123456789012345"),
            List.of("-9223372036854775808", "123456789012345678901234567890.5"));
  }

  @Test
  @DisplayName("B4.55 a byte order mark before a quoted header")
  void stripsTheMarkBeforeParsing() throws IOException {
    Reading all = read("\uFEFF\"id\",\"name\"\n1,x\n");
    assertThat(all.whole().fields()).containsExactly("id int64", "name string");
  }

  @ParameterizedTest
  @CsvSource({"UTF-16,", "UTF-16LE,UTF-16LE", "windows-1252,windows-1252", "UTF-32,"})
  void readsOtherEncodings(String written, String named) throws IOException {
    String csv = "id,name\n1,Žižka — £5\n".replace("Ž", "Z").replace("ž", "z");
    Map<String, Object> options = named == null ? Map.of() : Map.of("encoding", named);
    byte[] bytes = csv.getBytes(Charset.forName(written));
    if (written.equals("UTF-32")) {
      byte[] marked = new byte[bytes.length + 4];
      bytes = csv.getBytes(Charset.forName("UTF-32LE"));
      marked[0] = (byte) 0xFF;
      marked[1] = (byte) 0xFE;
      System.arraycopy(bytes, 0, marked, 4, bytes.length);
      bytes = marked;
    }
    Reading all = read(bytes, Map.of("read_options", options));
    assertThat(all.whole().column("name")).containsExactly("Zizka — £5");
  }

  @Test
  void refusesBytesThatAreNoText() throws IOException {
    byte[] latin = "id,name\n1,ok\n2,caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    Reading failed = read(latin, Map.of());
    assertThat(failed.failed().kind()).isEqualTo(ErrorKind.DATA);
    assertThat(failed.failed()).hasMessageContaining("in.csv, line 3");
    Reading rejected = read(latin, Map.of("misfits", "reject"));
    assertThat(rejected.whole().rows).containsExactly(List.of("1", "ok"));
    assertThat(rejected.rejects).hasSize(1);
  }

  @Test
  @DisplayName("B4.56 ragged rows fail, are padded or set aside, with their line")
  void treatsRaggedRowsAsAsked() throws IOException {
    String csv = "a,b,c\n1,2,3\n4,\"5\n5\"\n6,7,8,9\n10,11,12,\n";
    assertThat(read(csv).failed()).hasMessageContaining("in.csv, line 3");
    assertThat(read(csv).failed()).hasMessageContaining("2 fields in place of 3");

    Reading rejected =
        read(csv.getBytes(StandardCharsets.UTF_8), Map.of("misfits", "reject")).whole();
    assertThat(rejected.column("a")).containsExactly("1");
    assertThat(rejected.rejects.stream().map(reject -> reject.place()).toList())
        .containsExactly("in.csv, line 3", "in.csv, line 5", "in.csv, line 6");
    assertThat(rejected.rejects.get(0).raw())
        .isEqualTo("4,\"5\n5\"\n".getBytes(StandardCharsets.UTF_8));

    Reading padded =
        read(
                csv.getBytes(StandardCharsets.UTF_8),
                Map.of("misfits", "reject", "read_options", Map.of("ragged_rows", "pad")))
            .whole();
    assertThat(padded.column("a")).containsExactly("1", "10", "4");
    assertThat(padded.column("c")).containsExactly("12", "3", "null");
    assertThat(padded.rejects).hasSize(1); // nine belongs to no column
  }

  @Test
  @DisplayName("B4.57 empty and doubled header names are deterministic; NA is a text")
  void namesEveryColumn() throws IOException {
    Reading all = read("id,,name,name,,name_2,\n1,2,NA,3,4,5,\n");
    assertThat(all.whole().schema.fields().stream().map(field -> field.name()).toList())
        .containsExactly("id", "column_2", "name", "name_3", "column_5", "name_2", "column_7");
    assertThat(all.column("name")).containsExactly("NA");
    assertThat(read("id\nNA\n1\n", Map.of("null_values", List.of("", "NA"))).column("id"))
        .containsExactly("1", "null");
  }

  @Test
  @DisplayName("B4.58 a header longer than any sample is read whole")
  void readsAHugeHeader() throws IOException {
    String name = "n".repeat(200_000);
    Reading all = read(name + ",b\n1,2\n");
    assertThat(all.whole().column("b")).containsExactly("2");
    assertThat(all.schema.field(0).name()).isEqualTo(name);
  }

  @Test
  void capsARecord() throws IOException {
    Reading all = read("a,b\n1,\"" + "x".repeat(10_000) + "\"\n", Map.of("max_record_bytes", 2048));
    assertThat(all.failed().kind()).isEqualTo(ErrorKind.DATA);
    assertThat(all.failed()).hasMessageContaining("in.csv").hasMessageContaining("2048 bytes");
  }

  @Test
  void tellsEmptyTextsFromNulls() throws IOException {
    Reading all = read("a,b\n\"\",\n,\"\"\n");
    assertThat(all.whole().rows).containsExactly(Arrays.asList("", null), Arrays.asList(null, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {",", ";", "\t", "|"})
  void findsOutTheDelimiter(String delimiter) throws IOException {
    String csv = "id,text,n\n1,\"a;b|c\td,e\",2\n2,x,3\n".replace("\"", "\u0001");
    csv = csv.replace("a;b|c\td,e", "KEEP").replace(",", delimiter);
    csv = csv.replace("KEEP", "a;b|c\td,e").replace("\u0001", "\"");
    assertThat(read(csv).whole().fields()).containsExactly("id int64", "text string", "n int64");
  }

  @Test
  void readsWhatTheOptionsSay() throws IOException {
    Reading all =
        read(
            "exported by hand\nNr;Betrag;Tag;Ja\n-- ----\n# nothing\n"
                + "1;1.234,50;31.12.2026;ja\n2;\\N;01.02.2026;nein\n",
            Map.of(
                "delimiter",
                ";",
                "skip_rows",
                1,
                "skip_rows_after_header",
                1,
                "comment_char",
                "#",
                "null_values",
                List.of("\\N"),
                "true_values",
                List.of("ja"),
                "false_values",
                List.of("nein"),
                "date_format",
                "DD.MM.YYYY",
                "decimal_separator",
                ",",
                "thousands_separator",
                "."));
    assertThat(all.whole().fields())
        .containsExactly("Nr int64", "Betrag decimal", "Tag date", "Ja boolean");
    assertThat(all.rows)
        .containsExactly(
            Arrays.asList("1", "1234.50", "2026-12-31", "true"),
            Arrays.asList("2", null, "2026-02-01", "false"));
  }

  @Test
  void leavesOtherDialectsToTheLibrary() throws IOException {
    Reading all =
        read(
            "id || name\n1 || x\n2 || \"y || z\"\n",
            Map.of("delimiter", "||", "trim", true, "header", true));
    assertThat(all.whole().rows).containsExactly(List.of("1", "x"), List.of("2", "y || z"));
  }

  @Test
  void readsFilesWithoutHeader() throws IOException {
    Reading plain = read("1,x\n2,y\n", Map.of("header", false));
    assertThat(plain.whole().fields()).containsExactly("column_1 int64", "column_2 string");
    Reading named =
        read("1,x\n2,y\n", Map.of("header", false, "column_names", List.of("id", "name")));
    assertThat(named.whole().fields()).containsExactly("id int64", "name string");
    assertThat(named.rows).hasSize(2);
  }

  @Test
  void readsDeclaredColumnsAsDeclared() throws IOException {
    Map<String, Object> options =
        Map.of(
            "schema",
            List.of(
                Map.of("name", "zip", "type", "string"),
                Map.of("name", "n", "type", "long"),
                Map.of("name", "d", "type", "double"),
                Map.of("name", "at", "type", "long", "format", "DD/MM/YYYY HH:mm")),
            "misfits",
            "reject");
    Reading all =
        read(
            ("zip,n,d,at\n123,007,1.5e3,31/12/2026 23:59\n5,x,1,01/01/2026 00:00\n"
                    + "6,1,0.1,31/02/2026 00:00\n")
                .getBytes(StandardCharsets.UTF_8),
            options);
    assertThat(all.whole().fields())
        .containsExactly("zip string", "n int64", "d float64", "at timestamptz");
    assertThat(all.rows).containsExactly(List.of("123", "7", "1500.0", "2026-12-31T23:59:00Z"));
    assertThat(all.rejects).hasSize(2);
    assertThat(all.rejects.get(0).reason()).isEqualTo("\"x\" is no int64 for \"n\"");
  }

  @Test
  void stopsAtTooManyBadRecords() throws IOException {
    Reading all =
        read(
            "a,b\n1\n2\n3,4\n5\n".getBytes(StandardCharsets.UTF_8),
            Map.of("misfits", "reject", "max_bad_records", 2));
    assertThat(all.failed()).hasMessageContaining("more than 2 bad records");
    assertThat(all.failed()).hasMessageContaining("in.csv, line 5");
  }

  @ParameterizedTest
  @CsvSource({
    "PK\3\4 and so on,a spreadsheet",
    "<!DOCTYPE html><html>,an HTML page",
    "'  <HTML><body>','an HTML page'",
    "%PDF-1.7,a PDF",
    "PAR1,Parquet",
    "a\u0000b\u0000,binary"
  })
  void saysWhatAFileIsThatIsNoCsv(String content, String told) throws IOException {
    Reading all = read(content);
    assertThat(all.failed().kind()).isEqualTo(ErrorKind.DATA);
    assertThat(all.failed()).hasMessageContaining("no CSV but " + told);
    assertThat(all.failed()).hasMessageContaining("in.csv");
  }

  @Test
  void refusesABrokenHeader() throws IOException {
    assertThat(read("a,\"b\n1,2\n").failed()).hasMessageContaining("the header cannot be read");
  }

  @Test
  void readsRangesOfAFileWhoseLineEndsStandInQuotes() throws IOException {
    StringBuilder csv = new StringBuilder("id,text\n");
    for (int i = 0; i < 2_000; i++) {
      csv.append(i).append(",\"").append("\n,\"\"".repeat(i % 7)).append("\"\n");
    }
    Reading whole = read(csv.toString().getBytes(StandardCharsets.UTF_8), Map.of()).whole();
    Reading ranges =
        read(
                csv.toString().getBytes(StandardCharsets.UTF_8),
                Map.of("split_bytes", 1024, "max_parallel_workers", 4))
            .whole();
    assertThat(ranges.rows).containsExactlyInAnyOrderElementsOf(whole.rows).hasSize(2_000);
  }

  @Test
  void readsAnEmptyFileAsNothing() throws IOException {
    assertThat(read("").whole().rows).isEmpty();
    assertThat(read("a,b\n").whole().rows).isEmpty();
    assertThat(read("a,b").whole().rows).isEmpty();
  }
}
