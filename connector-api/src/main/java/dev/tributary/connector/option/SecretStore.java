package dev.tributary.connector.option;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where a host keeps secrets; the host implements it over its vault.
 *
 * <p>Called from many threads at once, on the thread that needs the secret, and only when it is
 * needed; implementations must be thread-safe, may block, and should honour interruption. What they
 * return is kept in memory until a login is refused, so they need no cache of their own.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface SecretStore {

  /**
   * Returns the present value of a secret, or nothing if there is no such secret.
   *
   * @param name what stands behind {@code secret://} in the configuration
   * @throws ConnectorException if the store cannot be asked; of kind TRANSIENT if that may pass
   */
  Optional<String> read(String name);

  /**
   * Keeps a new value that a source handed back, such as a rotated refresh token.
   *
   * @param name what stands behind {@code secret://} in the configuration
   * @param value the value to keep; it must survive this process
   * @throws ConnectorException of kind CONFIG if this store cannot keep values, which is the
   *     default
   */
  default void write(String name, String value) {
    throw ConnectorException.of(
            ErrorKind.CONFIG, "the host's secret store cannot keep a new value of `" + name + "`")
        .remedy(
            "Use a secret store that implements write: the source replaces this secret as it goes")
        .build();
  }

  /** Returns the store without secrets. */
  static SecretStore none() {
    return name -> Optional.empty();
  }

  /**
   * Returns a store in memory, for tests and small programs.
   *
   * @param secrets names and values, copied; values written later are kept until the process ends
   */
  static SecretStore of(Map<String, String> secrets) {
    Map<String, String> values = new ConcurrentHashMap<>(secrets);
    return new SecretStore() {
      @Override
      public Optional<String> read(String name) {
        return Optional.ofNullable(values.get(name));
      }

      @Override
      public void write(String name, String value) {
        values.put(name, value);
      }

      @Override
      public String toString() {
        return "SecretStore" + values.keySet();
      }
    };
  }
}
