package dev.tributary.connector.files.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.Reject;
import dev.tributary.connector.files.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records added together are what they are added one by one. The column {@code u}, which never has
 * a value, decides between the two: no block holds a column of type TIME.
 */
class CsvBlocksTest {
  private static final String[] TYPES = {
    "string", "string", "long", "integer", "decimal", "double", "boolean", "date", "timestamp"
  };

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void areTheSameAsRecordsAddedOneByOne(long seed) throws IOException {
    Random random = new Random(seed);
    int columns = 1 + random.nextInt(9);
    // one of so many values is not what its column expects
    int oddity = new int[] {5, 50, 5_000, 1_000_000}[random.nextInt(4)];
    String lineEnd = random.nextBoolean() ? "\n" : "\r\n";
    StringBuilder csv = new StringBuilder("u");
    for (int i = 0; i < columns; i++) {
      csv.append(",c").append(i);
    }
    for (int row = 0; row < 3000; row++) {
      csv.append(lineEnd);
      if (random.nextInt(2 * oddity) == 0) {
        csv.append(lineEnd);
      }
      for (int i = 0; i < columns; i++) {
        csv.append(',').append(random.nextInt(oddity) == 0 ? odd(random) : value(i, random));
      }
      if (random.nextInt(oddity) == 0) {
        csv.append(",more");
      }
    }
    Files.writeString(directory.resolve("in.csv"), csv, StandardCharsets.UTF_8);
    for (boolean declared : new boolean[] {true, false}) {
      Reading together = read("string", declared ? columns : 0);
      Reading apart = read("time", declared ? columns : 0);
      assertThat(together.rows).hasSizeGreaterThan(500).isEqualTo(apart.rows);
      assertThat(together.rejects.stream().map(CsvBlocksTest::shown))
          .isEqualTo(apart.rejects.stream().map(CsvBlocksTest::shown).toList());
      assertThat(together.fields().subList(1, columns + 1))
          .isEqualTo(apart.fields().subList(1, columns + 1));
    }
  }

  private static String shown(Reject reject) {
    return reject.place() + " " + reject.reason();
  }

  private Reading read(String type, int declared) {
    List<Map<String, Object>> schema = new java.util.ArrayList<>();
    schema.add(Map.of("name", "u", "type", type));
    for (int i = 0; i < declared; i++) {
      schema.add(Map.of("name", "c" + i, "type", TYPES[i]));
    }
    Map<String, Object> options = new HashMap<>();
    options.put("schema", schema);
    options.put("misfits", "reject");
    options.put("batch_size", 700);
    options.put("read_options", Map.of("null_values", List.of("", "NULL")));
    return Reading.of(directory, options).whole();
  }

  private static String value(int column, Random random) {
    if (random.nextInt(20) == 0) {
      return random.nextBoolean() ? "" : random.nextBoolean() ? "NULL" : "\"\"";
    }
    return switch (column) {
      case 0 -> "x".repeat(random.nextInt(70)) + (random.nextInt(9) == 0 ? "é" : "");
      case 1 ->
          "\""
              + "a\"\"b, ".repeat(random.nextInt(4))
              + "c\tд"
              + (random.nextBoolean() ? "\n\"" : "\"");
      case 2 -> Long.toString(random.nextLong() >> random.nextInt(64));
      case 3 -> Integer.toString(random.nextInt() >> random.nextInt(32));
      case 4 ->
          (random.nextInt(1 << random.nextInt(30)) - 9)
              + (random.nextInt(9) == 0 ? ".5" : "." + (10 + random.nextInt(90)));
      case 5 -> Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(40) - 20));
      case 6 -> random.nextBoolean() ? "true" : "FALSE";
      case 7 ->
          "%04d-%02d-%02d"
              .formatted(random.nextInt(10_000), 1 + random.nextInt(12), 1 + random.nextInt(28));
      default ->
          "20%02d-02-29%s%02d:%02d:%02d%s"
              .formatted(
                  4 * random.nextInt(25),
                  random.nextBoolean() ? " " : "T",
                  random.nextInt(24),
                  random.nextInt(60),
                  random.nextInt(60),
                  random.nextInt(9) == 0 ? "." + random.nextInt(1_000_000_000) : "");
    };
  }

  private static String odd(Random random) {
    String[] odd = {
      "-",
      "-0",
      "+1",
      "007",
      "1e3",
      "1.",
      ".5",
      "9223372036854775808",
      "123456789012345678901234",
      "2026-02-30",
      "0000-01-01",
      "2026-01-01T24:00:00",
      "23:59:59",
      "tru",
      "TRUE",
      "NaN",
      "\"un",
      "a\"b",
      "x\ty",
      "2026-01-01T10:00:00Z",
      "99999999999",
      "1.2.3",
      "1,5",
      "\"q\"z",
      "0.0"
    };
    return odd[random.nextInt(odd.length)];
  }

  @Test
  void keepsWhatTheDirectoryGives() throws IOException {
    Path below = Files.createDirectories(directory.resolve("region=eu"));
    Files.writeString(below.resolve("in.csv"), "a,b\n1,x\n2,y\n");
    Reading all = Reading.of(directory, Map.of()).whole();
    assertThat(all.fields()).containsExactlyInAnyOrder("a int64", "b string", "region string");
    assertThat(all.column("region")).containsExactly("eu", "eu");
  }
}
