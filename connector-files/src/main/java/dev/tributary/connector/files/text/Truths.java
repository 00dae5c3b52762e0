package dev.tributary.connector.files.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Tells what is true and what is false; short texts are compared as one word. Immutable. */
final class Truths {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final TextForms forms;

  /** The texts of up to eight bytes as words, the true ones first. */
  private final long[] words;

  private final int[] lengths;
  private final int trues;

  Truths(TextForms forms) {
    this.forms = forms;
    List<byte[]> texts = new ArrayList<>();
    forms.trueTexts().stream().filter(Truths::isShort).forEach(texts::add);
    trues = texts.size();
    forms.falseTexts().stream().filter(Truths::isShort).forEach(texts::add);
    words = new long[texts.size()];
    lengths = new int[texts.size()];
    for (int i = 0; i < words.length; i++) {
      byte[] text = texts.get(i);
      lengths[i] = text.length;
      for (int k = 0; k < text.length; k++) {
        words[i] |= (text[k] & 0xFFL) << (8 * k);
      }
    }
  }

  private static boolean isShort(byte[] text) {
    return text.length >= 1 && text.length <= 8;
  }

  /** Returns 1 for what is true, 0 for what is false, -1 for anything else. */
  int of(byte[] b, int from, int to) {
    int length = to - from;
    if (length >= 1 && length <= 8 && from + 8 <= b.length) {
      long word = (long) LONGS.get(b, from) & -1L >>> (64 - 8 * length);
      for (int i = 0; i < words.length; i++) {
        if (words[i] == word && lengths[i] == length) {
          return i < trues ? 1 : 0;
        }
      }
      return -1;
    }
    return forms.truth(b, from, to);
  }
}
