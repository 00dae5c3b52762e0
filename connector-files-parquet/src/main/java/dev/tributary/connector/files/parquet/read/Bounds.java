package dev.tributary.connector.files.parquet.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.filter.ColumnTest;
import dev.tributary.connector.files.parquet.encoding.Physical;
import dev.tributary.connector.files.parquet.encoding.Values;
import dev.tributary.connector.files.parquet.footer.Leaf;
import dev.tributary.connector.files.parquet.footer.Meaning;
import dev.tributary.connector.files.parquet.footer.Statistics;
import dev.tributary.connector.files.parquet.wire.LittleEndian;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bounds of a stored column's values, as the values that they become: so what is compared with
 * bounds is what would be compared with the values. Not thread-safe.
 */
final class Bounds {
  private static final int SPARE = 8;

  private final Leaf leaf;
  private final Values values;
  private final ValuePut put;
  private final BatchBuilder two;
  private final boolean usable;

  /**
   * Makes it.
   *
   * @param leaf the stored column
   * @param target the type of the column that its values go to
   */
  Bounds(Leaf leaf, DataType target) {
    this.leaf = leaf;
    this.values = new Values(leaf.physical());
    this.put = ValuePuts.of(leaf, target);
    this.two =
        BatchBuilder.of(
            BatchTarget.standalone("bounds", StreamSchema.of(Field.of("bound", target))));
    this.usable = keepsOrder(leaf, target);
  }

  /** Whether what is stored has the order of what it becomes. */
  private static boolean keepsOrder(Leaf leaf, DataType target) {
    Meaning meaning = leaf.meaning();
    boolean readable = meaning != Meaning.JULIAN && meaning != Meaning.INTERVAL;
    boolean isText = meaning == Meaning.TEXT;
    return readable
        && ColumnTest.comparesAlike(leaf.type(), target)
        && isText == (target.kind() == DataType.Kind.STRING);
  }

  /** Returns the least and the greatest value as two rows; null if they are not known. */
  @Nullable Column of(Statistics statistics) {
    byte[] least = statistics.least();
    byte[] greatest = statistics.greatest();
    if (!usable || least == null || greatest == null) {
      return null;
    }
    try {
      if (put(least) && put(greatest)) {
        return two.build().column(0);
      }
    } catch (ConnectorException misfit) {
      // a bound that was cut within a character, or lies where no value of ours does
    }
    two.rollback();
    two.build();
    return null;
  }

  private boolean put(byte[] stored) {
    switch (leaf.physical()) {
      case BOOLEAN -> {
        if (stored.length != 1) {
          return false;
        }
        values.ints[0] = stored[0];
      }
      case INT32, FLOAT -> {
        if (stored.length != 4) {
          return false;
        }
        values.ints[0] = LittleEndian.getInt(stored, 0);
      }
      case INT64, DOUBLE -> {
        if (stored.length != 8) {
          return false;
        }
        values.longs[0] = LittleEndian.getLong(stored, 0);
      }
      default -> {
        boolean whole = leaf.physical() != Physical.FIXED || stored.length == leaf.length();
        if (!whole && leaf.meaning() != Meaning.BYTES && leaf.meaning() != Meaning.TEXT) {
          return false;
        }
        values.bytes = Arrays.copyOf(stored, stored.length + SPARE);
        values.starts[0] = 0;
        values.ends[0] = stored.length;
      }
    }
    two.add();
    put.put(two, 0, values, 0);
    return true;
  }
}
