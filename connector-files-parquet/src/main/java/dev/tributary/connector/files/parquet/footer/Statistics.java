package dev.tributary.connector.files.parquet.footer;

import dev.tributary.connector.files.parquet.wire.Malformed;
import dev.tributary.connector.files.parquet.wire.Struct;
import dev.tributary.connector.files.store.FileInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a file says about the values of a column chunk or of a page of it. Immutable. */
public final class Statistics {
  private static final Statistics UNKNOWN = new Statistics(true, true, null, null);

  private final boolean nulls;
  private final boolean values;
  private final byte @Nullable [] least;
  private final byte @Nullable [] greatest;

  private Statistics(
      boolean nulls, boolean values, byte @Nullable [] least, byte @Nullable [] greatest) {
    this.nulls = nulls;
    this.values = values;
    this.least = least;
    this.greatest = greatest;
  }

  /** Returns whether some may be null. */
  public boolean nulls() {
    return nulls;
  }

  /** Returns whether some may not be null. */
  public boolean values() {
    return values;
  }

  /** Returns a value that is not greater than any, as it is stored; null if it is not said. */
  public byte @Nullable [] least() {
    return least;
  }

  /** Returns a value that is not less than any, as it is stored; null if it is not said. */
  public byte @Nullable [] greatest() {
    return greatest;
  }

  /**
   * Returns what the footer says about a chunk.
   *
   * @param isOrdered whether the file says that its bounds are ordered as the format defines;
   *     otherwise only those of signed numbers mean anything
   */
  public static Statistics of(Chunk chunk, Leaf leaf, boolean isOrdered) {
    Struct struct = chunk.statistics();
    if (struct == null) {
      return UNKNOWN;
    }
    try {
      long nulls = struct.getLong(3, -1);
      byte[] least = null;
      byte[] greatest = null;
      if (isOrdered && struct.has(5) && struct.has(6)) {
        greatest = struct.findBytes(5);
        least = struct.findBytes(6);
      } else if (isSigned(leaf)) {
        greatest = struct.findBytes(1);
        least = struct.findBytes(2);
      }
      return new Statistics(
          leaf.definition() > 0 && nulls != 0,
          nulls < 0 || nulls < chunk.values(),
          least,
          greatest);
    } catch (Malformed odd) {
      return UNKNOWN;
    }
  }

  /** Whether old writers, which compared everything as signed, compared this right. */
  private static boolean isSigned(Leaf leaf) {
    boolean number =
        switch (leaf.physical()) {
          case BOOLEAN, INT32, INT64, FLOAT, DOUBLE -> true;
          default -> false;
        };
    return number
        && switch (leaf.meaning()) {
          case UNSIGNED_8, UNSIGNED_16, UNSIGNED_32, UNSIGNED_64 -> false;
          default -> true;
        };
  }

  /**
   * Reads what a file says about each page of a chunk.
   *
   * @param pages how many pages there are
   * @return null if it says nothing, or what cannot be right
   * @throws IOException if the file cannot be read
   */
  public static @Nullable List<Statistics> ofPages(
      FileInput file, Chunk chunk, Leaf leaf, int pages) throws IOException {
    Struct struct = PageIndex.read(file, chunk.columnIndex());
    if (struct == null) {
      return null;
    }
    try {
      List<Boolean> empty = struct.list(1, Boolean.class);
      List<byte[]> least = struct.list(2, byte[].class);
      List<byte[]> greatest = struct.list(3, byte[].class);
      List<Long> nulls = struct.list(5, Long.class);
      if (empty.size() != pages || least.size() != pages || greatest.size() != pages) {
        return null;
      }
      List<Statistics> all = new ArrayList<>();
      for (int i = 0; i < pages; i++) {
        boolean noNulls = leaf.definition() == 0 || (nulls.size() == pages && nulls.get(i) == 0);
        all.add(
            empty.get(i)
                ? new Statistics(true, false, null, null)
                : new Statistics(!noNulls, true, least.get(i), greatest.get(i)));
      }
      return all;
    } catch (Malformed odd) {
      return null;
    }
  }
}
