package dev.tributary.connector.state;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.split.Position;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * What a stream remembers by key: the files that were read, or a watermark for each parent.
 *
 * <p>Holds millions of keys; a changed copy shares all but what changed. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class KeyedState {
  private static final KeyedState EMPTY = new KeyedState(Trie.empty());

  private final Trie<Position> entries;

  private KeyedState(Trie<Position> entries) {
    this.entries = entries;
  }

  /** Returns the state without keys. */
  public static KeyedState empty() {
    return EMPTY;
  }

  static KeyedState of(Trie<Position> entries) {
    return entries.size() == 0 ? EMPTY : new KeyedState(entries);
  }

  /** Returns whether the key was committed. */
  public boolean has(String key) {
    return entries.get(key) != null;
  }

  /** Returns what was committed under the key, if it was. */
  public Optional<Position> find(String key) {
    return Optional.ofNullable(entries.get(key));
  }

  /**
   * Returns what was committed under the key.
   *
   * @throws ConnectorException of kind INTERNAL if it was not
   */
  public Position get(String key) {
    return find(key)
        .orElseThrow(
            () ->
                ConnectorException.of(ErrorKind.INTERNAL, "the state has no key \"" + key + "\"")
                    .build());
  }

  /** Returns how many keys there are. */
  public int size() {
    return entries.size();
  }

  /** Hands each key and its value to {@code action}, in no particular order. */
  public void forEach(BiConsumer<String, Position> action) {
    entries.forEach(action);
  }

  /** Returns a copy in which {@code key} has this value. */
  public KeyedState with(String key, Position value) {
    return of(entries.with(key, value));
  }

  /** Returns a copy without {@code key}. */
  public KeyedState without(String key) {
    return of(entries.without(key));
  }

  Trie<Position> entries() {
    return entries;
  }

  /** Two states are equal if they hold the same values under the same keys. */
  @Override
  public boolean equals(Object other) {
    return other instanceof KeyedState that && sorted().equals(that.sorted());
  }

  @Override
  public int hashCode() {
    return sorted().hashCode();
  }

  @Override
  public String toString() {
    return entries.size() + " keys";
  }

  private Map<String, Position> sorted() {
    TreeMap<String, Position> sorted = new TreeMap<>();
    entries.forEach(sorted::put);
    return sorted;
  }
}
