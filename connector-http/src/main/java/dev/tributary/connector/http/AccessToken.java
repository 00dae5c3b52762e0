package dev.tributary.connector.http;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A token that a {@link TokenGrant} got. Immutable.
 *
 * @since 0.1.0
 */
public final class AccessToken {
  private final String value;
  private final @Nullable Duration lifetime;

  private AccessToken(String value, @Nullable Duration lifetime) {
    this.value = value;
    this.lifetime = lifetime;
  }

  /**
   * Returns a token.
   *
   * @param value what is sent
   * @param lifetime how long it is good for; null if nobody said
   */
  public static AccessToken of(String value, @Nullable Duration lifetime) {
    return new AccessToken(Objects.requireNonNull(value, "value"), lifetime);
  }

  String value() {
    return value;
  }

  @Nullable Duration lifetime() {
    return lifetime;
  }

  /** Shows no token. */
  @Override
  public String toString() {
    return "AccessToken[***]";
  }
}
