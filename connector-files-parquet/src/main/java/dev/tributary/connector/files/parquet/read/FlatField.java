package dev.tributary.connector.files.parquet.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.parquet.encoding.Physical;
import dev.tributary.connector.files.parquet.encoding.Values;
import dev.tributary.connector.files.parquet.footer.Leaf;
import dev.tributary.connector.schema.DataType;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A field that is a stored column. */
final class FlatField implements FieldReader {
  /**
   * The ways that most values go. A switch over them is drawn into the loop over a row's fields,
   * where a call of something unknown for each value is not: it takes half as long.
   */
  private enum Way {
    BOOLEAN,
    INT,
    LONG,
    DOUBLE,
    DECIMAL_INT,
    DECIMAL_LONG,
    DATE,
    MICROS,
    TEXT,
    OTHER
  }

  private final LeafReader leaf;
  private final Values values;
  private final Way way;
  private final ValuePut put;
  private final int column;
  private final int present;
  private final int scale;

  FlatField(LeafReader leaf, DataType target, int column) {
    this.leaf = leaf;
    this.values = leaf.values;
    this.put = ValuePuts.of(leaf.leaf, target);
    this.way = ValuePuts.isExact(leaf.leaf, target) ? way(leaf.leaf) : Way.OTHER;
    this.column = column;
    this.present = leaf.leaf.definition();
    this.scale = leaf.leaf.type().scale();
  }

  private static Way way(Leaf leaf) {
    Physical physical = leaf.physical();
    return switch (leaf.meaning()) {
      case BOOLEAN -> Way.BOOLEAN;
      case INTEGER -> physical == Physical.INT32 ? Way.INT : Way.LONG;
      case FLOATING -> physical == Physical.DOUBLE ? Way.DOUBLE : Way.OTHER;
      case DECIMAL ->
          physical == Physical.INT32
              ? Way.DECIMAL_INT
              : physical == Physical.INT64 ? Way.DECIMAL_LONG : Way.OTHER;
      case DATE -> Way.DATE;
      case MICROS -> Way.MICROS;
      case TEXT -> Way.TEXT;
      default -> Way.OTHER;
    };
  }

  @Override
  public int ready() throws IOException {
    return leaf.ready();
  }

  @Override
  public @Nullable ConnectorException put(BatchBuilder rows) {
    int at = leaf.at++;
    try {
      if (leaf.full || leaf.definitions[at] == present) {
        put(rows, at);
      } else {
        rows.setNull(column);
      }
      return null;
    } catch (ConnectorException misfit) {
      return misfit;
    }
  }

  private void put(BatchBuilder rows, int at) {
    switch (way) {
      case BOOLEAN -> rows.set(column, values.ints[at] != 0);
      case INT -> rows.set(column, (long) values.ints[at]);
      case LONG -> rows.set(column, values.longs[at]);
      case DOUBLE -> rows.set(column, Double.longBitsToDouble(values.longs[at]));
      case DECIMAL_INT -> rows.setDecimal(column, values.ints[at], scale);
      case DECIMAL_LONG -> rows.setDecimal(column, values.longs[at], scale);
      case DATE -> rows.setDays(column, values.ints[at]);
      case MICROS -> rows.setMicros(column, values.longs[at]);
      case TEXT -> rows.setUtf8(column, values.bytes, values.starts[at], values.ends[at]);
      case OTHER -> put.put(rows, column, values, at);
    }
  }

  @Override
  public void show(StringBuilder json) {
    JsonValue.quote(json, leaf.leaf.path());
    json.append(':');
    int at = leaf.at - 1;
    if (!leaf.full && leaf.definitions[at] != present) {
      json.append("null");
    } else {
      JsonValue.raw(json, leaf.leaf, leaf.values, at);
    }
  }

  @Override
  public void skip(long rows) throws IOException {
    leaf.skip(rows);
  }

  @Override
  public List<LeafReader> leaves() {
    return List.of(leaf);
  }
}
