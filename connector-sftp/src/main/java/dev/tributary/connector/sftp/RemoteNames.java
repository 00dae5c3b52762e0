package dev.tributary.connector.sftp;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;

/**
 * Names on a server are bytes; ours are texts. A byte that is no UTF-8 is written <code>\xE9</code>
 * , and a backslash that looks like the beginning of that <code>\x5C</code>, so that every name has
 * one text and every such text one name.
 */
final class RemoteNames {
  private static final char[] DIGITS = "0123456789ABCDEF".toCharArray();
  private static final int MARK = 4;

  private RemoteNames() {}

  /** Returns the text of a name. */
  static String text(byte[] name) {
    StringBuilder text = new StringBuilder(name.length);
    int at = 0;
    while (at < name.length) {
      int length = sequence(name, at);
      if (length == 0 || looksLikeMark(name, at)) {
        int value = name[at] & 0xFF;
        text.append("\\x").append(DIGITS[value >> 4]).append(DIGITS[value & 15]);
        at++;
      } else {
        text.append(new String(name, at, length, StandardCharsets.UTF_8));
        at += length;
      }
    }
    return text.toString();
  }

  /** How many bytes the character at a place has; 0 if it is none. */
  private static int sequence(byte[] name, int at) {
    int first = name[at] & 0xFF;
    if (first < 0x80) {
      return 1;
    }
    int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || at + length > name.length) {
      return 0;
    }
    try {
      CharBuffer character =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name, at, length));
      return character.toString().codePointCount(0, character.length()) == 1 ? length : 0;
    } catch (CharacterCodingException broken) {
      return 0;
    }
  }

  private static boolean looksLikeMark(byte[] name, int at) {
    return at + MARK <= name.length
        && name[at] == '\\'
        && name[at + 1] == 'x'
        && digit((char) name[at + 2]) >= 0
        && digit((char) name[at + 3]) >= 0;
  }

  private static int digit(char c) {
    return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  }

  /**
   * Returns the name of a text.
   *
   * @throws NoSuchFileException if no name has that text
   */
  static byte[] bytes(String text) throws NoSuchFileException {
    ByteArrayOutputStream name = new ByteArrayOutputStream(text.length() + 8);
    int plain = 0;
    for (int at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', at + 1)) {
      if (at + MARK <= text.length()
          && text.charAt(at + 1) == 'x'
          && digit(text.charAt(at + 2)) >= 0
          && digit(text.charAt(at + 3)) >= 0) {
        add(name, text, plain, at);
        name.write(digit(text.charAt(at + 2)) << 4 | digit(text.charAt(at + 3)));
        plain = at + MARK;
      }
    }
    add(name, text, plain, text.length());
    return name.toByteArray();
  }

  private static void add(ByteArrayOutputStream name, String text, int from, int to)
      throws NoSuchFileException {
    if (from >= to) {
      return;
    }
    try {
      ByteBuffer bytes =
          StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text, from, to));
      name.write(bytes.array(), bytes.arrayOffset(), bytes.remaining());
    } catch (CharacterCodingException unpaired) {
      throw new NoSuchFileException(text, null, "it is no name that a server can have");
    }
  }
}
