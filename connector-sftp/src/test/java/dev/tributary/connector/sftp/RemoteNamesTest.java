package dev.tributary.connector.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class RemoteNamesTest {
  @Property
  void everyNameHasATextOfItsOwn(@ForAll("names") byte[] name) throws NoSuchFileException {
    assertThat(RemoteNames.bytes(RemoteNames.text(name))).isEqualTo(name);
  }

  @Provide
  Arbitrary<byte[]> names() {
    Arbitrary<Byte> any = Arbitraries.bytes();
    Arbitrary<Byte> marks =
        Arbitraries.of((byte) '\\', (byte) 'x', (byte) 'E', (byte) '9', (byte) 0xC3, (byte) 0xA9);
    return Arbitraries.oneOf(any, marks).array(byte[].class).ofMaxSize(40);
  }

  @Test
  void showsNamesAsPeopleKnowThem() throws NoSuchFileException {
    assertThat(text("Bücher 书 📚.csv")).isEqualTo("Bücher 书 📚.csv");
    assertThat(RemoteNames.text(new byte[] {'c', 'a', 'f', (byte) 0xE9})).isEqualTo("caf\\xE9");
    assertThat(text("caf\\xE9")).isEqualTo("caf\\x5CxE9");
    assertThat(text("a\\b \\x1 \\xe9")).isEqualTo("a\\b \\x1 \\xe9");
    assertThat(RemoteNames.bytes("caf\\xE9")).isEqualTo(new byte[] {'c', 'a', 'f', (byte) 0xE9});
    // an overlong form of "/" is no "/"
    assertThat(RemoteNames.text(new byte[] {(byte) 0xC0, (byte) 0xAF})).isEqualTo("\\xC0\\xAF");
    assertThatThrownBy(() -> RemoteNames.bytes("\uD800")).isInstanceOf(NoSuchFileException.class);
  }

  private static String text(String name) {
    return RemoteNames.text(name.getBytes(StandardCharsets.UTF_8));
  }
}
