package dev.tributary.connector.files.parquet.read;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.parquet.encoding.Physical;
import dev.tributary.connector.files.parquet.encoding.Values;
import dev.tributary.connector.files.parquet.footer.Chunk;
import dev.tributary.connector.files.parquet.footer.Leaf;
import dev.tributary.connector.files.parquet.footer.PageIndex;
import dev.tributary.connector.files.parquet.footer.Place;
import dev.tributary.connector.files.parquet.footer.RowGroup;
import dev.tributary.connector.files.parquet.page.PageReader;
import dev.tributary.connector.files.parquet.page.PageReader.Page;
import dev.tributary.connector.files.parquet.wire.Malformed;
import dev.tributary.connector.files.store.FileInput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * A stored column of one row group as entries, some at a time: each with its levels and, where the
 * definition is the leaf's own, a value. Not thread-safe.
 */
final class LeafReader {
  final Leaf leaf;
  final Values values;
  final int[] definitions = new int[Values.CAPACITY];
  final int[] repetitions;

  /** The next entry among those in memory. */
  int at;

  /** How many entries are in memory. */
  int size;

  /** Whether each of them has a value. */
  boolean full;

  private final PageReader pages;
  private final Place place;
  private final FileInput file;
  private final Chunk chunk;
  private @Nullable PageIndex index;
  private boolean asked;
  private final long rows;

  /** How many entries the next page must have; -1 if it may have any. */
  private long expected = -1;

  private @Nullable Page page;
  private int left;

  LeafReader(FileInput file, RowGroup group, Leaf leaf, Place place) {
    this.file = file;
    this.rows = group.rows();
    this.leaf = leaf;
    this.place = place.in("column " + leaf.path());
    this.values = new Values(leaf.physical());
    this.repetitions = new int[leaf.repetition() > 0 ? Values.CAPACITY : 0];
    try {
      this.chunk = group.chunk(leaf);
      this.pages = new PageReader(file, chunk, leaf, this.place);
    } catch (Malformed malformed) {
      throw this.place.broken(malformed.what(), malformed);
    }
  }

  /** Returns how many entries are in memory, reading more if there are none; 0 at the end. */
  int ready() throws IOException {
    if (at == size) {
      try {
        refill();
      } catch (Malformed malformed) {
        throw pages.place().broken(malformed.what(), malformed);
      } catch (IndexOutOfBoundsException | NegativeArraySizeException | ArithmeticException odd) {
        throw pages.place().broken("a page's bytes do not fit together", odd);
      }
    }
    return size - at;
  }

  private int nextPage() throws IOException {
    int entries = pages.next();
    if (expected >= 0 && entries != expected) {
      throw Malformed.of("a page of " + entries + " rows where its index says " + expected);
    }
    expected = -1;
    return entries;
  }

  private void refill() throws IOException {
    at = 0;
    size = 0;
    while (left == 0) {
      int entries = nextPage();
      if (entries < 0) {
        return;
      }
      if (entries == 0) {
        pages.skip();
      } else {
        page = pages.read();
        left = entries;
      }
    }
    Page from = page;
    if (from == null) {
      return;
    }
    int count = from.values().ready(Math.min(left, Values.CAPACITY));
    if (leaf.repetition() > 0) {
      from.repetitions().read(repetitions, count);
    }
    from.definitions().read(definitions, count);
    int present = 0;
    for (int i = 0; i < count; i++) {
      present += definitions[i] == leaf.definition() ? 1 : 0;
    }
    if (present > 0) {
      from.values().decode(values, present);
      checkLengths(present);
    }
    full = present == count;
    if (!full) {
      values.spread(present, count, definitions, leaf.definition());
    }
    left -= count;
    size = count;
  }

  /** Values that share their beginnings could have any length, whatever the schema says. */
  private void checkLengths(int count) {
    for (int i = 0; leaf.physical() == Physical.FIXED && i < count; i++) {
      if (values.ends[i] - values.starts[i] != leaf.length()) {
        throw Malformed.of("a value has not the " + leaf.length() + " bytes of its column");
      }
    }
  }

  /** Returns where the pages lie, if the file says so. */
  private @Nullable PageIndex index() throws IOException {
    if (!asked) {
      asked = true;
      index = PageIndex.read(file, chunk);
    }
    return index;
  }

  /**
   * Goes from one row towards a later one, to the page that it is in, if the file says where that
   * lies.
   *
   * @param row the row whose first entry is the next
   * @param to the row to go to, of those there are
   * @return the row whose first entry is the next then
   */
  long jump(long row, long to) throws IOException {
    boolean near = leaf.repetition() == 0 && to - row <= size - at + left;
    PageIndex pagesOf = near ? null : index();
    int target = pagesOf == null ? 0 : pagesOf.pageOf(to);
    if (pagesOf == null || pagesOf.row(target) <= row) {
      return row;
    }
    try {
      pages.seek(pagesOf.from(target), pagesOf.from(0));
    } catch (Malformed malformed) {
      throw pages.place().broken(malformed.what(), malformed);
    }
    at = 0;
    size = 0;
    left = 0;
    page = null;
    if (leaf.repetition() == 0) {
      long after = target + 1 < pagesOf.size() ? pagesOf.row(target + 1) : rows;
      expected = after - pagesOf.row(target);
    }
    return pagesOf.row(target);
  }

  /** Says up to which row the next ones are wanted, so that no more is read than their pages. */
  void ahead(long row) throws IOException {
    PageIndex pagesOf = index();
    if (pagesOf != null && row > 0) {
      pages.ahead(pagesOf.to(pagesOf.pageOf(row - 1)));
    }
  }

  /** Passes over so many entries, whole pages without reading them. */
  void skip(long entries) throws IOException {
    long rest = entries;
    while (rest > 0) {
      if (at == size && left == 0) {
        rest -= skipPages(rest);
        if (rest == 0) {
          return;
        }
      }
      int here = ready();
      if (here == 0) {
        throw ended(entries - rest, entries);
      }
      int step = (int) Math.min(here, rest);
      at += step;
      rest -= step;
    }
  }

  private long skipPages(long most) throws IOException {
    long skipped = 0;
    try {
      while (true) {
        int entries = nextPage();
        if (entries < 0) {
          return skipped;
        }
        if (entries > most - skipped) {
          page = pages.read();
          left = entries;
          return skipped;
        }
        pages.skip();
        skipped += entries;
      }
    } catch (Malformed malformed) {
      throw pages.place().broken(malformed.what(), malformed);
    }
  }

  /** Returns the error of a column that has fewer rows than its row group. */
  ConnectorException ended(long seen, long expected) {
    return place.broken(
        "the column ends after " + seen + " of " + expected + " rows", Malformed.of("its pages"));
  }

  /** Returns the error of a column that has more rows than its row group. */
  ConnectorException longer(long expected) {
    return place.broken(
        "the column has more than the " + expected + " rows of its group",
        Malformed.of("its pages"));
  }

  /** Returns the error of a column whose entries do not go with those of the column beside it. */
  ConnectorException uneven() {
    return place.broken(
        "the column repeats in another way than the one beside it", Malformed.of("its levels"));
  }
}
