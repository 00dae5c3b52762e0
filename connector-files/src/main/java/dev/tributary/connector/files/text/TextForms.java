package dev.tributary.connector.files.text;

import dev.tributary.connector.incremental.DatePattern;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How texts stand for values: what is true and false, how dates and numbers are written.
 *
 * @param trueTexts what is true, each as UTF-8
 * @param falseTexts what is false
 * @param date how dates are written; null for ISO 8601
 * @param timestamp how timestamps are written; null for ISO 8601
 * @param point what stands between a number's whole part and its fraction
 * @param thousands what may stand between a number's thousands; 0 for nothing
 */
public record TextForms(
    List<byte[]> trueTexts,
    List<byte[]> falseTexts,
    @Nullable DatePattern date,
    @Nullable DatePattern timestamp,
    byte point,
    byte thousands) {

  /** ISO 8601, a point, and true and false in the usual three spellings. */
  public static final TextForms PLAIN =
      new TextForms(
          utf8(List.of("true", "True", "TRUE")),
          utf8(List.of("false", "False", "FALSE")),
          null,
          null,
          (byte) '.',
          (byte) 0);

  /** Returns each text as UTF-8. */
  public static List<byte[]> utf8(List<String> texts) {
    return texts.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** Returns a copy with other formats of dates and timestamps; null for what stays. */
  public TextForms times(@Nullable DatePattern ofDates, @Nullable DatePattern ofTimestamps) {
    return new TextForms(
        trueTexts,
        falseTexts,
        ofDates == null ? date : ofDates,
        ofTimestamps == null ? timestamp : ofTimestamps,
        point,
        thousands);
  }

  /** Returns whether numbers are written as everybody writes them. */
  boolean hasPlainNumbers() {
    return point == '.' && thousands == 0;
  }

  /** Writes a number as everybody does; returns its length, or -1 if it is none. */
  int plain(byte[] b, int from, int to, byte[] into) {
    int length = 0;
    for (int i = from; i < to; i++) {
      if (b[i] == point) {
        into[length++] = '.';
      } else if (b[i] == '.' && thousands != '.') {
        return -1;
      } else if (b[i] != thousands || thousands == 0) {
        into[length++] = b[i];
      }
    }
    return length;
  }

  /** Returns 1 for what is true, 0 for what is false, -1 for anything else. */
  public int truth(byte[] b, int from, int to) {
    return isOne(trueTexts, b, from, to) ? 1 : isOne(falseTexts, b, from, to) ? 0 : -1;
  }

  /** Returns whether the bytes are exactly one of these texts. */
  public static boolean isOne(List<byte[]> texts, byte[] b, int from, int to) {
    for (int i = 0; i < texts.size(); i++) {
      if (is(texts.get(i), b, from, to)) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether the bytes are exactly this text. */
  public static boolean is(byte[] text, byte[] b, int from, int to) {
    if (to - from != text.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (b[from + i] != text[i]) {
        return false;
      }
    }
    return true;
  }
}
