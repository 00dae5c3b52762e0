package dev.tributary.connector.schema;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named column of a stream, or a named part of a struct.
 *
 * <p>Names are case-sensitive and kept as the source writes them. A field takes nulls unless it is
 * {@linkplain #required() required}. Immutable and thread-safe; equal by value.
 *
 * @since 0.1.0
 */
public final class Field implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String name;
  private final DataType type;
  private final boolean nullable;
  private final @Nullable String sourceType;
  private final @Nullable String doc;

  private Field(
      String name,
      DataType type,
      boolean nullable,
      @Nullable String sourceType,
      @Nullable String doc) {
    this.name = name;
    this.type = type;
    this.nullable = nullable;
    this.sourceType = sourceType;
    this.doc = doc;
  }

  /**
   * Returns a nullable field.
   *
   * @param name as the source writes it; not empty
   * @param type the type of its values
   * @throws IllegalArgumentException if the name is empty
   */
  public static Field of(String name, DataType type) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("a field without a name");
    }
    return new Field(name, Objects.requireNonNull(type, "type"), true, null, null);
  }

  /** Returns a nullable field of type BOOLEAN. */
  public static Field bool(String name) {
    return of(name, DataType.BOOLEAN);
  }

  /** Returns a nullable field of type INT32. */
  public static Field int32(String name) {
    return of(name, DataType.INT32);
  }

  /** Returns a nullable field of type INT64. */
  public static Field int64(String name) {
    return of(name, DataType.INT64);
  }

  /** Returns a nullable field of type FLOAT32. */
  public static Field float32(String name) {
    return of(name, DataType.FLOAT32);
  }

  /** Returns a nullable field of type FLOAT64. */
  public static Field float64(String name) {
    return of(name, DataType.FLOAT64);
  }

  /** Returns a nullable field of the unconstrained type DECIMAL. */
  public static Field decimal(String name) {
    return of(name, DataType.DECIMAL);
  }

  /** Returns a nullable field of type DECIMAL(precision, scale). */
  public static Field decimal(String name, int precision, int scale) {
    return of(name, DataType.decimal(precision, scale));
  }

  /** Returns a nullable field of type STRING. */
  public static Field string(String name) {
    return of(name, DataType.STRING);
  }

  /** Returns a nullable field of type BYTES. */
  public static Field bytes(String name) {
    return of(name, DataType.BYTES);
  }

  /** Returns a nullable field of type DATE. */
  public static Field date(String name) {
    return of(name, DataType.DATE);
  }

  /** Returns a nullable field of type TIME. */
  public static Field time(String name) {
    return of(name, DataType.TIME);
  }

  /** Returns a nullable field of type DURATION. */
  public static Field duration(String name) {
    return of(name, DataType.DURATION);
  }

  /** Returns a nullable field of type TIMESTAMP. */
  public static Field timestamp(String name) {
    return of(name, DataType.TIMESTAMP);
  }

  /** Returns a nullable field of type TIMESTAMP_TZ. */
  public static Field timestampTz(String name) {
    return of(name, DataType.TIMESTAMP_TZ);
  }

  /** Returns a nullable field of type UUID. */
  public static Field uuid(String name) {
    return of(name, DataType.UUID);
  }

  /** Returns a nullable field of type JSON. */
  public static Field json(String name) {
    return of(name, DataType.JSON);
  }

  /** Returns a copy that takes no nulls. */
  public Field required() {
    return new Field(name, type, false, sourceType, doc);
  }

  /** Returns a copy that takes nulls. */
  public Field nullable() {
    return new Field(name, type, true, sourceType, doc);
  }

  /** Returns a copy that keeps the source's own name of the type, such as {@code numeric(12,2)}. */
  public Field sourceType(String sourceType) {
    return new Field(name, type, nullable, sourceType, doc);
  }

  /** Returns a copy with a description for people. */
  public Field doc(String doc) {
    return new Field(name, type, nullable, sourceType, doc);
  }

  /** Returns a copy of another type; the source's own type name stays. */
  public Field type(DataType type) {
    return new Field(name, type, nullable, sourceType, doc);
  }

  Field bare() {
    return new Field(name, type, nullable, null, null);
  }

  Field merge(Field other) {
    return new Field(
        name,
        DataType.widen(type, other.type),
        nullable || other.nullable,
        sourceType != null ? sourceType : other.sourceType,
        doc != null ? doc : other.doc);
  }

  /** Returns the name, as the source writes it. */
  public String name() {
    return name;
  }

  /** Returns the type of the values. */
  public DataType type() {
    return type;
  }

  /** Returns whether values may be null. */
  public boolean isNullable() {
    return nullable;
  }

  /** Returns the source's own name of the type, if the connector knows it. */
  public Optional<String> sourceType() {
    return Optional.ofNullable(sourceType);
  }

  /** Returns the description, if there is one. */
  public Optional<String> doc() {
    return Optional.ofNullable(doc);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Field that
        && name.equals(that.name)
        && type.equals(that.type)
        && nullable == that.nullable
        && Objects.equals(sourceType, that.sourceType)
        && Objects.equals(doc, that.doc);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, type, nullable);
  }

  /** Returns name, type and, where it holds, {@code required}. */
  @Override
  public String toString() {
    return name + " " + type + (nullable ? "" : " required");
  }
}
