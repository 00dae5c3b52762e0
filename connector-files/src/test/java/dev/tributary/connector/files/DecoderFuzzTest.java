package dev.tributary.connector.files;

import static org.assertj.core.api.Assertions.fail;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.compression.Compression;
import dev.tributary.connector.files.csv.CsvFormat;
import dev.tributary.connector.files.format.FileFormat;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.format.FileRules;
import dev.tributary.connector.files.format.FormatReader;
import dev.tributary.connector.files.format.Misfits;
import dev.tributary.connector.files.json.JsonFormat;
import dev.tributary.connector.files.json.JsonLinesFormat;
import dev.tributary.connector.files.store.LocalFileStore;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.option.Resolver;
import dev.tributary.connector.schema.StreamSchema;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.snappy.FramedSnappyCompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Spoils texts and compressed files at random: each ends with rows and rejects, or with one error
 * that names the file; nothing else is thrown, nothing hangs. Each runs for two seconds of
 * processor time, or for {@code -Dtributary.fuzz.seconds=3600}; a failure names its seed, and
 * {@code -Dtributary.fuzz.seed=…} starts there.
 */
class DecoderFuzzTest {
  private static final int MOST_ROWS = 100_000;
  private static final String LETTERS = "{}[]\",;|\t:\\'0129-+.eEtfnu#\r\n \uFEFFé𝄞";

  @TempDir private Path directory;

  /** Does something with what was spoiled. */
  private interface Trial {
    void run(Random random) throws Exception;
  }

  private static void fuzz(Trial trial) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long seconds = Long.getLong("tributary.fuzz.seconds", 2);
    long end = threads.getCurrentThreadCpuTime() + seconds * 1_000_000_000;
    long seed = Long.getLong("tributary.fuzz.seed", 0);
    for (; threads.getCurrentThreadCpuTime() < end; seed++) {
      try {
        trial.run(new Random(seed));
      } catch (ConnectorException broken) {
        if (broken.kind() != ErrorKind.DATA && broken.kind() != ErrorKind.CONFIG) {
          fail("seed " + seed, broken);
        }
        if (!broken.getMessage().contains("fuzz")) {
          fail("seed " + seed + ": the file is not named", broken);
        }
      } catch (Exception | Error failed) {
        fail("seed " + seed, failed);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CSV", "JSONL", "JSON"})
  void spoiledTextsEndWithRowsOrWithOneError(String name) {
    FileFormat format =
        switch (name) {
          case "CSV" -> new CsvFormat();
          case "JSON" -> new JsonFormat();
          default -> new JsonLinesFormat();
        };
    fuzz(random -> read(format, spoiled(text(name, random), random, 6), random));
  }

  private static byte[] text(String format, Random random) {
    StringBuilder text = new StringBuilder();
    int rows = random.nextInt(60);
    boolean csv = format.equals("CSV");
    text.append(csv ? "id,name,amount,at\n" : format.equals("JSON") ? "[" : "");
    for (int i = 0; i < rows; i++) {
      String name = random.nextInt(4) == 0 ? "a \"b\"\nc" : "name " + i;
      if (csv) {
        text.append(i).append(",\"").append(name.replace("\"", "\"\"")).append("\",");
        text.append(i / 8.0).append(",2026-01-").append(10 + i % 20).append('\n');
      } else {
        String escaped = name.replace("\"", "\\\"").replace("\n", "\\n");
        text.append("{\"id\":" + i + ",\"name\":\"" + escaped + "\",\"amount\":" + i / 8.0);
        text.append(",\"tags\":[{\"a\":[" + i + "]}]}");
        text.append(format.equals("JSONL") ? "\n" : i < rows - 1 ? "," : "");
      }
    }
    return text.append(format.equals("JSON") ? "]" : "")
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] spoiled(byte[] original, Random random, int most) {
    byte[] bytes = original.clone();
    for (int i = random.nextInt(most); i > 0 && bytes.length > 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt();
        case 2 -> bytes[at] = (byte) LETTERS.charAt(random.nextInt(LETTERS.length()));
        case 3 -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(40), bytes.length - Math.max(at, from));
          System.arraycopy(bytes, from, bytes, at, length);
        }
        case 4 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 5), (byte) 0xFF);
        default -> bytes = random.nextInt(4) == 0 ? Arrays.copyOf(bytes, at) : bytes;
      }
    }
    return bytes;
  }

  private void read(FileFormat format, byte[] bytes, Random random) throws Exception {
    Files.write(directory.resolve("fuzz.txt"), bytes);
    Map<String, Object> options = new HashMap<>();
    if (format.name().equals("CSV") && random.nextBoolean()) {
      options.put("delimiter", String.valueOf(",;\t|".charAt(random.nextInt(4))));
      options.put("ragged_rows", random.nextBoolean() ? "pad" : "fail");
      options.put("encoding", random.nextInt(4) == 0 ? "iso-8859-1" : "utf-8");
    }
    try (LocalFileStore store = LocalFileStore.at(directory);
        OpenFile file = new OpenFile(store, store.stat("fuzz.txt"), Compression.NONE, 1000, null)) {
      file.bind(
          format.readOptions().bind(Configuration.of(options), Problems.empty(), Resolver.none()));
      StreamSchema schema = format.describe(file);
      BatchBuilder builder = BatchBuilder.of(BatchTarget.standalone("fuzz", schema));
      FileRules rules = FileRules.of("fuzz.txt").misfits(Misfits.REJECT, Long.MAX_VALUE);
      FileRange whole = FileRange.whole(bytes.length);
      try (FormatReader reader = format.read(file, whole, null, FileRows.of(builder, rules))) {
        long rows = 0;
        RecordBatch batch = reader.readBatch();
        while (batch != null) {
          rows += batch.size() + batch.rejects().size();
          if (rows > MOST_ROWS) {
            throw new AssertionError("it does not end");
          }
          batch = reader.readBatch();
        }
      }
    }
  }

  private static byte[] packed(Compression how, byte[] plain) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (how) {
          case GZIP -> new GZIPOutputStream(bytes);
          case BZIP2 -> new BZip2CompressorOutputStream(bytes);
          case XZ -> new XZCompressorOutputStream(bytes);
          case SNAPPY -> new FramedSnappyCompressorOutputStream(bytes);
          default -> how.deflate(bytes);
        }) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(
      value = Compression.class,
      names = {"GZIP", "ZSTD", "BZIP2", "XZ", "SNAPPY"})
  void spoiledCompressionEndsWithBytesOrWithOneError(Compression how) throws Exception {
    List<byte[]> files = new ArrayList<>();
    for (int size : new int[] {0, 10, 5_000, 200_000}) {
      byte[] plain = new byte[size];
      Random random = new Random(size);
      for (int i = 0; i < size; i++) {
        plain[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : 'x');
      }
      files.add(packed(how, plain));
    }
    fuzz(
        random -> {
          byte[] bytes = spoiled(files.get(random.nextInt(files.size())), random, 4);
          Files.write(directory.resolve("fuzz.bin"), bytes);
          try (LocalFileStore store = LocalFileStore.at(directory);
              OpenFile file = new OpenFile(store, store.stat("fuzz.bin"), how, 100, null)) {
            file.stream(0).transferTo(OutputStream.nullOutputStream());
          }
        });
  }
}
