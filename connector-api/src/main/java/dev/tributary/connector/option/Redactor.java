package dev.tributary.connector.option;

import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of texts: the values it was told, and what stands under a telling name.
 *
 * <p>Thread-safe.
 */
public final class Redactor {
  /** What stands in a text in place of a secret. */
  public static final String MASK = "***";

  /** Makes a redactor that knows no value yet, only telling names. */
  public Redactor() {}

  /**
   * Makes a value known, so that no text shows it from now on.
   *
   * @param value the secret value; an empty or blank one is ignored
   */
  public void register(String value) {
    throw new UnsupportedOperationException();
  }

  /** Returns the text with {@value #MASK} in place of every secret; an empty text for null. */
  public String redact(@Nullable String text) {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns the throwable itself if no message of its chain holds a secret, otherwise a stand-in.
   *
   * @param failure what was raised, with causes and suppressed
   */
  public Throwable redact(Throwable failure) {
    throw new UnsupportedOperationException();
  }

  /** Returns whether the text holds one of the registered values. */
  public boolean reveals(String text) {
    throw new UnsupportedOperationException();
  }
}
