package dev.tributary.connector.files.json;

import dev.tributary.connector.files.text.TextColumn;
import dev.tributary.connector.schema.DataType;
import org.jspecify.annotations.Nullable;

/** Where the values of one member go. */
final class JsonColumn {
  /** The name as it stands between quotes, without escapes. */
  final byte[] key;

  final String name;

  /** The builder's column; -1 if the member is not wanted. */
  final int column;

  final DataType.Kind kind;

  /** Whether values are numbers. */
  final boolean number;

  /** Whether texts stand for values of this type: they are declared, or dates. */
  final boolean fromText;

  /** Puts texts and numbers; null if the member is not wanted. */
  final @Nullable TextColumn writer;

  JsonColumn(
      byte[] key,
      String name,
      int column,
      DataType type,
      boolean declared,
      @Nullable TextColumn writer) {
    this.key = key;
    this.name = name;
    this.column = column;
    this.kind = type.kind();
    this.number = type.isNumber();
    this.fromText = declared || !(number || kind == DataType.Kind.BOOLEAN);
    this.writer = writer;
  }

  boolean isNamed(byte[] b, int from, int to) {
    byte[] own = key;
    if (to - from != own.length) {
      return false;
    }
    for (int i = 0; i < own.length; i++) {
      if (b[from + i] != own[i]) {
        return false;
      }
    }
    return true;
  }
}
