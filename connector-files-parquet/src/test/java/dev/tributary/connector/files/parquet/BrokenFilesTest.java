package dev.tributary.connector.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRules;
import dev.tributary.connector.files.format.Misfits;
import dev.tributary.connector.files.parquet.wire.LittleEndian;
import dev.tributary.connector.schema.DataType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are none, or broken: one error that names file and place. */
class BrokenFilesTest {
  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = directory.resolve("sales.parquet");
    WritingTest.write(
        file,
        Map.of("compression", "none"),
        WritingTest.column(DataType.STRING, "first value", "second value", "third value"));
  }

  private void assertBroken(String... parts) {
    assertThatThrownBy(() -> Parquet.whole(file))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("sales.parquet")
        .hasMessageContainingAll(parts)
        .extracting(error -> ((ConnectorException) error).kind())
        .isEqualTo(ErrorKind.DATA);
  }

  @Test
  void anotherFormat() throws Exception {
    Files.writeString(file, "id,name\n1,x\n2,a longer line\n");
    assertBroken("no Parquet", "file_format");
  }

  @Test
  void anEmptyFile() throws Exception {
    Files.write(file, new byte[0]);
    assertBroken("no Parquet", "0 bytes");
  }

  @Test
  void aFileThatWasCutOff() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 100));
    assertBroken("cut off");
  }

  @Test
  void aFooterThatLiesAboutItsLength() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    LittleEndian.putInt(bytes, bytes.length - 8, Integer.MAX_VALUE);
    Files.write(file, bytes);
    assertBroken("a footer of 2147483647 bytes");
    LittleEndian.putInt(bytes, bytes.length - 8, 50);
    Files.write(file, bytes);
    assertBroken("no footer lies at byte");
  }

  @Test
  void anEncryptedFile() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    System.arraycopy("PARE".getBytes(StandardCharsets.US_ASCII), 0, bytes, bytes.length - 4, 4);
    Files.write(file, bytes);
    assertBroken("encrypted");
  }

  @Test
  void aPageThatChanged() throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    bytes[text.indexOf("second value")] ^= 1;
    Files.write(file, bytes);
    assertBroken("checksum", "row group 0", "column v", "byte ");
  }

  @Test
  void aTextThatIsNoUtf8IsOneBadRecord() throws Exception {
    try (Duck duck = new Duck()) {
      duck.copy("select '\\xFF\\xFE'::blob as v union all select 'good'::blob", file, "");
    }
    byte[] bytes = Files.readAllBytes(file);
    try (Parquet parquet = new Parquet(file)) {
      // the column is read as text, as if its writer had said so
      var schema =
          dev.tributary.connector.schema.StreamSchema.of(
              dev.tributary.connector.schema.Field.string("v"));
      List<RecordBatch> batches =
          parquet.read(
              schema,
              FileRules.of("sales.parquet")
                  .misfits(Misfits.REJECT, 5)
                  .declared(java.util.Set.of("v")),
              FileRange.whole(bytes.length),
              null,
              10);
      assertThat(batches.get(0).size() + batches.get(0).rejects().size()).isEqualTo(2);
    }
  }
}
