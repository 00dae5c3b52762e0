package dev.tributary.connector.pipeline.secret;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.SecretStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Several secret stores as one, told apart by what a name begins with: with a store under {@code
 * vault}, {@code secret://vault/shop_token} is {@code shop_token} of that one. Names without such a
 * beginning are for the store that this was made with. New values go where they were read from.
 * Immutable; thread-safe as far as the stores are.
 *
 * @since 0.1.0
 */
public final class SecretStores implements SecretStore {
  private final SecretStore others;
  private final Map<String, SecretStore> byPrefix;

  private SecretStores(SecretStore others, Map<String, SecretStore> byPrefix) {
    this.others = others;
    this.byPrefix = byPrefix;
  }

  /** Returns a store that is the given one, to add others to. */
  public static SecretStores of(SecretStore others) {
    return new SecretStores(Objects.requireNonNull(others), Map.of());
  }

  /**
   * Returns a copy with one store more.
   *
   * @param prefix what names of it begin with, before a {@code /}
   * @throws IllegalArgumentException if the prefix is used already or holds a {@code /}
   */
  public SecretStores with(String prefix, SecretStore store) {
    if (prefix.isBlank() || prefix.contains("/") || byPrefix.containsKey(prefix)) {
      throw new IllegalArgumentException("the prefix \"" + prefix + "\" is empty, divided or used");
    }
    Map<String, SecretStore> more = new LinkedHashMap<>(byPrefix);
    more.put(prefix, Objects.requireNonNull(store));
    return new SecretStores(others, more);
  }

  @Override
  public Optional<String> read(String name) {
    Place place = place(name);
    return place.store().read(place.name());
  }

  @Override
  public void write(String name, String value) {
    Place place = place(name);
    try {
      place.store().write(place.name(), value);
    } catch (ConnectorException cannot) {
      if (cannot.kind() != ErrorKind.CONFIG || cannot.place().isPresent()) {
        throw cannot;
      }
      throw cannot.copy().place(place.store().toString()).build();
    }
  }

  private record Place(SecretStore store, String name) {}

  private Place place(String name) {
    int slash = name.indexOf('/');
    SecretStore store = slash < 0 ? null : byPrefix.get(name.substring(0, slash));
    return store == null ? new Place(others, name) : new Place(store, name.substring(slash + 1));
  }

  @Override
  public String toString() {
    return others + ", " + byPrefix;
  }
}
