package dev.tributary.connector.split;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Named texts and numbers, exact: the bounds of a split, a checkpoint in it, or a watermark.
 *
 * <p>A value is a text, a {@link Long}, a {@link BigDecimal} or a list of texts. Numbers are never
 * rounded. A position is capped at {@value #MAX_CHARS} characters in all, because it is written
 * with every state: put what is large into keyed state instead. Immutable and thread-safe; equal by
 * value.
 *
 * @since 0.1.0
 */
public final class Position implements Serializable {
  private static final long serialVersionUID = 1L;

  /** How many characters the names and values of one position may have together. */
  public static final int MAX_CHARS = 65_536;

  private static final Position EMPTY = new Position(Collections.emptySortedMap());

  @SuppressWarnings("serial") // every value stored is serializable
  private final Map<String, Object> values;

  private Position(Map<String, Object> values) {
    this.values = values;
  }

  /** Returns the position without values. */
  public static Position empty() {
    return EMPTY;
  }

  /**
   * Returns a position of one value.
   *
   * @param name the value's name
   * @param value a text, an integer of any width, a {@link BigDecimal}, or a list of texts
   */
  public static Position of(String name, Object value) {
    return EMPTY.with(name, value);
  }

  /**
   * Returns a position of these values.
   *
   * @param values names and values, each as {@link #with} takes them
   */
  public static Position of(Map<String, ?> values) {
    TreeMap<String, Object> copy = new TreeMap<>();
    values.forEach((name, value) -> copy.put(name, exact(name, value)));
    return checked(copy);
  }

  /**
   * Returns a copy in which {@code name} has this value.
   *
   * @param name the value's name
   * @param value a text, an integer of any width, a {@link BigDecimal}, or a list of texts
   * @throws IllegalArgumentException if the value is of another type, or the position becomes too
   *     large
   */
  public Position with(String name, Object value) {
    TreeMap<String, Object> copy = new TreeMap<>(values);
    copy.put(name, exact(name, value));
    return checked(copy);
  }

  /** Returns a copy without {@code name}. */
  public Position without(String name) {
    if (!values.containsKey(name)) {
      return this;
    }
    TreeMap<String, Object> copy = new TreeMap<>(values);
    copy.remove(name);
    return new Position(Collections.unmodifiableSortedMap(copy));
  }

  /** Returns whether a value of this name is present. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /**
   * Returns the value as text; numbers in plain notation.
   *
   * @throws ConnectorException of kind INTERNAL if there is none or it is a list
   */
  public String get(String name) {
    return find(name).orElseThrow(() -> missing(name));
  }

  /**
   * Returns the value as a whole number.
   *
   * @throws ConnectorException of kind INTERNAL if there is none or it does not fit exactly
   */
  public long getLong(String name) {
    Object value = values.get(name);
    if (value instanceof Long exact) {
      return exact;
    }
    try {
      return new BigDecimal(get(name)).longValueExact();
    } catch (ArithmeticException | NumberFormatException notWhole) {
      throw ConnectorException.of(ErrorKind.INTERNAL, "the position's \"" + name + "\" is no long")
          .cause(notWhole)
          .build();
    }
  }

  /**
   * Returns the value as a decimal number, exact.
   *
   * @throws ConnectorException of kind INTERNAL if there is none or it is no number
   */
  public BigDecimal getDecimal(String name) {
    Object value = values.get(name);
    if (value instanceof Long whole) {
      return BigDecimal.valueOf(whole);
    }
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    try {
      return new BigDecimal(get(name));
    } catch (NumberFormatException noNumber) {
      throw ConnectorException.of(
              ErrorKind.INTERNAL, "the position's \"" + name + "\" is no number")
          .cause(noNumber)
          .build();
    }
  }

  /** Returns the value as text, if there is one and it is not a list. */
  public Optional<String> find(String name) {
    Object value = values.get(name);
    if (value == null || value instanceof List) {
      return Optional.empty();
    }
    return Optional.of(
        value instanceof BigDecimal number ? number.toPlainString() : value.toString());
  }

  /**
   * Returns the texts of a list; a single value as a list of one; an absent value as an empty one.
   */
  public List<String> list(String name) {
    Object value = values.get(name);
    if (value instanceof List<?> many) {
      return many.stream().map(String.class::cast).toList();
    }
    return find(name).map(List::of).orElse(List.of());
  }

  /** Returns whether there are no values. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /**
   * Returns names and values in the order of the names: each value a {@link String}, a {@link
   * Long}, a {@link BigDecimal} or an immutable {@code List<String>}.
   */
  public Map<String, Object> asMap() {
    return values;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Position that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }

  private static Object exact(String name, Object value) {
    if (value instanceof String || value instanceof Long) {
      return value;
    }
    if (value instanceof BigDecimal number) {
      // Whole numbers have one form, so that what was written as JSON and read again is equal.
      return number.scale() == 0 && number.unscaledValue().bitLength() < 64
          ? (Object) number.longValueExact()
          : number;
    }
    if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
      return ((Number) value).longValue();
    }
    if (value instanceof BigInteger big) {
      return big.bitLength() < 64 ? (Object) big.longValue() : new BigDecimal(big);
    }
    if (value instanceof List<?> list) {
      ArrayList<String> texts = new ArrayList<>(list.size());
      for (Object text : list) {
        if (!(text instanceof String exact)) {
          throw new IllegalArgumentException(
              "\"" + name + "\" is a list with something else than texts");
        }
        texts.add(exact);
      }
      return List.copyOf(texts);
    }
    throw new IllegalArgumentException(
        "\""
            + name
            + "\" is a "
            + value.getClass().getName()
            + "; a position holds texts, exact numbers and lists of texts");
  }

  private static Position checked(TreeMap<String, Object> values) {
    long chars = 0;
    for (Map.Entry<String, Object> entry : values.entrySet()) {
      chars += entry.getKey().length();
      if (entry.getValue() instanceof List<?> list) {
        for (Object text : list) {
          chars += ((String) text).length() + 3L;
        }
      } else {
        chars += entry.getValue().toString().length();
      }
    }
    if (chars > MAX_CHARS) {
      throw new IllegalArgumentException(
          "a position of "
              + chars
              + " characters; at most "
              + MAX_CHARS
              + " fit: use keyed state for what is large");
    }
    return new Position(Collections.unmodifiableSortedMap(values));
  }

  private ConnectorException missing(String name) {
    return ConnectorException.of(
            ErrorKind.INTERNAL, "the position has no \"" + name + "\", only " + values.keySet())
        .build();
  }
}
