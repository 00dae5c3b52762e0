package dev.tributary.connector.option;

import dev.tributary.connector.error.ConnectorException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A raw configuration as it was written: a tree of keys, lists and scalars, each key with the place
 * where it stands, if it came from a file.
 *
 * <p>A value is a text, a number, a boolean, a {@link Secret}, a list, a configuration, or null,
 * which means the same as a key that is absent. Immutable and thread-safe; equal by value, places
 * aside. {@code toString()} shows the keys only, because values may be secret.
 *
 * @since 0.1.0
 */
public final class Configuration {
  /** How deep maps and lists may be nested. */
  public static final int MAX_DEPTH = 64;

  private static final Configuration EMPTY = builder().build();

  private final Map<String, Entry> entries;
  private final @Nullable Place place;
  private final int depth;

  private Configuration(Map<String, Entry> entries, @Nullable Place place) {
    this.entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    this.place = place;
    this.depth = 1 + entries.values().stream().mapToInt(e -> Raw.depth(e.value())).max().orElse(0);
  }

  /** What one key holds; every later value of the same key is a repetition. */
  record Entry(@Nullable Object value, @Nullable Place place, List<Entry> repetitions) {
    Entry plus(Entry repetition) {
      List<Entry> all = new ArrayList<>(repetitions);
      all.add(repetition);
      return new Entry(value, place, List.copyOf(all));
    }
  }

  /** Returns the configuration without keys. */
  public static Configuration empty() {
    return EMPTY;
  }

  /**
   * Returns a configuration of these values.
   *
   * @param values keys and values: texts, numbers, booleans, enums, durations, URIs, paths and
   *     times (as their text), {@link Secret}s, maps with text keys, lists, configurations, null
   * @throws IllegalArgumentException if a value is of another type or nested deeper than {@value
   *     #MAX_DEPTH}
   */
  public static Configuration of(Map<String, ?> values) {
    return Raw.configuration(values, "", 1);
  }

  /**
   * Returns a copy in which {@code key} has this value alone.
   *
   * @param key the key; dots have no meaning in it
   * @param value as {@link #of} takes it
   * @throws IllegalArgumentException if the value is of a type that a configuration cannot hold
   */
  public Configuration with(String key, @Nullable Object value) {
    Map<String, Entry> copy = new LinkedHashMap<>(entries);
    copy.put(key, new Entry(Raw.value(value, key, 2), null, List.of()));
    return new Configuration(copy, place);
  }

  /** Returns a copy without {@code key}. */
  public Configuration without(String key) {
    Map<String, Entry> copy = new LinkedHashMap<>(entries);
    copy.remove(key);
    return new Configuration(copy, place);
  }

  /** Starts a configuration that knows its places and its repeated keys; for readers of files. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the keys in the order in which they were written. */
  public Set<String> keys() {
    return Collections.unmodifiableSet(new LinkedHashSet<>(entries.keySet()));
  }

  /** Returns whether the key is present, even if its value is null. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** Returns whether there are no keys. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /**
   * Returns the value of a key as it was written, nothing resolved: a text, a number, a boolean, a
   * {@link Secret}, a list of such, or a configuration.
   */
  public Optional<Object> find(String key) {
    return Optional.ofNullable(value(key));
  }

  /** Returns the configuration below a key; the empty one if the key is absent or holds no map. */
  public Configuration section(String key) {
    return value(key) instanceof Configuration section ? section : EMPTY;
  }

  /** Returns where this map starts, if it came from a file. */
  public Optional<Place> place() {
    return Optional.ofNullable(place);
  }

  /** Returns where a key stands, if it came from a file. */
  public Optional<Place> place(String key) {
    Entry entry = entries.get(key);
    return Optional.ofNullable(entry == null ? null : entry.place());
  }

  /** Returns a deep copy as maps, lists and scalars, in the order in which it was written. */
  public Map<String, Object> asMap() {
    return Raw.map(this);
  }

  /**
   * Returns the configuration as JSON text, without places.
   *
   * @throws ConnectorException of kind CONFIG if it holds a {@link Secret} that is no reference
   */
  public String toJson() {
    return ConfigurationJson.write(this);
  }

  /**
   * Returns the configuration that a JSON object holds.
   *
   * @throws ConnectorException of kind CONFIG, with line and column, if it is no JSON object
   */
  public static Configuration fromJson(String json) {
    return ConfigurationJson.read(json);
  }

  @Nullable Object value(String key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.value();
  }

  /** Returns how many maps and lists lie within each other, this one included. */
  int depth() {
    return depth;
  }

  Map<String, Entry> entries() {
    return entries;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Configuration that && asMap().equals(that.asMap());
  }

  @Override
  public int hashCode() {
    return asMap().hashCode();
  }

  /** Returns the keys; values may be secret. */
  @Override
  public String toString() {
    return "Configuration" + entries.keySet();
  }

  /** Collects keys, values and places in the order of a file. Not thread-safe. */
  public static final class Builder {
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private @Nullable Place place;

    private Builder() {}

    /** Says where the map starts. */
    public Builder at(@Nullable Place place) {
      this.place = place;
      return this;
    }

    /**
     * Adds a key. The same key again is kept too: with the same value it becomes a warning when the
     * configuration is bound, with another one an error.
     *
     * @param key the key
     * @param value as {@link Configuration#of} takes it; configurations keep their own places
     * @param place where the key stands
     * @throws IllegalArgumentException if the value is of a type that a configuration cannot hold
     */
    public Builder put(String key, @Nullable Object value, @Nullable Place place) {
      Objects.requireNonNull(key, "key");
      Entry entry = new Entry(Raw.value(value, key, 2), place, List.of());
      entries.merge(key, entry, Entry::plus);
      return this;
    }

    /** Adds a key without a place; see {@link #put(String, Object, Place)}. */
    public Builder put(String key, @Nullable Object value) {
      return put(key, value, null);
    }

    /** Returns the configuration. */
    public Configuration build() {
      return new Configuration(entries, place);
    }
  }
}
