package dev.tributary.connector.files.parquet.footer;

import dev.tributary.connector.files.parquet.encoding.Physical;
import dev.tributary.connector.schema.DataType;

/**
 * A stored column.
 *
 * @param index its place among all stored columns
 * @param path its name, with the names of the groups around it
 * @param physical how values are stored
 * @param length how many bytes a value of type FIXED has
 * @param meaning what values mean
 * @param type the type that they become
 * @param sourceType the file's own name of the type
 * @param definition the level at which a value is there
 * @param repetition the highest level at which it may repeat
 */
public record Leaf(
    int index,
    String path,
    Physical physical,
    int length,
    Meaning meaning,
    DataType type,
    String sourceType,
    int definition,
    int repetition) {

  Leaf type(DataType other) {
    return new Leaf(
        index, path, physical, length, meaning, other, sourceType, definition, repetition);
  }
}
