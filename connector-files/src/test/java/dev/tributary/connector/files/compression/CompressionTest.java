package dev.tributary.connector.files.compression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.Reading;
import io.airlift.compress.lz4.Lz4Compressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.snappy.FramedSnappyCompressorOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compressed files, most of them written by other libraries than those that read them. */
@Timeout(60)
class CompressionTest {
  private static final int ROWS = 60_000;

  @TempDir private Path directory;

  private static byte[] csv() {
    Random random = new Random(7);
    StringBuilder csv = new StringBuilder("id,text\n");
    for (int i = 0; i < ROWS; i++) {
      csv.append(i).append(",text ").append(Long.toHexString(random.nextLong())).append('\n');
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] compress(Compression how, byte[] plain) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (how) {
          case GZIP -> new GZIPOutputStream(bytes);
          case ZSTD -> Compression.ZSTD.deflate(bytes);
          case BZIP2 -> new BZip2CompressorOutputStream(bytes);
          case XZ -> new XZCompressorOutputStream(bytes);
          case SNAPPY -> new FramedSnappyCompressorOutputStream(bytes);
          case LZ4 -> new Lz4Frames(bytes);
          default -> throw new IllegalArgumentException(how.name());
        }) {
      out.write(plain);
    }
    return bytes.toByteArray();
  }

  /** Frames of 64 KiB blocks; the library's own writer takes minutes for a megabyte. */
  private static final class Lz4Frames extends ByteArrayOutputStream {
    private static final int BLOCK = 1 << 16;
    private static final byte[] HEADER = {0x04, 0x22, 0x4D, 0x18, 0x60, 0x40, (byte) 0x82};

    private final OutputStream to;

    Lz4Frames(OutputStream to) {
      this.to = to;
    }

    @Override
    public void close() throws IOException {
      to.write(HEADER);
      Lz4Compressor compressor = new Lz4Compressor();
      byte[] block = new byte[compressor.maxCompressedLength(BLOCK)];
      for (int from = 0; from < count; from += BLOCK) {
        int length = Math.min(BLOCK, count - from);
        int size = compressor.compress(buf, from, length, block, 0, block.length);
        if (size < length) {
          length(size);
          to.write(block, 0, size);
        } else {
          length(length | 1 << 31); // as it is
          to.write(buf, from, length);
        }
      }
      length(0);
    }

    private void length(int bytes) throws IOException {
      for (int i = 0; i < 4; i++) {
        to.write(bytes >>> 8 * i);
      }
    }
  }

  private static byte[] twice(byte[] bytes) {
    byte[] both = Arrays.copyOf(bytes, 2 * bytes.length);
    System.arraycopy(bytes, 0, both, bytes.length, bytes.length);
    return both;
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "NONE", "ZIP"})
  void isFoundOutFromTheFirstBytesAndInflated(Compression how) throws IOException {
    Files.write(directory.resolve("in.csv"), compress(how, csv()));
    Reading all = Reading.of(directory, Map.of()).whole();
    assertThat(all.rows).hasSize(ROWS);
    assertThat(all.rows.get(ROWS - 1).get(0)).isEqualTo(String.valueOf(ROWS - 1));
  }

  @ParameterizedTest
  @DisplayName("B4.59 all members of a compressed file are read")
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "NONE", "ZIP"})
  void readsEveryMember(Compression how) throws IOException {
    byte[] one = compress(how, "1,a\n2,b\n".getBytes(StandardCharsets.UTF_8));
    Files.write(directory.resolve("in.csv." + how.extension()), twice(one));
    Reading all = Reading.of(directory, Map.of("read_options", Map.of("header", false))).whole();
    assertThat(all.column("column_1")).containsExactly("1", "1", "2", "2");
  }

  @Test
  @DisplayName("B4.59 what follows a gzip member and is none is an error, padding is not")
  void flagsTrailingGarbage() throws IOException {
    byte[] one = compress(Compression.GZIP, "id\n1\n".getBytes(StandardCharsets.UTF_8));
    Files.write(directory.resolve("in.csv.gz"), Arrays.copyOf(one, one.length + 512));
    assertThat(Reading.of(directory, Map.of()).whole().column("id")).containsExactly("1");
    byte[] garbage = Arrays.copyOf(one, one.length + 3);
    garbage[one.length] = 'x';
    Files.write(directory.resolve("in.csv.gz"), garbage);
    assertThat(Reading.of(directory, Map.of("schema", SCHEMA)).failed())
        .hasMessageContaining("in.csv.gz")
        .hasMessageContaining("no gzip member");
  }

  private static final Object SCHEMA =
      java.util.List.of(
          Map.of("name", "id", "type", "long"), Map.of("name", "text", "type", "string"));

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "NONE", "ZIP"})
  void saysThatAFileIsCutOffAndKeepsWhatCameBefore(Compression how) throws IOException {
    byte[] whole = compress(how, csv());
    Files.write(
        directory.resolve("in.csv." + how.extension()), Arrays.copyOf(whole, whole.length - 20));
    Reading all = Reading.of(directory, Map.of("schema", SCHEMA, "batch_size", 1000));
    assertThat(all.failed().kind()).isEqualTo(ErrorKind.DATA);
    assertThat(all.failed()).hasMessageContaining("in.csv." + how.extension());
    assertThat(all.failed()).hasMessageContaining("after");
    assertThat(all.rows.size()).isBetween(how == Compression.BZIP2 ? 0 : 1000, ROWS);
  }

  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"AUTO", "NONE", "ZIP", "SNAPPY"})
  void saysThatAFileIsDamaged(Compression how) throws IOException {
    byte[] whole = compress(how, csv());
    Arrays.fill(whole, whole.length / 2, whole.length / 2 + 40, (byte) 0x5A);
    Files.write(directory.resolve("in.csv"), whole);
    Reading all = Reading.of(directory, Map.of("schema", SCHEMA, "compression", how.name()));
    assertThat(all.failed().kind()).isEqualTo(ErrorKind.DATA);
    assertThat(all.failed()).hasMessageContaining("in.csv");
  }

  @Test
  @DisplayName("B4.60 a bomb is stopped while it expands")
  void capsExpansion() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      byte[] row =
          "1,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n"
              .repeat(1000)
              .getBytes(StandardCharsets.UTF_8);
      out.write("id,text\n".getBytes(StandardCharsets.UTF_8));
      for (int i = 0; i < 1500; i++) {
        out.write(row);
      }
    }
    Files.write(directory.resolve("in.csv.gz"), bytes.toByteArray());
    Reading all = Reading.of(directory, Map.of("max_expansion", 10));
    assertThat(all.failed())
        .hasMessageContaining("in.csv.gz")
        .hasMessageContaining("67108864 bytes")
        .hasMessageContaining("max_expansion");
    assertThat(Reading.of(directory, Map.of()).whole().rows).hasSize(1_500_000);
  }

  @Test
  void readsTheEntriesOfAnArchiveOneAfterAnother() throws IOException {
    zip("a.csv", "id\n1\n2\n", "dir/", "", "dir/b.jsonl", "{\"id\":3}\n", "__MACOSX/._a", "x");
    Reading all = Reading.of(directory, Map.of("file_column", "file")).whole();
    assertThat(all.column("id")).containsExactly("1", "2", "3");
    assertThat(all.column("file")).containsOnly("in.zip");
  }

  @Test
  @DisplayName("B4.60 an archive of too many entries is refused")
  void capsEntries() throws IOException {
    zip("a.csv", "id\n1\n", "b.csv", "id\n2\n", "c.csv", "id\n3\n");
    assertThat(Reading.of(directory, Map.of("max_entries", 2)).failed())
        .hasMessageContaining("in.zip")
        .hasMessageContaining("more than 2 entries");
  }

  @Test
  void goesOnInsideAnArchive() throws IOException {
    zip("a.csv", "id\n1\n2\n3\n", "b.csv", "id\n4\n5\n6\n");
    Interrupted.check(directory, Map.of("batch_size", 2), 6);
  }

  @Test
  void goesOnInsideACompressedFile() throws IOException {
    byte[] plain = "id\n1\n2\n3\n4\n5\n6\n".getBytes(StandardCharsets.UTF_8);
    Files.write(directory.resolve("in.csv.gz"), compress(Compression.GZIP, plain));
    Interrupted.check(directory, Map.of("batch_size", 2), 6);
  }

  private void zip(String... namesAndTexts) throws IOException {
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(directory.resolve("in.zip")))) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        zip.putNextEntry(new ZipEntry(namesAndTexts[i]));
        zip.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
  }
}
