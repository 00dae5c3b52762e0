package dev.tributary.connector.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reads broken files for a while: each ends with rows, or with one error of kind DATA that names
 * the file; nothing else is thrown, nothing hangs.
 *
 * <p>It runs for a few seconds in the ordinary build. For an hour: {@code mvn -pl
 * connector-files-parquet -am test -Dtest=ParquetFuzzTest -Dtributary.fuzz.seconds=3600}. A failure
 * names its seed; {@code -Dtributary.fuzz.seed=…} starts there.
 */
class ParquetFuzzTest {
  private static final int MOST_ROWS = 200_000;

  @TempDir Path directory;

  @Test
  void throwsNothingButWhatIsDocumented() throws Exception {
    List<byte[]> files = files();
    long seconds = Long.getLong("tributary.fuzz.seconds", 4);
    long end = System.nanoTime() + seconds * 1_000_000_000;
    long seed = Long.getLong("tributary.fuzz.seed", 0);
    for (; System.nanoTime() < end; seed++) {
      Random random = new Random(seed);
      byte[] bytes = mutate(files.get(random.nextInt(files.size())), random);
      try {
        read(bytes);
      } catch (ConnectorException broken) {
        if (broken.kind() != ErrorKind.DATA || !broken.getMessage().contains("fuzz.parquet")) {
          throw new AssertionError("seed " + seed, broken);
        }
      } catch (Exception | Error failure) {
        throw new AssertionError("seed " + seed, failure);
      }
    }
  }

  private List<byte[]> files() throws Exception {
    List<byte[]> files = new ArrayList<>();
    String small = Mixed.SQL.replace("20000", "300");
    try (Duck duck = new Duck()) {
      for (String codec : List.of("uncompressed", "snappy", "gzip", "zstd", "lz4_raw", "brotli")) {
        for (String version : List.of("v1", "v2")) {
          Path path = directory.resolve(codec + version);
          duck.copy(small, path, ", codec '" + codec + "', parquet_version '" + version + "'");
          files.add(Files.readAllBytes(path));
        }
      }
      Path nested = directory.resolve("nested");
      duck.copy(
          "select [{'a': i, 'm': map {'k' || i: [i]}}, null] as v, {'t': 'x'} as s, uuid() as u,"
              + " interval (i) day as d from range(100) t(i)",
          nested,
          ", codec 'uncompressed'");
      files.add(Files.readAllBytes(nested));
    }
    return files;
  }

  private static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      // most of what a file claims stands at its end
      int span = random.nextBoolean() ? bytes.length : Math.min(bytes.length, 2_000);
      int at = bytes.length - 1 - random.nextInt(span);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xFF : 0x7F);
        case 3 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 5), (byte) 0xFF);
        case 4 -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(40), bytes.length - Math.max(at, from));
          System.arraycopy(original, from, bytes, at, length);
        }
        default -> {
          if (random.nextInt(10) == 0) {
            bytes = Arrays.copyOf(bytes, at + 1);
          } else {
            bytes[at] = 0;
          }
        }
      }
    }
    return bytes;
  }

  private void read(byte[] bytes) throws Exception {
    Path path = directory.resolve("fuzz.parquet");
    Files.write(path, bytes);
    try (Parquet file = new Parquet(path)) {
      BatchBuilder builder = BatchBuilder.of(BatchTarget.standalone("s", file.schema()));
      FileRules rules = FileRules.of("fuzz.parquet").misfits(Misfits.REJECT, Long.MAX_VALUE);
      FileRange whole = FileRange.whole(bytes.length);
      long rows = 0;
      try (FormatReader reader =
          new ParquetFormat().read(file, whole, null, FileRows.of(builder, rules))) {
        RecordBatch batch = reader.readBatch();
        while (batch != null && rows < MOST_ROWS) {
          rows += batch.size() + batch.rejects().size();
          assertThat(batch.checkpoint()).isPresent();
          batch = reader.readBatch();
        }
      }
    }
  }
}
