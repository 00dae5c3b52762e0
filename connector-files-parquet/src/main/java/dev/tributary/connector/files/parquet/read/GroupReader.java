package dev.tributary.connector.files.parquet.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RowBlock;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.parquet.encoding.Values;
import dev.tributary.connector.files.parquet.footer.Leaf;
import dev.tributary.connector.files.parquet.footer.Place;
import dev.tributary.connector.files.parquet.footer.RowGroup;
import dev.tributary.connector.files.parquet.footer.Shape;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.schema.DataType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the rows of one row group, those columns of it that are wanted. Not thread-safe. */
final class GroupReader {
  private static final FieldReader[] NONE = {};

  private final RowGroup group;
  private final Place place;
  private final FieldReader[] fields;
  private final FlatField[] flat;
  private final NestedField[] nested;
  private final boolean inBlocks;
  private final RowRanges wanted;

  /** The next row. */
  private long row;

  /** Where reading begins; rows before it were read earlier. */
  private long begin;

  /** Where the rows end that are read one after another. */
  private long end;

  /**
   * Opens a row group.
   *
   * @param shapes the file's fields
   * @param columns for each field the column that it goes to, or -1
   * @param types the types of all columns
   * @param wanted the rows that are read
   */
  GroupReader(
      FileInput file,
      RowGroup group,
      List<Shape> shapes,
      int[] columns,
      List<DataType> types,
      RowRanges wanted,
      Place place) {
    this.group = group;
    this.wanted = wanted;
    this.place = place;
    List<FieldReader> made = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      if (columns[i] >= 0) {
        made.add(field(file, shapes.get(i), columns[i], types.get(columns[i])));
      }
    }
    fields = made.toArray(NONE);
    flat = made.stream().filter(FlatField.class::isInstance).toArray(FlatField[]::new);
    nested = made.stream().filter(NestedField.class::isInstance).toArray(NestedField[]::new);
    inBlocks =
        nested.length == 0 && flat.length > 0 && Arrays.stream(flat).allMatch(FlatField::inBlocks);
  }

  private FieldReader field(FileInput file, Shape shape, int column, DataType type) {
    if (shape.kind() == Shape.Kind.LEAF) {
      Leaf leaf = shape.stored();
      return new FlatField(new LeafReader(file, group, leaf, place), type, column);
    }
    return new NestedField(shape, leaf -> new LeafReader(file, group, leaf, place), column);
  }

  /** Returns how many rows were passed. */
  long row() {
    return row;
  }

  /** Passes over rows that were read before. */
  void skip(long rows) throws IOException {
    if (rows < 0 || rows > group.rows()) {
      throw place.unreadable(
          "reading was to go on at row " + rows + " of " + group.rows(),
          "The file is not the one that was read before; read it from the start");
    }
    begin = rows;
  }

  /** Goes to the next rows that are wanted, if there are any. */
  private boolean enter() throws IOException {
    long to = wanted.from(Math.max(row, begin));
    if (to >= group.rows()) {
      row = group.rows();
      return false;
    }
    end = wanted.to(to);
    for (FieldReader field : fields) {
      for (LeafReader leaf : wanted.isAll() ? List.<LeafReader>of() : field.leaves()) {
        leaf.ahead(end);
      }
      if (to > row) {
        field.skip(row, to);
      }
    }
    row = to;
    return true;
  }

  /**
   * Reads rows until it is time to build.
   *
   * @return whether there may be more
   */
  boolean read(FileRows rows) throws IOException {
    while (row < group.rows()) {
      if (row >= end && !enter()) {
        return false;
      }
      long run = ready();
      int together = together(rows, (int) Math.min(run, Values.CAPACITY));
      if (together > 0) {
        row += together;
        if (rows.isFull()) {
          return true;
        }
        continue;
      }
      for (long i = 0; i < run; i++) {
        put(rows);
        row++;
        if (rows.isFull()) {
          return true;
        }
      }
    }
    for (FieldReader field : fields) {
      for (LeafReader leaf : field.leaves()) {
        if (leaf.ready() > 0) {
          throw leaf.longer(group.rows());
        }
      }
    }
    return false;
  }

  /**
   * Adds rows column by column, which is several times as fast as value by value, where all columns
   * can be and all values fit.
   *
   * @return how many; 0 if they have to go one by one
   */
  private int together(FileRows rows, int most) {
    RowBlock block = inBlocks ? rows.block(most) : null;
    if (block == null) {
      return 0;
    }
    for (FlatField field : flat) {
      field.put(block);
    }
    if (!block.add()) {
      return 0;
    }
    for (FlatField field : flat) {
      field.pass(block.size());
    }
    return block.size();
  }

  private long ready() throws IOException {
    long run = end - row;
    for (FieldReader field : fields) {
      int here = field.ready();
      if (here == 0) {
        throw field.leaves().get(0).ended(row, group.rows());
      }
      run = Math.min(run, here);
    }
    return run;
  }

  private void put(FileRows rows) throws IOException {
    BatchBuilder builder = rows.add();
    ConnectorException misfit = null;
    for (FlatField field : flat) {
      ConnectorException one = field.put(builder);
      misfit = misfit == null ? one : misfit;
    }
    for (NestedField field : nested) {
      ConnectorException one = field.put(builder);
      misfit = misfit == null ? one : misfit;
    }
    if (misfit != null) {
      StringBuilder json = new StringBuilder();
      for (FieldReader field : fields) {
        field.show(json.append(json.length() == 0 ? '{' : ','));
      }
      byte[] raw = json.append('}').toString().getBytes(StandardCharsets.UTF_8);
      rows.reject("row group " + group.index() + ", row " + row, misfit, raw);
    }
  }
}
