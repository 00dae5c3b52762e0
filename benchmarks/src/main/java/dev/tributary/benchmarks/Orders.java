package dev.tributary.benchmarks;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Pages of orders as an API sends them: 12 columns of mixed types, about 300 bytes a record. */
final class Orders {
  /** The columns, as the connector's {@code schema} option takes them. */
  static final List<Map<String, String>> SCHEMA =
      List.of(
          column("id", "long"),
          column("quantity", "long"),
          column("weight", "double"),
          column("total", "decimal(12,2)"),
          column("email", "string"),
          column("note", "string"),
          column("paid", "boolean"),
          column("day", "date"),
          column("local_at", "timestamp"),
          column("at", "timestamptz"),
          column("key", "uuid"),
          column("attributes", "json"));

  private static final byte[] NONE = "{\"data\":[]}".getBytes(StandardCharsets.UTF_8);
  private static final String[] STATES = {"new", "packed", "on its way", "left with a neighbour"};

  /** So many pages differ; they come again and again, which neither reader can tell. */
  private static final int DISTINCT = 20;

  private final List<byte[]> bodies = new ArrayList<>();
  private final int pages;

  /** Writes pages of so many records. */
  Orders(int pages, int records) {
    this.pages = pages;
    Random random = new Random(42);
    for (int page = 0; page < Math.min(pages, DISTINCT); page++) {
      StringBuilder text = new StringBuilder("{\"data\":[");
      for (int row = 0; row < records; row++) {
        text.append(row == 0 ? "" : ",");
        record(text, (long) page * records + row, random);
      }
      bodies.add(text.append("]}").toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** Returns the body of a page, counted from 1; without records behind the last one. */
  byte[] page(long number) {
    return number > pages ? NONE : bodies.get((int) ((number - 1) % bodies.size()));
  }

  private static Map<String, String> column(String name, String type) {
    return Map.of("name", name, "type", type);
  }

  private static void record(StringBuilder to, long id, Random random) {
    LocalDate day = LocalDate.ofEpochDay(20_000 + random.nextInt(1_000));
    long micros = random.nextInt(86_400) * 1_000_000L + random.nextInt(1_000_000);
    LocalDateTime local =
        LocalDateTime.ofEpochSecond(
            day.toEpochDay() * 86_400 + micros / 1_000_000,
            (int) (micros % 1_000_000) * 1_000,
            ZoneOffset.UTC);
    Instant at = local.toInstant(ZoneOffset.ofHours(random.nextInt(3)));
    UUID key = new UUID(random.nextLong(), random.nextLong());
    to.append("{\"id\":").append(1_000_000_000_000L + id);
    to.append(",\"quantity\":").append(random.nextInt(100));
    to.append(",\"weight\":").append(random.nextInt(1_000_000) / 1_000.0);
    to.append(",\"total\":").append(random.nextInt(100_000)).append('.');
    to.append(10 + random.nextInt(90));
    to.append(",\"email\":\"customer").append(random.nextInt(100_000)).append("@example.org\"");
    to.append(",\"note\":");
    if (random.nextInt(4) == 0) {
      to.append("null");
    } else {
      to.append('"').append(STATES[random.nextInt(STATES.length)]);
      to.append(random.nextInt(10) == 0 ? " \\\"à la porte\\\"\"" : "\"");
    }
    to.append(",\"paid\":").append(random.nextBoolean());
    to.append(",\"day\":\"").append(day).append('"');
    to.append(",\"local_at\":\"").append(local).append('"');
    to.append(",\"at\":\"").append(at).append('"');
    to.append(",\"key\":\"").append(key).append('"');
    to.append(",\"attributes\":{\"channel\":\"web\",\"items\":").append(random.nextInt(9));
    to.append(",\"tags\":[\"gift\",\"").append(random.nextInt(50)).append("\"]}}");
  }
}
