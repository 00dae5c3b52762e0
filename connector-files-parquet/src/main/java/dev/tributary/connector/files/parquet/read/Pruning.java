package dev.tributary.connector.files.parquet.read;

import dev.tributary.connector.files.filter.ColumnTest;
import dev.tributary.connector.files.filter.Condition;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.parquet.footer.Chunk;
import dev.tributary.connector.files.parquet.footer.Footer;
import dev.tributary.connector.files.parquet.footer.Leaf;
import dev.tributary.connector.files.parquet.footer.PageIndex;
import dev.tributary.connector.files.parquet.footer.RowGroup;
import dev.tributary.connector.files.parquet.footer.Shape;
import dev.tributary.connector.files.parquet.footer.Statistics;
import dev.tributary.connector.files.parquet.wire.Malformed;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.schema.DataType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of a row group may meet the conditions, as the file's statistics show: of the group,
 * and of its pages where there are indexes. Rows that it keeps need not meet them. Not thread-safe.
 */
final class Pruning {
  private final FileInput file;
  private final List<Test> tests;

  /** A condition on a column; one that the file does not have is null in every row. */
  private record Test(
      ColumnTest test, @Nullable Leaf leaf, @Nullable Bounds bounds, boolean isOrdered) {}

  private Pruning(FileInput file, List<Test> tests) {
    this.file = file;
    this.tests = tests;
  }

  /**
   * Returns what the conditions of a file's rules leave.
   *
   * @param rows where the records go, whose columns are agreed
   * @param columns for each field of the file the column that it goes to, or -1
   */
  static Pruning of(FileInput file, Footer footer, FileRows rows, int[] columns) {
    List<Test> tests = new ArrayList<>();
    for (Condition condition : rows.rules().conditions()) {
      int column = rows.schema().indexOf(condition.column());
      if (column < 0 || rows.rules().isGiven(condition.column())) {
        continue;
      }
      DataType type = rows.schema().field(column).type();
      ColumnTest test = condition.on(type);
      Shape shape = null;
      for (int i = 0; i < columns.length; i++) {
        shape = columns[i] == column ? footer.fields().get(i) : shape;
      }
      if (shape == null) {
        tests.add(new Test(test, null, null, false));
      } else if (shape.kind() == Shape.Kind.LEAF) {
        Leaf leaf = shape.stored();
        tests.add(new Test(test, leaf, new Bounds(leaf, type), footer.isOrdered(leaf)));
      }
    }
    return new Pruning(file, tests);
  }

  /** Returns whether nothing is left out. */
  boolean isAll() {
    return tests.isEmpty();
  }

  /**
   * Returns the rows of a group that have to be read.
   *
   * @throws IOException if the file cannot be read
   */
  RowRanges of(RowGroup group) throws IOException {
    RowRanges left = RowRanges.all(group.rows());
    for (Test each : tests) {
      if (!mayHold(each, group)) {
        return RowRanges.none(group.rows());
      }
    }
    for (Test each : tests) {
      if (each.isOrdered() && each.leaf() != null && each.bounds() != null && !left.isEmpty()) {
        left = left.and(pages(each.test(), each.leaf(), each.bounds(), group));
      }
    }
    return left;
  }

  private static boolean mayHold(Test each, RowGroup group) {
    Leaf leaf = each.leaf();
    Bounds bounds = each.bounds();
    if (leaf == null || bounds == null) {
      return each.test().holdsForNull();
    }
    try {
      Statistics statistics = Statistics.of(group.chunk(leaf), leaf, each.isOrdered());
      return mayHold(each.test(), statistics, bounds);
    } catch (Malformed broken) {
      return true; // whoever reads the chunk says so
    }
  }

  private static boolean mayHold(ColumnTest test, Statistics statistics, Bounds bounds) {
    return test.mayHold(statistics.nulls(), statistics.values(), bounds.of(statistics));
  }

  private RowRanges pages(ColumnTest test, Leaf leaf, Bounds bounds, RowGroup group)
      throws IOException {
    RowRanges all = RowRanges.all(group.rows());
    Chunk chunk;
    try {
      chunk = group.chunk(leaf);
    } catch (Malformed broken) {
      return all;
    }
    PageIndex index = chunk.columnIndex() == null ? null : PageIndex.read(file, chunk);
    List<Statistics> pages =
        index == null ? null : Statistics.ofPages(file, chunk, leaf, index.size());
    if (index == null || pages == null) {
      return all;
    }
    long[] starts = new long[index.size()];
    boolean[] in = new boolean[index.size()];
    for (int i = 0; i < in.length; i++) {
      starts[i] = index.row(i);
      in[i] = mayHold(test, pages.get(i), bounds);
    }
    return RowRanges.of(starts, in, group.rows());
  }
}
