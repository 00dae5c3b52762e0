package dev.tributary.connector.pipeline.secret;

import dev.tributary.connector.option.SecretStore;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Secrets in variables of the environment: {@code secret://shop_token} is {@code SHOP_TOKEN} after
 * a prefix, with {@code _} for what no variable's name holds. New values cannot be kept. Immutable
 * and thread-safe.
 *
 * @since 0.1.0
 */
public final class EnvironmentSecrets implements SecretStore {
  private final Function<String, @Nullable String> environment;
  private final String prefix;

  private EnvironmentSecrets(Function<String, @Nullable String> environment, String prefix) {
    this.environment = environment;
    this.prefix = prefix;
  }

  /**
   * Returns the secrets of this process's environment.
   *
   * @param prefix what the variables' names begin with; may be empty
   */
  public static EnvironmentSecrets withPrefix(String prefix) {
    return of(System::getenv, prefix);
  }

  /**
   * Returns the secrets of an environment.
   *
   * @param environment gives a variable's value, or null if it is not set
   * @param prefix what the variables' names begin with; may be empty
   */
  public static EnvironmentSecrets of(
      Function<String, @Nullable String> environment, String prefix) {
    return new EnvironmentSecrets(environment, prefix);
  }

  @Override
  public Optional<String> read(String name) {
    return Optional.ofNullable(environment.apply(variable(name)));
  }

  private String variable(String name) {
    return prefix + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9_]", "_");
  }

  @Override
  public String toString() {
    return "secrets in variables " + prefix + "…";
  }
}
