package dev.tributary.connector.files.parquet.footer;

import dev.tributary.connector.files.parquet.compression.Codec;
import dev.tributary.connector.files.parquet.wire.Malformed;
import dev.tributary.connector.files.parquet.wire.Struct;
import org.jspecify.annotations.Nullable;

/**
 * The values of one column in one row group.
 *
 * @param codec how its pages are compressed
 * @param from where its first page starts
 * @param length how many bytes its pages take
 * @param values how many values it says it has, nulls included
 * @param statistics what it says about them, if it does
 * @param pageIndex what tells where its pages lie, if anything does
 * @param columnIndex what tells the bounds of each page, if anything does
 */
public record Chunk(
    Codec codec,
    long from,
    long length,
    long values,
    @Nullable Struct statistics,
    @Nullable Span pageIndex,
    @Nullable Span columnIndex) {

  /**
   * Reads what the footer says, and checks it against the file.
   *
   * @param end where the footer starts, and pages end
   */
  static Chunk of(Struct column, Leaf leaf, long end) {
    if (column.has(8) || column.has(9)) {
      throw Malformed.of("the column is encrypted");
    }
    if (column.has(1)) {
      throw Malformed.of("the column lies in another file, " + column.getText(1));
    }
    Struct meta = column.getStruct(3);
    if (meta.getInt(1) != leaf.physical().number()) {
      throw Malformed.of("the column's type " + meta.getInt(1) + " is not the schema's");
    }
    long first = meta.getLong(9);
    long dictionary = meta.getLong(11, 0);
    // some writers say 0 for no dictionary, or one that is not there
    long from = dictionary > 0 && dictionary < first ? dictionary : first;
    long length = meta.getLong(7);
    if (from < 4 || length < 0 || from > end || length > end - from) {
      throw Malformed.of("its pages, " + length + " bytes from " + from + ", end after " + end);
    }
    Codec codec = Codec.of(meta.getInt(4));
    return new Chunk(
        codec,
        from,
        length,
        meta.getLong(5),
        meta.findStruct(12),
        Span.of(column, 4, 5, end),
        Span.of(column, 6, 7, end));
  }
}
