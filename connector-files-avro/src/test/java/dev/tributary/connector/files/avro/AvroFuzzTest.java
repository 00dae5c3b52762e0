package dev.tributary.connector.files.avro;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.format.FileRules;
import dev.tributary.connector.files.format.FormatReader;
import dev.tributary.connector.files.format.Misfits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads broken files for a while: each ends with rows and rejects, or with one error that names the
 * file; nothing else is thrown, nothing hangs.
 *
 * <p>It runs for a few seconds in the ordinary build. For an hour: {@code mvn -pl
 * connector-files-avro -am test -Dtest=AvroFuzzTest -Dtributary.fuzz.seconds=3600}. A failure names
 * its seed; {@code -Dtributary.fuzz.seed=…} starts there.
 */
class AvroFuzzTest {
  private static final int MOST_ROWS = 200_000;
  private static final Schema SCHEMA =
      new Schema.Parser()
          .parse(
              "{\"type\":\"record\",\"name\":\"R\",\"fields\":["
                  + "{\"name\":\"id\",\"type\":\"long\"},"
                  + "{\"name\":\"name\",\"type\":[\"null\",\"string\"]},"
                  + "{\"name\":\"amount\",\"type\":{\"type\":\"bytes\",\"logicalType\":\"decimal\","
                  + "\"precision\":9,\"scale\":2}},"
                  + "{\"name\":\"list\",\"type\":{\"type\":\"array\",\"items\":\"int\"}},"
                  + "{\"name\":\"map\",\"type\":{\"type\":\"map\",\"values\":\"double\"}}]}");

  @TempDir Path directory;

  @Test
  void throwsNothingButWhatIsDocumented() throws Exception {
    List<byte[]> files = files();
    long seconds = Long.getLong("tributary.fuzz.seconds", 3);
    long end = System.nanoTime() + seconds * 1_000_000_000;
    long seed = Long.getLong("tributary.fuzz.seed", 0);
    for (; System.nanoTime() < end; seed++) {
      Random random = new Random(seed);
      byte[] bytes = mutate(files.get(random.nextInt(files.size())), random);
      try {
        read(bytes);
      } catch (ConnectorException broken) {
        boolean known = broken.kind() == ErrorKind.DATA || broken.kind() == ErrorKind.CONFIG;
        if (!known || broken.getMessage() == null) {
          throw new AssertionError("seed " + seed, broken);
        }
      } catch (Exception | Error failure) {
        throw new AssertionError("seed " + seed, failure);
      }
    }
  }

  private List<byte[]> files() throws Exception {
    List<byte[]> files = new ArrayList<>();
    for (String codec : List.of("null", "deflate", "snappy", "zstandard", "bzip2", "xz")) {
      Path path =
          AvroReadingTest.write(
              directory.resolve(codec),
              SCHEMA,
              CodecFactory.fromString(codec),
              200,
              i -> {
                GenericData.Record row = new GenericData.Record(SCHEMA);
                row.put("id", (long) i);
                row.put("name", i % 3 == 0 ? null : "name " + i);
                row.put("amount", java.nio.ByteBuffer.wrap(new byte[] {(byte) i, 1}));
                row.put("list", List.of(i, i));
                row.put("map", Map.of("k" + i, i / 2.0));
                return row;
              });
      files.add(Files.readAllBytes(path));
    }
    return files;
  }

  private static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 5), (byte) 0xFF);
        case 3 -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(40), bytes.length - Math.max(at, from));
          System.arraycopy(original, from, bytes, at, length);
        }
        default -> bytes = random.nextInt(5) == 0 ? Arrays.copyOf(bytes, at + 1) : bytes;
      }
    }
    return bytes;
  }

  private void read(byte[] bytes) throws Exception {
    Path path = directory.resolve("fuzz.avro");
    Files.write(path, bytes);
    try (Avro file = new Avro(path)) {
      BatchBuilder builder = BatchBuilder.of(BatchTarget.standalone("s", file.schema()));
      FileRules rules = FileRules.of("fuzz.avro").misfits(Misfits.REJECT, Long.MAX_VALUE);
      FileRange whole = FileRange.whole(bytes.length);
      long rows = 0;
      try (FormatReader reader =
          new AvroFormat().read(file, whole, null, FileRows.of(builder, rules))) {
        RecordBatch batch = reader.readBatch();
        while (batch != null && rows < MOST_ROWS) {
          rows += batch.size() + batch.rejects().size();
          batch = reader.readBatch();
        }
      }
    }
  }
}
