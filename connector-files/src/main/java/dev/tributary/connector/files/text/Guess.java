package dev.tributary.connector.files.text;

import dev.tributary.connector.schema.DataType;
import java.nio.charset.StandardCharsets;

/** Says which type one text alone asks for. Used by one thread. */
public final class Guess {
  private final TextForms forms;
  private final TextValues values = new TextValues();

  /** Makes a guesser of texts in these forms. */
  public Guess(TextForms forms) {
    this.forms = forms;
  }

  /**
   * Returns the narrowest type that shows this text again as it is: a number with leading zeros or
   * with a plus is a text.
   */
  public DataType of(byte[] b, int from, int to) {
    if (forms.truth(b, from, to) >= 0) {
      return DataType.BOOLEAN;
    }
    if (forms.timestamp() != null && TextColumn.formatted(forms.timestamp(), b, from, to) != null) {
      return DataType.TIMESTAMP;
    }
    if (forms.date() != null && TextColumn.formatted(forms.date(), b, from, to) != null) {
      return DataType.DATE;
    }
    if (!forms.hasPlainNumbers()) {
      byte[] plain = new byte[to - from];
      int length = forms.plain(b, from, to, plain);
      if (length >= 0 && values.decimal(plain, 0, length, true)) {
        return values.whole && values.fits ? DataType.INT64 : DataType.DECIMAL;
      }
      if (values.decimal(b, from, to, true)) {
        return DataType.STRING;
      }
    }
    DataType type = values.guess(b, from, to);
    boolean other =
        (type.equals(DataType.DATE) && forms.date() != null)
            || (type.kind().compareTo(DataType.Kind.TIMESTAMP) >= 0 && forms.timestamp() != null);
    return other ? DataType.STRING : type;
  }

  /** Returns a text for people, cut where it is long. */
  public static String shown(byte[] b, int from, int to) {
    int length = Math.min(to - from, 100);
    String text = new String(b, from, length, StandardCharsets.UTF_8);
    return '"' + text + (length < to - from ? "…\"" : "\"");
  }
}
