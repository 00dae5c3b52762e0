package dev.tributary.connector.files.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON Lines and JSON documents, through the connector. */
class JsonReadTest {
  private static final ObjectMapper REFERENCE = new ObjectMapper();

  @TempDir private Path directory;

  private Reading lines(String json, Map<String, Object> options) throws IOException {
    Files.writeString(directory.resolve("in.jsonl"), json);
    return Reading.of(directory, options);
  }

  private Reading document(String json, Map<String, Object> options) throws IOException {
    Files.writeString(directory.resolve("in.json"), json);
    return Reading.of(directory, options);
  }

  @Test
  void infersTypesAndKeepsNestedValuesAsTheyStand() throws IOException {
    Reading all =
        lines(
            "{\"id\":1,\"n\":1.10,\"s\":\"a\\u00e9\\n\\ud834\\udd1e\",\"b\":true,"
                + "\"day\":\"2026-01-31\",\"o\":{\"x\": [1, 2]},\"z\":null}\n\n"
                + "{\"s\":null,\"id\":-2,\"n\":1e3,\"b\":false,\"new\":\"2026-01-31T00:00:00Z\"}",
            Map.of());
    assertThat(all.whole().fields())
        .containsExactly(
            "id int64",
            "n decimal",
            "s string",
            "b boolean",
            "day date",
            "o json",
            "z string",
            "new timestamptz");
    assertThat(all.rows)
        .containsExactly(
            Arrays.asList(
                "1", "1.10", "aé\n𝄞", "true", "2026-01-31", "{\"x\": [1, 2]}", null, null),
            Arrays.asList("-2", "1000", null, "false", null, null, null, "2026-01-31T00:00:00Z"));
  }

  @Test
  void widensWhatLaterRecordsAskFor() throws IOException {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      json.append("{\"a\":").append(i).append(",\"b\":true}\n");
    }
    Reading all = lines(json + "{\"a\":\"x\",\"b\":2,\"c\":0.5}\n", Map.of());
    assertThat(all.whole().fields()).containsExactly("a string", "b string", "c decimal");
    assertThat(all.rows).hasSize(20_001).endsWith(List.of("x", "2", "0.5"));
  }

  @Test
  void keepsNumbersExact() throws IOException {
    Reading all =
        lines(
            "{\"n\":12345678901234567890,\"d\":0.1000000000000000000000000001}\n"
                + "{\"n\":9223372036854775807,\"d\":-0.5}\n",
            Map.of());
    assertThat(all.whole().rows)
        .containsExactly(
            List.of("12345678901234567890", "0.1000000000000000000000000001"),
            List.of("9223372036854775807", "-0.5"));
  }

  @Test
  void setsBrokenLinesAsideAndGoesOn() throws IOException {
    String json =
        "{\"a\":1}\n{\"a\":2,}\n{\"a\":3\n{\"a\":01}\n{\"a\":\"\\x\"}\n{\"a\":4}{}\n{\"a\":5}\n";
    Reading failed = lines(json, Map.of());
    assertThat(failed.failed().kind()).isEqualTo(ErrorKind.DATA);
    assertThat(failed.failed()).hasMessageContaining("in.jsonl, line 2");
    Reading all = lines(json, Map.of("misfits", "reject"));
    assertThat(all.whole().column("a")).containsExactly("1", "5");
    assertThat(all.rejects.stream().map(reject -> reject.place()).toList())
        .containsExactly(
            "in.jsonl, line 2",
            "in.jsonl, line 3",
            "in.jsonl, line 4",
            "in.jsonl, line 5",
            "in.jsonl, line 6");
  }

  @Test
  void readsDeclaredColumnsFromTextsToo() throws IOException {
    Reading all =
        lines(
            "{\"id\":\"7\",\"at\":\"31/12/2026\",\"t\":5}\n{\"id\":\"x\"}\n",
            Map.of(
                "misfits",
                "reject",
                "schema",
                List.of(
                    Map.of("name", "id", "type", "long", "required", true),
                    Map.of("name", "at", "type", "date", "format", "DD/MM/YYYY"),
                    Map.of("name", "t", "type", "string"))));
    assertThat(all.whole().rows).containsExactly(List.of("7", "2026-12-31", "5"));
    assertThat(all.rejects).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"a\":1},{\"a\":2}]",
        " [ {\"a\":1} , {\"a\":2} ] ",
        "{\"a\":1}{\"a\":2}",
        "{\"a\":1}\n{\"a\":2}\n",
        "\uFEFF[{\"a\":1},{\"a\":2}]"
      })
  void readsArraysAndObjectsOneAfterAnother(String json) throws IOException {
    assertThat(document(json, Map.of()).whole().column("a")).containsExactly("1", "2");
  }

  @Test
  void findsTheDataAtAPath() throws IOException {
    Map<String, Object> path = Map.of("read_options", Map.of("data_path", "result.items"));
    String json =
        "{\"skip\":[{\"items\":[9]},\"]\\\"\"],\"result\":{\"n\":2,\"items\":[{\"a\":1},{\"a\":2}],"
            + "\"x\":[{\"a\":3}]}}";
    assertThat(document(json, path).whole().column("a")).containsExactly("1", "2");
    assertThat(document("{\"result\":{\"items\":{\"a\":1},\"b\":2}}", path).whole().column("a"))
        .containsExactly("1");
    assertThat(document("{\"result\":{\"rows\":[]}}", path).failed())
        .hasMessageContaining("no \"items\"");
  }

  @Test
  void saysWhereADocumentIsDamaged() throws IOException {
    assertThat(document("[{\"a\":1},{\"a\":2}", Map.of()).failed())
        .hasMessageContaining("cut off")
        .hasMessageContaining("in.json, byte");
    assertThat(document("[{\"a\":1} {\"a\":2}]", Map.of()).failed())
        .hasMessageContaining("a comma is missing");
    assertThat(document("[]", Map.of("on_no_match", "empty")).whole().rows).isEmpty();
  }

  @Test
  void keepsRecordsThatAreNoObjects() throws IOException {
    assertThat(document("[1,2,\"x\"]", Map.of()).whole().column("value"))
        .containsExactly("1", "2", "x");
  }

  /** Bytes in which everything that means something is frequent. */
  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\"a\"",
            "\"b\":",
            "1",
            "-",
            "0",
            ".5",
            "e9",
            "+",
            "true",
            "false",
            "null",
            "\\n",
            "\\u00e9",
            "\\",
            " ",
            "{\"a\":1}",
            "[1,2]",
            "é",
            "\t")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 50_000)
  void takesForJsonWhatJacksonDoes(@ForAll("texts") String text) {
    byte[] bytes = (text + "        ").getBytes(StandardCharsets.UTF_8);
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    JsonEnd ends = new JsonEnd();
    int start = JsonEnd.space(bytes, 0, length);
    int end = start == length ? JsonEnd.BROKEN : ends.of(bytes, start, length, true);
    boolean ours = end >= 0 && JsonEnd.space(bytes, end, length) == length;
    boolean theirs;
    try (var parser = REFERENCE.createParser(text)) {
      JsonNode node = REFERENCE.readTree(parser);
      theirs = node != null && parser.nextToken() == null;
    } catch (IOException broken) {
      theirs = false;
    }
    assertThat(ours).as(text).isEqualTo(theirs);
  }
}
