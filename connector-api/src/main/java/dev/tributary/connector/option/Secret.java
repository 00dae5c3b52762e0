package dev.tributary.connector.option;

import dev.tributary.connector.error.ConnectorException;
import java.util.Optional;

/**
 * A value that is shown to nobody but who asks for it: a password, a token, a key.
 *
 * <p>The value of a reference is read from the host's {@link SecretStore} when it is first {@linkplain
 * #reveal() revealed}, kept, and read again by {@link #revealAgain()} after a refused login. Every value
 * revealed is made known to the {@link Redactor} of its context, and each access to the host's audit.
 * {@code toString()} shows no value, two secrets are equal only if they are the same object, and a
 * secret cannot be serialized. Thread-safe.
 */
public final class Secret {
  private Secret() {}

  /**
   * Returns a secret of this value, which no redactor knows.
   *
   * @param value the value itself
   */
  public static Secret literal(String value) {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns a secret that is read from the host's store when it is used.
   *
   * @param name the name in the store, what stands behind {@code secret://}
   * @param resolver carries the store, the redactor and the audit
   */
  public static Secret reference(String name, Resolver resolver) {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns the value; reads it where that was not done yet.
   *
   * @throws ConnectorException of kind CONFIG if there is no such secret; as the store raises it if the
   *     store cannot be asked
   */
  public String reveal() {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns the value, read again because the one before was refused.
   *
   * @throws ConnectorException as {@link #reveal()}
   */
  public String revealAgain() {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes a new value that the source handed back, such as a rotated refresh token: {@link #reveal()}
   * returns it from now on, and the host's store keeps it under this secret's name.
   *
   * @param value the new value
   * @throws ConnectorException of kind CONFIG if it cannot be kept beyond this process, because this is
   *     no {@code secret://} reference or the store does not write; the value is taken all the same
   */
  public void replace(String value) {
    throw new UnsupportedOperationException();
  }

  /**
   * Returns what may stand in a portable configuration for this secret, such as {@code secret://name}
   * or <code>${NAME}</code>; nothing if the value itself stood there.
   */
  public Optional<String> reference() {
    throw new UnsupportedOperationException();
  }

  static @org.jspecify.annotations.Nullable Secret parse(String text, Node node) {
    throw new UnsupportedOperationException();
  }

  static @org.jspecify.annotations.Nullable Secret parseOpen(String text, Node node) {
    throw new UnsupportedOperationException();
  }

  Secret in(Resolver resolver) {
    return this;
  }

  boolean isOpen() {
    return false;
  }

  /** Returns the reference, or {@code ***}; never the value. */
  @Override
  public String toString() {
    return reference().orElse(Redactor.MASK);
  }
}
