package dev.tributary.connector.option;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of texts: the values it was told, and what stands under a telling name.
 *
 * <p>A value is found as it is, URL-encoded, escaped for JSON, and in Base64. A value of fewer than
 * {@value #SHORTEST} characters would tear holes into every text, so it is found only between
 * quotes, or between {@code =} or {@code :} and the end of a word. Telling names are those such as
 * {@code password=…}, {@code "token": "…"}, {@code Authorization: Bearer …}, the password in a URL,
 * and its query parameters such as {@code api_key}, {@code sig} and {@code X-Amz-…}; what stands
 * there is hidden whether it is known or not.
 *
 * <p>The time is linear in the text. The newest {@value #MOST_VALUES} values are remembered; the
 * ones least recently used are forgotten first, which is what rotated tokens are. Thread-safe.
 *
 * @since 0.1.0
 */
public final class Redactor {
  /** What stands in a text in place of a secret. */
  public static final String MASK = "***";

  /** How many characters a value needs to be found anywhere in a text. */
  public static final int SHORTEST = 4;

  /** How many values are remembered. */
  public static final int MOST_VALUES = 256;

  private static final int MOST_PASSES = 3;

  private final Map<String, List<String>> forms = new LinkedHashMap<>(16, 0.75f, true);
  private volatile Needles needles = Needles.NONE;

  /** Makes a redactor that knows no value yet, only telling names. */
  public Redactor() {}

  /**
   * Makes a value known, so that no text shows it from now on.
   *
   * @param value the secret value; nothing happens if it is blank or of asterisks only
   */
  public void register(String value) {
    if (value.chars().allMatch(c -> c == '*' || Character.isWhitespace(c))) {
      return;
    }
    synchronized (forms) {
      if (forms.get(value) != null) {
        return; // known, and now the most recently used
      }
      forms.put(value, SecretForms.of(value));
      Iterator<String> oldest = forms.keySet().iterator();
      while (forms.size() > MOST_VALUES) {
        oldest.next();
        oldest.remove();
      }
      List<String> all = new ArrayList<>();
      forms.values().forEach(all::addAll);
      needles = Needles.of(all);
    }
  }

  /**
   * Returns the text with {@value #MASK} in place of every secret.
   *
   * @param text any text; null gives an empty one
   */
  public String redact(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    // Joining what is left can make up a value again where one holds asterisks; hence more passes.
    String before = text;
    for (int pass = 0; pass < MOST_PASSES; pass++) {
      String after = pass(before);
      if (after.equals(before)) {
        return after;
      }
      before = after;
    }
    return reveals(before) ? MASK : before;
  }

  private String pass(String text) {
    Marks marks = new Marks(text);
    Needles known = needles;
    for (View view : View.of(text)) {
      known.find(view.text(), (from, to) -> view.mark(marks, from, to));
      NamedValues.find(view.text(), (from, to) -> view.mark(marks, from, to));
    }
    known.findShort(text, marks::hide);
    return marks.masked();
  }

  /**
   * Returns the throwable itself if no message of its chain holds a secret, otherwise a stand-in
   * with the same stack traces whose messages are redacted. A {@link
   * dev.tributary.connector.error.ConnectorException} stays one; anything else becomes a runtime
   * exception that shows the name of its class.
   *
   * @param failure what was raised, with causes and suppressed
   */
  public Throwable redact(Throwable failure) {
    return RedactedFailure.of(failure, this);
  }

  /** Returns whether the text holds a registered value of {@value #SHORTEST} characters or more. */
  public boolean reveals(String text) {
    Marks marks = new Marks(text);
    for (View view : View.of(text)) {
      needles.find(view.text(), (from, to) -> view.mark(marks, from, to));
    }
    return !marks.isEmpty();
  }

  /** Returns how many values are known, never which. */
  @Override
  public String toString() {
    synchronized (forms) {
      return "Redactor[" + forms.size() + " values]";
    }
  }
}
