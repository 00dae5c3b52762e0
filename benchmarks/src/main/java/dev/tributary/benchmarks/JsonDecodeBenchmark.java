package dev.tributary.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.http.json.JsonPath;
import dev.tributary.connector.http.json.JsonRecords;
import dev.tributary.connector.http.json.JsonRows;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A page of 100 MB of orders, in memory, into the same twelve typed columns: by our decoder, and by
 * a loop over Jackson's stream as one would write it by hand.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class JsonDecodeBenchmark {
  private static final int BYTES = 100_000_000;

  private static final StreamSchema SCHEMA =
      StreamSchema.of(
          Field.int64("id"),
          Field.int64("customer_id"),
          Field.string("status"),
          Field.string("email"),
          Field.string("note"),
          Field.decimal("amount", 12, 2),
          Field.decimal("tax", 12, 4),
          Field.int32("quantity"),
          Field.bool("paid"),
          Field.timestampTz("created_at"),
          Field.date("due"),
          Field.json("address"));

  private final JsonFactory jackson = new JsonFactory();
  private final JsonRows rows = JsonRows.at(JsonPath.parse("data")).declared(SCHEMA);
  private byte[] page = {};

  /** Writes the page. */
  @Setup
  public void write() {
    Random random = new Random(1);
    ByteArrayOutputStream out = new ByteArrayOutputStream(BYTES + 1000);
    out.writeBytes("{\"data\":[".getBytes(StandardCharsets.UTF_8));
    String[] states = {"active", "pending", "cancelled", "shipped"};
    for (long id = 1; out.size() < BYTES; id++) {
      String record =
          (id == 1 ? "" : ",")
              + "{\"id\":"
              + (1_000_000_000L + id)
              + ",\"customer_id\":"
              + random.nextInt(5_000_000)
              + ",\"status\":\""
              + states[random.nextInt(4)]
              + "\",\"email\":\"customer"
              + random.nextInt(100_000)
              + "@example.com\",\"note\":"
              + (random.nextInt(4) == 0
                  ? "null"
                  : "\"déposé " + random.nextInt(1000) + " \\\"A\\\"\"")
              + ",\"amount\":"
              + random.nextInt(100_000)
              + "."
              + (10 + random.nextInt(90))
              + ",\"tax\":0."
              + (1000 + random.nextInt(9000))
              + ",\"quantity\":"
              + random.nextInt(100)
              + ",\"paid\":"
              + random.nextBoolean()
              + ",\"created_at\":\""
              + Instant.ofEpochSecond(1_700_000_000L + random.nextInt(50_000_000))
              + "\",\"due\":\""
              + LocalDate.ofEpochDay(20_000 + random.nextInt(500))
              + "\",\"address\":{\"city\":\"Zürich\",\"zip\":\""
              + (8000 + random.nextInt(99))
              + "\",\"lines\":[\"Street "
              + random.nextInt(200)
              + "\"]}}";
      out.writeBytes(record.getBytes(StandardCharsets.UTF_8));
    }
    out.writeBytes("],\"next\":\"abc\"}".getBytes(StandardCharsets.UTF_8));
    page = out.toByteArray();
  }

  /** Decodes the page as the REST connector does. */
  @Benchmark
  public long tributary() throws IOException {
    BatchBuilder to = BatchBuilder.of(BatchTarget.standalone("orders", SCHEMA));
    long bytes = 0;
    try (JsonRecords records = rows.open(new ByteArrayInputStream(page), 0)) {
      boolean over;
      do {
        over = records.read(to);
        bytes += to.build().bytes();
      } while (!over);
    }
    return bytes;
  }

  /** Decodes the page by a loop over tokens. */
  @Benchmark
  public long jackson() throws IOException {
    BatchBuilder to = BatchBuilder.of(BatchTarget.standalone("orders", SCHEMA));
    long bytes = 0;
    try (JsonParser parser = jackson.createParser(new ByteArrayInputStream(page))) {
      while (parser.nextToken() != JsonToken.START_ARRAY) {
        // to the data
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        to.add();
        String name;
        while ((name = parser.nextFieldName()) != null) {
          if (parser.nextToken() != JsonToken.VALUE_NULL) {
            value(parser, name, to);
          }
        }
        if (to.isFull()) {
          bytes += to.build().bytes();
        }
      }
    }
    return bytes + to.build().bytes();
  }

  private void value(JsonParser parser, String name, BatchBuilder to) throws IOException {
    switch (name) {
      case "id" -> to.set(0, parser.getLongValue());
      case "customer_id" -> to.set(1, parser.getLongValue());
      case "status" -> to.set(2, parser.getText());
      case "email" -> to.set(3, parser.getText());
      case "note" -> to.set(4, parser.getText());
      case "amount" -> to.set(5, parser.getDecimalValue());
      case "tax" -> to.set(6, parser.getDecimalValue());
      case "quantity" -> to.set(7, parser.getIntValue());
      case "paid" -> to.set(8, parser.getBooleanValue());
      case "created_at" -> to.set(9, Instant.parse(parser.getText()));
      case "due" -> to.set(10, LocalDate.parse(parser.getText()));
      default -> {
        StringWriter text = new StringWriter();
        try (JsonGenerator copy = jackson.createGenerator(text)) {
          copy.copyCurrentStructure(parser);
        }
        to.set(11, text.toString());
      }
    }
  }
}
