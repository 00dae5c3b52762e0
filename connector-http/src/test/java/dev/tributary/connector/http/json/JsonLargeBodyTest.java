package dev.tributary.connector.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.io.InputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class JsonLargeBodyTest {
  private static final StreamSchema IDS = StreamSchema.of(Field.int64("id"));
  private static final JsonPath NEXT = JsonPath.parse("next");

  @Test
  void needsNoMemoryForSixteenMegabytes() throws Exception {
    read(16L << 20);
  }

  @Test
  @Tag("long")
  void needsNoMemoryForAGigabyte() throws Exception {
    read(1L << 30);
  }

  /** Half of the body is data, half is something that nobody asked for. */
  private static void read(long bytes) throws Exception {
    String record =
        "{\"id\":1234567,\"text\":\"" + "x".repeat(200) + "\",\"more\":{\"a\":[1,2,3]}}";
    long each = bytes / 2 / (record.length() + 1);
    InputStream body =
        new Repeated("{\"included\":[", record, each, "],\"data\":[", each, "],\"next\":\"n\"}");
    JsonRows how =
        JsonRows.at(JsonPath.parse("data")).unknownFields(UnknownFields.DROP).capture(NEXT);
    BatchBuilder rows = Reading.rows(IDS, 10_000);
    long sum = 0;

    try (JsonRecords records = how.open(body, 0)) {
      boolean over;
      do {
        over = records.read(rows);
        sum += rows.build().size();
      } while (!over);
      assertThat(records.text(NEXT)).contains("n");
      assertThat(records.window()).isLessThan(128 << 10);
    }

    assertThat(sum).isEqualTo(each);
  }

  /** Writes a document while it is read. */
  private static final class Repeated extends InputStream {
    private final String[] between;
    private final byte[] record;
    private final long[] counts;
    private byte[] part;
    private int at;
    private int stage;
    private long left;

    Repeated(String start, String record, long first, String middle, long second, String end) {
      this.between = new String[] {start, middle, end};
      this.record = Reading.utf8(record + ",");
      this.counts = new long[] {first, second, 0};
      this.part = Reading.utf8(start);
      this.left = first;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] to, int from, int length) {
      if (at == end() && !turn()) {
        return -1;
      }
      int count = Math.min(length, end() - at);
      System.arraycopy(part, at, to, from, count);
      at += count;
      return count;
    }

    /** The last record has no comma behind it. */
    private int end() {
      return part == record && left == 0 ? part.length - 1 : part.length;
    }

    private boolean turn() {
      at = 0;
      if (left > 0) {
        left--;
        part = record;
        return true;
      }
      if (++stage == between.length) {
        return false;
      }
      part = Reading.utf8(between[stage]);
      left = counts[stage];
      return true;
    }
  }
}
