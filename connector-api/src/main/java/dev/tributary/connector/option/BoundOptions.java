package dev.tributary.connector.option;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a {@link Binder} read. */
final class BoundOptions implements Options {
  private final OptionSet set;
  private final List<OptionSet> siblings;
  private final Node node;
  private final Map<String, Object> values;
  private final Map<String, Node> nodes;
  private final Set<String> given;
  private final Map<String, Object> extras;

  /**
   * Makes options.
   *
   * @param siblings sets whose options belong to other values of a discriminator; they are unset
   */
  BoundOptions(
      OptionSet set,
      List<OptionSet> siblings,
      Node node,
      Map<String, Object> values,
      Map<String, Node> nodes,
      Set<String> given,
      Map<String, Object> extras) {
    this.set = set;
    this.siblings = siblings;
    this.node = node;
    this.values = Map.copyOf(values);
    this.nodes = Map.copyOf(nodes);
    this.given = Set.copyOf(given);
    this.extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
  }

  @Override
  public <T> T get(Option<T> option) {
    return find(option).orElseThrow(() -> missing(option));
  }

  private ConnectorException missing(Option<?> option) {
    Node own = nodeOf(option);
    Place place = own.place();
    return ConnectorException.of(ErrorKind.CONFIG, "`" + own.path() + "` is required")
        .place(place == null ? null : place.toString())
        .remedy("Add it to the configuration")
        .build();
  }

  @Override
  @SuppressWarnings("unchecked") // the value was read by an option of the same name and type
  public <T> Optional<T> find(Option<T> option) {
    Option<T> own = (Option<T>) own(option);
    if (own == null) {
      return Optional.empty();
    }
    T value = (T) values.get(own.name());
    return value == null ? own.fallback() : Optional.of(value);
  }

  @Override
  public boolean isSet(Option<?> option) {
    Option<?> own = own(option);
    return own != null && given.contains(own.name());
  }

  /**
   * Returns this set's declaration; null if the option belongs to another value of a discriminator.
   */
  private @Nullable Option<?> own(Option<?> option) {
    Option<?> own = set.own(option);
    if (own == null && siblings.stream().allMatch(sibling -> sibling.own(option) == null)) {
      throw new IllegalArgumentException(
          "`" + option + "` is not one of the options " + set.options());
    }
    return own;
  }

  @Override
  public Configuration portable() {
    Configuration portable = Configuration.empty();
    for (Option<?> option : set.options()) {
      Object value = given.contains(option.name()) ? values.get(option.name()) : null;
      if (value != null) {
        portable = portable.with(option.name(), write(option.type(), value, nodeOf(option).path()));
      }
    }
    for (Map.Entry<String, Object> extra : extras.entrySet()) {
      String path = Paths.key(node.path(), extra.getKey());
      portable = portable.with(extra.getKey(), TreeType.writeValue(extra.getValue(), path));
    }
    return portable;
  }

  @SuppressWarnings("unchecked") // a value of an option is of the option's type
  private static <T> Object write(Type<T> type, Object value, String path) {
    return type.write((T) value, path);
  }

  @Override
  public Map<String, Object> extras() {
    return extras;
  }

  @Override
  public String where(Option<?> option) {
    own(option);
    return nodeOf(option).where();
  }

  private Node nodeOf(Option<?> option) {
    Node own = nodes.get(option.name());
    return own == null ? node.key(option.name(), null) : own;
  }

  /** Returns the names of the options that were given. */
  @Override
  public String toString() {
    return set.options().stream().map(Option::name).filter(given::contains).toList().toString();
  }
}
