package dev.tributary.connector.files.json;

import java.io.IOException;
import java.util.Arrays;

/** The records of a JSON file, one after another, as they stand in it. Used by one thread. */
abstract class JsonRecords implements AutoCloseable {
  private static final int LONGEST_RAW = 1 << 16;

  byte[] bytes = {};
  int begin;
  int end;

  /** Moves to the next record; returns whether there is one. */
  abstract boolean next() throws IOException;

  /** Returns where in the file the record begins. */
  abstract long at();

  /** Returns where in the file reading goes on behind it. */
  abstract long after();

  /** Returns the line of the record, from 1; 0 if nobody counts them. */
  abstract long line();

  final byte[] raw() {
    return Arrays.copyOfRange(bytes, begin, Math.min(end, begin + LONGEST_RAW));
  }

  @Override
  public abstract void close() throws IOException;
}
