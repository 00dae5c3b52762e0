package dev.tributary.connector.schema;

import dev.tributary.connector.error.ConnectorException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a stream's records, in order, with the key and a version.
 *
 * <p>Versions of one stream only rise: {@link #with} and {@link #widen} return a schema that holds
 * everything the former one held, under a higher version if it differs. Immutable and thread-safe;
 * equal by value.
 *
 * @since 0.1.0
 */
public final class StreamSchema implements Serializable {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // immutable lists of the JDK are serializable
  private final List<Field> fields;

  @SuppressWarnings("serial")
  private final List<String> key;

  private final int version;
  private final HashMap<String, Integer> positions;

  private StreamSchema(List<Field> fields, List<String> key, int version) {
    this.fields = fields;
    this.key = key;
    this.version = version;
    this.positions = positions(fields);
  }

  /**
   * Returns the schema of these fields, without a key, in version 1.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public static StreamSchema of(Field... fields) {
    return of(Arrays.asList(fields));
  }

  /**
   * Returns the schema of these fields, without a key, in version 1.
   *
   * @throws IllegalArgumentException if two have the same name
   */
  public static StreamSchema of(List<Field> fields) {
    return new StreamSchema(List.copyOf(fields), List.of(), 1);
  }

  /**
   * Returns a copy whose records are identified by these fields together.
   *
   * @throws IllegalArgumentException if one is no field of this schema or stands twice
   */
  public StreamSchema key(String... names) {
    List<String> copy = List.of(names);
    for (String name : copy) {
      if (indexOf(name) < 0) {
        throw new IllegalArgumentException("the key \"" + name + "\" is no field of " + fields);
      }
    }
    if (copy.stream().distinct().count() < copy.size()) {
      throw new IllegalArgumentException("a field stands twice in the key " + copy);
    }
    return new StreamSchema(fields, copy, version);
  }

  /**
   * Returns a copy of this version.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public StreamSchema version(int version) {
    if (version < 1) {
      throw new IllegalArgumentException("versions start at 1, not " + version);
    }
    return new StreamSchema(fields, key, version);
  }

  /**
   * Returns this schema with the fields added, or widened where a field of that name is known.
   *
   * <p>A reader that meets something new proposes {@code schema.with(…)}. A field is appended as it
   * is given; records that were read before it have no value in it, so it should be nullable.
   *
   * @return this schema if it changes nothing, otherwise one of the next version
   */
  public StreamSchema with(Field... more) {
    List<Field> merged = new ArrayList<>(fields);
    for (Field field : more) {
      int known = indexOf(field.name());
      if (known < 0) {
        merged.add(field);
      } else {
        merged.set(known, merged.get(known).merge(field));
      }
    }
    return sameShape(merged, fields)
        ? this
        : new StreamSchema(List.copyOf(merged), key, version + 1);
  }

  /**
   * Merges two schemas of one stream.
   *
   * <p>The result holds this schema's fields in their order, then those that only the other one
   * has. A field that both have takes the {@linkplain DataType#widen wider type}; one that only one
   * has, or that one takes nulls in, takes nulls. Source types and documentation come from this
   * schema where it has them, and do not count as a difference.
   *
   * @return the one of the two with the higher version if it holds the result already, otherwise a
   *     schema of the version after both
   */
  public StreamSchema widen(StreamSchema other) {
    List<Field> merged = new ArrayList<>(fields.size());
    for (Field field : fields) {
      Optional<Field> match = other.find(field.name());
      merged.add(match.isPresent() ? field.merge(match.get()) : field.nullable());
    }
    for (Field field : other.fields) {
      if (indexOf(field.name()) < 0) {
        merged.add(field.nullable());
      }
    }
    List<String> mergedKey = key.isEmpty() ? other.key : key;
    if (version >= other.version && sameShape(merged, fields) && mergedKey.equals(key)) {
      return this;
    }
    if (other.version >= version
        && sameShape(merged, other.fields)
        && mergedKey.equals(other.key)) {
      return other;
    }
    return new StreamSchema(List.copyOf(merged), mergedKey, Math.max(version, other.version) + 1);
  }

  /** Returns the fields in their order. */
  public List<Field> fields() {
    return fields;
  }

  /** Returns the names of the fields that identify a record; empty if none are known to. */
  public List<String> key() {
    return key;
  }

  /** Returns the version, from 1; a later schema of the same stream never has a lower one. */
  public int version() {
    return version;
  }

  /** Returns how many fields there are. */
  public int size() {
    return fields.size();
  }

  /** Returns the position of a field of this name, or -1 if there is none. */
  public int indexOf(String name) {
    Integer position = positions.get(name);
    return position == null ? -1 : position;
  }

  /** Returns the field of this name, if there is one. */
  public Optional<Field> find(String name) {
    Integer position = positions.get(name);
    return position == null ? Optional.empty() : Optional.of(fields.get(position));
  }

  /**
   * Returns the field at a position.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public Field field(int position) {
    return fields.get(position);
  }

  /** Returns the schema as a JSON object, which {@link #fromJson} reads back. */
  public String toJson() {
    return SchemaJson.write(this);
  }

  /**
   * Reads what {@link #toJson} wrote; members it does not know are passed over.
   *
   * @throws ConnectorException of kind DATA if it is no schema's JSON
   */
  public static StreamSchema fromJson(String json) {
    return SchemaJson.read(json);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof StreamSchema that
        && version == that.version
        && key.equals(that.key)
        && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return 31 * fields.hashCode() + version;
  }

  /** Returns version, fields and key in one line. */
  @Override
  public String toString() {
    return "v" + version + fields + (key.isEmpty() ? "" : " key " + key);
  }

  /** Whether two lists of fields say the same about the values. */
  private static boolean sameShape(List<Field> some, List<Field> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (!some.get(i).bare().equals(others.get(i).bare())) {
        return false;
      }
    }
    return true;
  }

  static HashMap<String, Integer> positions(List<Field> fields) {
    HashMap<String, Integer> positions = new HashMap<>(fields.size() * 2);
    for (Field field : fields) {
      if (positions.put(field.name(), positions.size()) != null) {
        throw new IllegalArgumentException("two fields are called \"" + field.name() + "\"");
      }
    }
    return positions;
  }
}
