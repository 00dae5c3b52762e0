package dev.tributary.connector.files.parquet.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Thrift structure as its numbered fields; unknown ones are kept and never asked for.
 *
 * <p>Getters without a default raise {@link Malformed} if the field is missing or of another type.
 * Immutable once read.
 */
public final class Struct {
  static final Struct EMPTY = new Struct();

  private short[] ids = {};
  private Object[] values = {};
  private int size;

  Struct() {}

  void put(int id, Object value) {
    if (size == ids.length) {
      ids = Arrays.copyOf(ids, Math.max(4, 2 * size));
      values = Arrays.copyOf(values, ids.length);
    }
    ids[size] = (short) id;
    values[size++] = value;
  }

  private @Nullable Object find(int id) {
    for (int i = 0; i < size; i++) {
      if (ids[i] == id) {
        return values[i];
      }
    }
    return null;
  }

  private <T> T need(int id, Class<T> type) {
    Object value = find(id);
    if (!type.isInstance(value)) {
      throw Malformed.of(value == null ? "field " + id + " is missing" : "field " + id + " is odd");
    }
    return type.cast(value);
  }

  /** Returns whether the field is there. */
  public boolean has(int id) {
    return find(id) != null;
  }

  /** Returns the number of the first field; of a union, which member it is; 0 if there is none. */
  public int member() {
    return size == 0 ? 0 : ids[0];
  }

  /** Returns a whole number. */
  public long getLong(int id) {
    return need(id, Long.class);
  }

  /** Returns a whole number, or a default if there is none. */
  public long getLong(int id, long otherwise) {
    return has(id) ? getLong(id) : otherwise;
  }

  /** Returns a whole number of 32 bits. */
  public int getInt(int id) {
    long value = getLong(id);
    if (value != (int) value) {
      throw Malformed.of("field " + id + " has more than 32 bits");
    }
    return (int) value;
  }

  /** Returns a whole number of 32 bits, or a default if there is none. */
  public int getInt(int id, int otherwise) {
    return has(id) ? getInt(id) : otherwise;
  }

  /** Returns a truth value, or a default if there is none. */
  public boolean getBoolean(int id, boolean otherwise) {
    return has(id) ? need(id, Boolean.class) : otherwise;
  }

  /** Returns bytes, or null if there are none; not to be changed. */
  public byte @Nullable [] findBytes(int id) {
    return has(id) ? need(id, byte[].class) : null;
  }

  /** Returns a text. */
  public String getText(int id) {
    return new String(need(id, byte[].class), StandardCharsets.UTF_8);
  }

  /** Returns a structure. */
  public Struct getStruct(int id) {
    return need(id, Struct.class);
  }

  /** Returns a structure, or null if there is none. */
  public @Nullable Struct findStruct(int id) {
    return has(id) ? getStruct(id) : null;
  }

  /** Returns a list of structures; an empty one if there is none. */
  public List<Struct> structs(int id) {
    return list(id, Struct.class);
  }

  /**
   * Returns a list of this type's elements ({@code Long}, {@code Boolean}, {@code byte[]}); an
   * empty one if there is none.
   *
   * @param <T> the type of an element
   */
  @SuppressWarnings("unchecked") // each element is looked at
  public <T> List<T> list(int id, Class<T> element) {
    if (!has(id)) {
      return List.of();
    }
    List<?> list = need(id, List.class);
    for (Object each : list) {
      if (!element.isInstance(each)) {
        throw Malformed.of("field " + id + " is a list of something else");
      }
    }
    return (List<T>) list;
  }
}
