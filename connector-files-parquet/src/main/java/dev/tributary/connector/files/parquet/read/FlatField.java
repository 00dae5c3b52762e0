package dev.tributary.connector.files.parquet.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RowBlock;
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
    FLOAT,
    DOUBLE,
    DECIMAL_INT,
    DECIMAL_LONG,
    DATE,
    MICROS,
    TEXT,
    BYTES,
    OTHER
  }

  private final LeafReader leaf;
  private final Values values;
  private final Way way;
  private final ValuePut put;
  private final int column;
  private final int present;
  private final int scale;
  private final boolean inBlocks;

  /** What a block takes in another form than it is decoded to. */
  private final long[] longs;

  private final double[] doubles;
  private final float[] floats;
  private final byte[] booleans;

  FlatField(LeafReader leaf, DataType target, int column) {
    this.leaf = leaf;
    this.values = leaf.values;
    this.put = ValuePuts.of(leaf.leaf, target);
    this.way = ValuePuts.isExact(leaf.leaf, target) ? way(leaf.leaf) : Way.OTHER;
    this.column = column;
    this.present = leaf.leaf.definition();
    this.scale = leaf.leaf.type().scale();
    this.longs = new long[way == Way.DECIMAL_INT ? Values.CAPACITY : 0];
    this.doubles = new double[way == Way.DOUBLE ? Values.CAPACITY : 0];
    this.floats = new float[way == Way.FLOAT ? Values.CAPACITY : 0];
    this.booleans = new byte[way == Way.BOOLEAN ? Values.CAPACITY : 0];
    this.inBlocks =
        way != Way.OTHER
            && target.kind() == leaf.leaf.type().kind()
            && target.kind() != DataType.Kind.TIME;
  }

  private static Way way(Leaf leaf) {
    Physical physical = leaf.physical();
    return switch (leaf.meaning()) {
      case BOOLEAN -> Way.BOOLEAN;
      case INTEGER -> physical == Physical.INT32 ? Way.INT : Way.LONG;
      case FLOATING -> physical == Physical.DOUBLE ? Way.DOUBLE : Way.FLOAT;
      case DECIMAL ->
          physical == Physical.INT32
              ? Way.DECIMAL_INT
              : physical == Physical.INT64 ? Way.DECIMAL_LONG : Way.OTHER;
      case DATE -> Way.DATE;
      case MICROS -> Way.MICROS;
      case TEXT -> Way.TEXT;
      case BYTES -> Way.BYTES;
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
      case FLOAT -> rows.set(column, (double) Float.intBitsToFloat(values.ints[at]));
      case DOUBLE -> rows.set(column, Double.longBitsToDouble(values.longs[at]));
      case DECIMAL_INT -> rows.setDecimal(column, values.ints[at], scale);
      case DECIMAL_LONG -> rows.setDecimal(column, values.longs[at], scale);
      case DATE -> rows.setDays(column, values.ints[at]);
      case MICROS -> rows.setMicros(column, values.longs[at]);
      case TEXT -> rows.setUtf8(column, values.bytes, values.starts[at], values.ends[at]);
      case BYTES -> rows.setBytes(column, values.bytes, values.starts[at], values.ends[at]);
      case OTHER -> put.put(rows, column, values, at);
    }
  }

  /** Returns whether values can be put many at once. */
  boolean inBlocks() {
    return inBlocks;
  }

  /** Goes past values that were put. */
  void pass(int count) {
    leaf.at += count;
  }

  /** Puts the next values, without going past them. */
  void put(RowBlock block) {
    int at = leaf.at;
    int end = at + block.size();
    if (!leaf.full && (way == Way.TEXT || way == Way.BYTES)) {
      for (int i = at; i < end; i++) {
        if (leaf.definitions[i] != present) {
          values.starts[i] = 0;
          values.ends[i] = 0;
        }
      }
    }
    write(block, at, end);
    for (int i = at; !leaf.full && i < end; i++) {
      if (leaf.definitions[i] != present) {
        block.missing(column, i - at);
      }
    }
  }

  private void write(RowBlock block, int at, int end) {
    switch (way) {
      case BOOLEAN -> {
        for (int i = at; i < end; i++) {
          booleans[i] = (byte) values.ints[i];
        }
        block.booleans(column, booleans, at);
      }
      case INT -> block.ints(column, values.ints, at);
      case LONG -> block.longs(column, values.longs, at);
      case FLOAT -> {
        for (int i = at; i < end; i++) {
          floats[i] = Float.intBitsToFloat(values.ints[i]);
        }
        block.floats(column, floats, at);
      }
      case DOUBLE -> {
        for (int i = at; i < end; i++) {
          doubles[i] = Double.longBitsToDouble(values.longs[i]);
        }
        block.doubles(column, doubles, at);
      }
      case DECIMAL_INT -> {
        for (int i = at; i < end; i++) {
          longs[i] = values.ints[i];
        }
        clear(longs, at, end);
        block.decimals(column, longs, at, scale);
      }
      case DECIMAL_LONG -> {
        clear(values.longs, at, end);
        block.decimals(column, values.longs, at, scale);
      }
      case DATE -> block.days(column, values.ints, at);
      case MICROS -> block.micros(column, values.longs, at);
      case TEXT, BYTES -> block.texts(column, values.bytes, values.starts, values.ends, at);
      case OTHER -> throw new IllegalStateException("not in blocks");
    }
  }

  /** What stands where there is no value must not look like too many digits. */
  private void clear(long[] digits, int at, int end) {
    for (int i = at; !leaf.full && i < end; i++) {
      if (leaf.definitions[i] != present) {
        digits[i] = 0;
      }
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
  public void skip(long row, long to) throws IOException {
    leaf.skip(to - leaf.jump(row, to));
  }

  @Override
  public List<LeafReader> leaves() {
    return List.of(leaf);
  }
}
