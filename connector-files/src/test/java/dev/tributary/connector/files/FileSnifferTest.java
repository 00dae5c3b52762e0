package dev.tributary.connector.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.files.compression.Compression;
import dev.tributary.connector.schema.Field;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FileSnifferTest {
  @TempDir Path directory;

  private FileFindings look(String name, byte[] bytes) throws IOException {
    return FileSniffer.look(Files.write(directory.resolve(name), bytes));
  }

  private FileFindings look(String text) throws IOException {
    return look("sample.txt", text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> fields(FileFindings found) {
    return found.schema().fields().stream().map(Field::toString).toList();
  }

  static Stream<Arguments> dialects() {
    return Stream.of(
        dialect("usual", "id,name\n1,a\n2,b\n", ",", "\"", true, "id int64, name string"),
        dialect(
            "delimiters in quotes",
            "id;note\n1;\"a,b,c,d\"\n2;\"e,f\"\n",
            ";",
            "\"",
            true,
            "id int64, note string"),
        dialect(
            "line ends in quotes",
            "id|note\n1|\"a\nb\nc\"\n2|x\n",
            "|",
            "\"",
            true,
            "id int64, note string"),
        dialect("no header", "1\tx\n2\ty\n", "\t", "\"", false, "column_1 int64, column_2 string"),
        dialect(
            "no header above texts",
            "berlin,open\nrome,shut\noslo,open\n",
            ",",
            "\"",
            false,
            "column_1 string, column_2 string"),
        dialect(
            "only texts",
            "city,state\nberlin,open\nrome,shut\n",
            ",",
            "\"",
            true,
            "city string, state string"),
        dialect(
            "single quotes",
            "id,note\n1,'a, b'\n2,'it is \"so\"'\n",
            ",",
            "'",
            true,
            "id int64, note string"),
        dialect(
            "apostrophes are no quotes",
            "id,note\n1,it's\n2,'tis\n",
            ",",
            "\"",
            true,
            "id int64, note string"),
        dialect(
            "a sign of inches is no quote",
            "size,price\n\"5 inch,10\n\"7 inch,12\n",
            ",",
            "",
            true,
            "size string, price int64"),
        dialect("one column", "id\n1\n2\n", ",", "\"", true, "id int64"),
        dialect(
            "windows line ends",
            "id;day\r\n1;2026-01-31\r\n",
            ";",
            "\"",
            true,
            "id int64, day date"),
        dialect(
            "a date in the first row",
            "2026-01-30,5\n2026-01-31,6\n",
            ",",
            "\"",
            false,
            "column_1 date, column_2 int64"));
  }

  private static Arguments dialect(
      String name, String text, String delimiter, String quote, boolean header, String fields) {
    return Arguments.of(name, text, delimiter, quote, header, fields);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dialects")
  void findsTheDialect(
      String name, String text, String delimiter, String quote, boolean header, String fields)
      throws IOException {
    FileFindings found = look(text);
    assertThat(found.format()).isEqualTo("CSV");
    assertThat(found.readOptions())
        .containsEntry("delimiter", delimiter)
        .containsEntry("quote_char", quote)
        .containsEntry("header", header)
        .containsEntry("encoding", "utf-8");
    assertThat(String.join(", ", fields(found)).replace("?", "")).isEqualTo(fields);
  }

  @Test
  void findsDecimalCommas() throws IOException {
    FileFindings found = look("1,5;2,25\n1.234,5;7,00\n");
    assertThat(found.readOptions())
        .containsEntry("delimiter", ";")
        .containsEntry("decimal_separator", ",")
        .containsEntry("thousands_separator", ".")
        .containsEntry("header", false);
    assertThat(fields(found)).allMatch(field -> field.contains("decimal"));
    assertThat(look("a;b\n1.5;x\n").readOptions()).doesNotContainKey("decimal_separator");
  }

  @Test
  void findsTheEncoding() throws IOException {
    String text = "id,città\n1,perché\n2,Zürich\n";
    Map<String, String> expected =
        Map.of(
            "windows-1252", "windows-1252",
            "UTF-8", "utf-8",
            "UTF-16LE", "utf-16le",
            "UTF-16BE", "utf-16be",
            "UTF-16", "utf-16");
    for (Map.Entry<String, String> each : expected.entrySet()) {
      FileFindings found = look("e.csv", text.getBytes(Charset.forName(each.getKey())));
      assertThat(found.readOptions()).containsEntry("encoding", each.getValue());
      assertThat(found.schema().field(1).name()).as(each.getKey()).isEqualTo("città");
    }
    FileFindings marked = look("m.csv", ("\uFEFF" + text).getBytes(StandardCharsets.UTF_8));
    assertThat(marked.readOptions()).containsEntry("encoding", "utf-8");
    assertThat(marked.schema().field(0).name()).isEqualTo("id");
  }

  @Test
  void aCharacterThatTheSampleCutsIsNoOtherEncoding() throws IOException {
    StringBuilder text = new StringBuilder("a\n");
    while (text.length() < 300_000) {
      text.append("é€é\n");
    }
    for (String lead : List.of("", "x", "xx")) {
      assertThat(look(lead + text).readOptions()).containsEntry("encoding", "utf-8");
    }
  }

  @Test
  void readsWhatItFound() throws IOException {
    byte[] bytes = "1;'a;b';2,5\n2;'ü';3,5\n".getBytes(Charset.forName("windows-1252"));
    Path in = Files.createDirectory(directory.resolve("in"));
    FileFindings found = FileSniffer.look(Files.write(in.resolve("a.csv"), bytes));
    Reading reading = Reading.of(in, Map.of("read_options", found.readOptions())).whole();
    assertThat(reading.rows).containsExactly(List.of("1", "a;b", "2.5"), List.of("2", "ü", "3.5"));
    assertThat(found.toString())
        .isEqualTo(
            """
            file_format: CSV
            compression: NONE
            read_options:
              delimiter: ";"
              quote_char: "'"
              header: false
              encoding: "windows-1252"
              decimal_separator: ","
            schema:
              - name: "column_1"
                type: "int64"
              - name: "column_2"
                type: "string"
              - name: "column_3"
                type: "decimal"
            """);
  }

  @Test
  void tellsFormatsAndCompressionByTheirBytes() throws IOException {
    assertThat(look("{\"a\":1}\n{\"a\":2}\n").format()).isEqualTo("JSONL");
    assertThat(look("{\n \"a\":1\n}\n").format()).isEqualTo("JSON");
    assertThat(look("[ {\"a\":1}, {\"a\":2} ]").format()).isEqualTo("JSON");
    Path file = directory.resolve("orders");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write("id|n\n1|2\n".getBytes(StandardCharsets.UTF_8));
    }
    FileFindings found = FileSniffer.look(file);
    assertThat(found.compression()).isEqualTo(Compression.GZIP);
    assertThat(found.readOptions()).containsEntry("delimiter", "|");
  }

  @Test
  void saysWhatIsNoFileToRead() throws IOException {
    assertThatThrownBy(() -> look("<!DOCTYPE html><html></html>"))
        .hasMessageContaining("an HTML page");
    assertThatThrownBy(() -> look("PAR1......PAR1")).hasMessageContaining("connector-files-parquet");
  }
}
