package dev.tributary.connector.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class Utf8Test {
  @Property
  void copiesAnyLengthAtAnyPlace(@ForAll("texts") byte[] bytes) {
    for (int offset : new int[] {0, 1, 7}) {
      byte[] from = new byte[bytes.length + offset + 3];
      System.arraycopy(bytes, 0, from, offset, bytes.length);
      byte[] to = new byte[bytes.length + 9];
      Arrays.fill(to, (byte) 7);
      boolean ascii = Utf8.copy(from, offset, to, 4, bytes.length);
      assertThat(Arrays.copyOfRange(to, 4, 4 + bytes.length)).isEqualTo(bytes);
      assertThat(Arrays.copyOf(to, 4)).containsOnly(7);
      assertThat(Arrays.copyOfRange(to, 4 + bytes.length, to.length)).containsOnly(7);
      boolean expected = true;
      for (byte b : bytes) {
        expected &= b >= 0;
      }
      assertThat(ascii).isEqualTo(expected);
    }
  }

  @Property(tries = 2000)
  void agreesWithTheJdkOnWhatIsWellFormed(@ForAll("texts") byte[] bytes) {
    assertThat(Utf8.malformed(bytes, 0, bytes.length) < 0).isEqualTo(decodes(bytes));
  }

  @Test
  void agreesWithTheJdkAtEveryEdge() {
    int[] leads = {
      0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0,
      0xF1, 0xF3, 0xF4, 0xF5, 0xFF
    };
    int[] tails = {0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0};
    for (int lead : leads) {
      for (int second : tails) {
        for (int third : tails) {
          for (int fourth : tails) {
            byte[] bytes = {(byte) lead, (byte) second, (byte) third, (byte) fourth};
            for (int length = 1; length <= 4; length++) {
              byte[] part = Arrays.copyOf(bytes, length);
              assertThat(Utf8.malformed(part, 0, length) < 0).isEqualTo(decodes(part));
            }
          }
        }
      }
    }
  }

  @Property(tries = 2000)
  void encodesAsTheJdkDoes(@ForAll String text) {
    byte[] expected;
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      expected = Arrays.copyOf(encoded.array(), encoded.limit());
    } catch (CharacterCodingException half) {
      assertThat(Utf8.length(text)).isEqualTo(-1);
      return;
    }
    assertThat(Utf8.length(text)).isEqualTo(expected.length);
    byte[] found = new byte[expected.length];
    assertThat(Utf8.encode(text, found, 0)).isEqualTo(found.length);
    assertThat(found).isEqualTo(expected);
  }

  @Provide
  Arbitrary<byte[]> texts() {
    Arbitrary<byte[]> proper =
        Arbitraries.strings().ofMaxLength(100).map(text -> text.getBytes(StandardCharsets.UTF_8));
    Arbitrary<byte[]> ascii =
        Arbitraries.strings()
            .ascii()
            .ofMaxLength(100)
            .map(text -> text.getBytes(StandardCharsets.US_ASCII));
    Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(20);
    return Arbitraries.oneOf(proper, ascii, any);
  }

  private static boolean decodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException malformed) {
      return false;
    }
  }
}
