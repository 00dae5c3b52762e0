package dev.tributary.connector.http.json;

import static dev.tributary.connector.http.json.Reading.inPieces;
import static dev.tributary.connector.http.json.Reading.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Spoils documents at random: what Jackson refuses is refused, with an error that is meant so, and
 * what it takes is taken. Runs for three seconds of processor time, or for {@code
 * -Dtributary.fuzz.seconds=3600}.
 */
class JsonFuzzTest {
  private static final StreamSchema SOME =
      StreamSchema.of(
          Field.int64("id"), Field.string("name"), Field.decimal("a", 9, 2), Field.float64("e"));

  @Test
  void neverFailsOtherwiseThanItSays() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long seconds = Long.getLong("tributary.fuzz.seconds", 3);
    long end = threads.getCurrentThreadCpuTime() + seconds * 1_000_000_000;
    long seed = Long.getLong("tributary.fuzz.seed", 0);
    for (; threads.getCurrentThreadCpuTime() < end; seed++) {
      Random random = new Random(seed);
      boolean bare = random.nextBoolean();
      RandomJson documents = new RandomJson(seed);
      byte[] bytes = utf8(bare ? documents.records() : documents.document());
      for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
        bytes = spoil(bytes, random);
      }
      try {
        once(bytes, bare, random);
      } catch (Exception | AssertionError failed) {
        fail("seed " + seed + ", " + HexFormat.of().formatHex(bytes), failed);
      }
    }
  }

  private static byte[] spoil(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] = (byte) random.nextInt(256);
      case 1 -> bytes[at] = (byte) "{}[]\",:\\0129-+.eEtfnu \n".charAt(random.nextInt(23));
      case 2 -> {
        return Arrays.copyOf(bytes, at);
      }
      default -> {
        byte[] shorter = new byte[bytes.length - 1];
        System.arraycopy(bytes, 0, shorter, 0, at);
        System.arraycopy(bytes, at + 1, shorter, at, bytes.length - at - 1);
        return shorter;
      }
    }
    return bytes;
  }

  private static void once(byte[] bytes, boolean bare, Random random) throws Exception {
    JsonRows how =
        bare
            ? Reading.at("$").capture(JsonPath.parse("[0].id"), JsonPath.parse("[-1].name"))
            : Reading.at("data").capture(JsonPath.parse("next"), JsonPath.parse("data[-1].id"));
    if (random.nextBoolean()) {
      how = how.declared(SOME).misfits(Misfits.REJECT);
    }
    BatchBuilder rows = Reading.rows(SOME, 1 + random.nextInt(20));
    long counted = 0;
    JsonRecords records = how.open(inPieces(bytes, 1 + random.nextInt(100)), random.nextInt(3));
    boolean taken;
    try {
      while (!records.read(rows)) {
        counted += rows.build().size();
      }
      taken = true;
    } catch (ConnectorException refused) {
      assertThat(refused.kind()).isEqualTo(ErrorKind.DATA);
      taken = false;
    }
    counted += rows.build().size();
    assertThat(counted).isLessThanOrEqualTo(records.records());
    Boolean reference = jackson(bytes, bare);
    if (reference != null && !(taken == reference)) {
      fail(taken ? "Jackson refuses it" : "Jackson takes it");
    }
  }

  /** Returns whether Jackson reads it, or null where we know better or differ by intention. */
  private static @Nullable Boolean jackson(byte[] bytes, boolean bare) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return false;
    }
    boolean lone = text.toLowerCase(Locale.ROOT).contains("\\ud");
    try {
      Object tree = Reference.tree(text);
      Object data = bare ? tree : tree instanceof Map<?, ?> map ? map.get("data") : null;
      boolean records = data instanceof List || data instanceof Map;
      // half of a surrogate pair and a field without a name are JSON, but no record of ours
      return lone || text.contains("\"\"") || !records ? null : true;
    } catch (IOException refused) {
      return lone ? null : false;
    }
  }
}
