package dev.tributary.examples.tours;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.examples.shop.ShopDatabase.Sum;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TallyTest {
  private static final StreamSchema SCHEMA =
      StreamSchema.of(
          Field.int64("id"),
          Field.string("email"),
          Field.decimal("total", 12, 2),
          Field.bool("gift"),
          Field.timestampTz("at"));

  private static RecordBatch batch(String... emails) {
    BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone("orders", SCHEMA));
    for (int i = 0; i < emails.length; i++) {
      rows.add()
          .set("id", (long) i)
          .set("email", emails[i])
          .set("total", "1.50")
          .set("gift", true)
          .set("at", Instant.parse("2026-01-01T00:00:00.000001Z"));
    }
    return rows.build();
  }

  private static Sum sum(RecordBatch... batches) {
    Tally tally = new Tally();
    Arrays.asList(batches).forEach(tally);
    return tally.sum();
  }

  @Test
  void hashesWhatTheServerHashes() throws Exception {
    String text = "0|a@example.com|1.50|t|1767225600000001";
    byte[] hash = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
    long first = new BigInteger(1, Arrays.copyOf(hash, 8)).longValue();

    assertThat(sum(batch("a@example.com"))).isEqualTo(new Sum(1, first));
  }

  @Test
  void seesALostADoubledAndAnAlteredOrder() {
    Sum right = sum(batch("a", "b", "c"));

    assertThat(sum(batch("a", "b"))).isNotEqualTo(right);
    assertThat(sum(batch("a", "b", "c"), batch("a"))).isNotEqualTo(right);
    assertThat(sum(batch("a", "b", "C"))).isNotEqualTo(right);
    assertThat(sum(batch(), batch("a", "b", "c"))).isEqualTo(right);
  }

  @Test
  void forgetsWhatIsReadAgain() {
    Sum right = sum(batch("a", "b", "c"));

    assertThat(sum(batch("a"), batch("a", "b", "c").withGeneration(1))).isEqualTo(right);
  }
}
