package dev.tributary.connector.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checksums of parts make that of the whole. */
class CrcTest {
  private static int crc(byte[] bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, length);
    return (int) crc.getValue();
  }

  @ParameterizedTest
  @CsvSource({"0,0", "0,1", "1,0", "1,1", "7,1000", "65536,4194304", "100,12345677"})
  void joinsChecksums(int first, int second) {
    byte[] bytes = new byte[first + second];
    new Random(first + second).nextBytes(bytes);
    assertThat(Crc.joined(crc(bytes, 0, first), crc(bytes, first, second), second))
        .isEqualTo(crc(bytes, 0, bytes.length));
  }
}
