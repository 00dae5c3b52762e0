package dev.tributary.connector.files.parquet.footer;

import dev.tributary.connector.schema.DataType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field as a reader sees it: a stored column, or a list, map or struct of more fields. Groups
 * that exist only to say "this is a list" are gone; levels count them.
 *
 * @param kind what it is
 * @param name its name
 * @param definition the level from which on it is not null; of a list or map, possibly empty
 * @param filled of a list or map, the level from which on it has an element
 * @param repetition of a list or map, the level at which its elements repeat
 * @param nullable whether it may be null
 * @param type the type that it becomes
 * @param parts a list's element, a map's key and value, a struct's fields
 * @param leaf the stored column, if it is one
 */
public record Shape(
    Kind kind,
    String name,
    int definition,
    int filled,
    int repetition,
    boolean nullable,
    DataType type,
    List<Shape> parts,
    @Nullable Leaf leaf) {

  /** What a field is. */
  public enum Kind {
    /** A stored column. */
    LEAF,
    /** A list. */
    LIST,
    /** A map. */
    MAP,
    /** A struct. */
    STRUCT
  }

  /** Returns the first stored column in it. */
  public Leaf first() {
    return leaf != null ? leaf : parts.get(0).first();
  }

  /** Returns the stored column of a shape that is one. */
  public Leaf stored() {
    if (leaf == null) {
      throw new IllegalStateException(name + " is a " + kind);
    }
    return leaf;
  }

  /** Returns a stored column that becomes another type. */
  Shape type(DataType other) {
    return new Shape(
        kind, name, definition, filled, repetition, nullable, other, parts, stored().type(other));
  }
}
