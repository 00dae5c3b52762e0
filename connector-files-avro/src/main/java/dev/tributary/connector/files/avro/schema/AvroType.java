package dev.tributary.connector.files.avro.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A type of an Avro schema. A record may hold itself, so types are compared as objects and have no
 * text. Immutable once its schema is read.
 */
public final class AvroType {
  /** The kinds of types. */
  public enum Kind {
    /** No value. */
    NULL,
    /** One byte. */
    BOOLEAN,
    /** A number of up to 32 bits. */
    INT,
    /** A number of up to 64 bits. */
    LONG,
    /** Four bytes. */
    FLOAT,
    /** Eight bytes. */
    DOUBLE,
    /** Bytes with their length. */
    BYTES,
    /** UTF-8 with its length. */
    STRING,
    /** So many bytes as the type says. */
    FIXED,
    /** The place of a symbol. */
    ENUM,
    /** Values of one type. */
    ARRAY,
    /** Texts, each with a value of one type. */
    MAP,
    /** A value for each field. */
    RECORD,
    /** The place of a branch, and its value. */
    UNION
  }

  /**
   * A field of a record.
   *
   * @param name its name
   * @param type its type
   * @param properties what the schema says besides
   */
  public record Member(String name, AvroType type, Map<String, @Nullable Object> properties) {}

  private final Kind kind;
  private final String logical;
  private final int precision;
  private final int scale;
  private final int size;
  private final List<String> symbols;
  private final List<AvroType> parts;
  private final List<Member> members = new ArrayList<>();

  AvroType(
      Kind kind,
      String logical,
      int precision,
      int scale,
      int size,
      List<String> symbols,
      List<AvroType> parts) {
    this.kind = kind;
    this.logical = logical;
    this.precision = precision;
    this.scale = scale;
    this.size = size;
    this.symbols = symbols;
    this.parts = parts;
  }

  void add(Member member) {
    members.add(member);
  }

  /** Returns the kind. */
  public Kind kind() {
    return kind;
  }

  /** Returns the logical type's name; empty if there is none. */
  public String logical() {
    return logical;
  }

  /** Returns how many digits a decimal has. */
  public int precision() {
    return precision;
  }

  /** Returns how many of them stand after the point. */
  public int scale() {
    return scale;
  }

  /** Returns how many bytes a FIXED has. */
  public int size() {
    return size;
  }

  /** Returns the symbols of an ENUM. */
  public List<String> symbols() {
    return symbols;
  }

  /** Returns the branches of a UNION, or the one type in an ARRAY or a MAP. */
  public List<AvroType> parts() {
    return parts;
  }

  /** Returns the type of the values in an ARRAY or a MAP. */
  public AvroType element() {
    return parts.get(0);
  }

  /** Returns the fields of a RECORD. */
  public List<Member> members() {
    return List.copyOf(members);
  }
}
