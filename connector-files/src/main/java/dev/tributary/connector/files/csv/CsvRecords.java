package dev.tributary.connector.files.csv;

import java.io.IOException;
import java.util.Arrays;

/**
 * The records of a CSV, one after another, each as the places of its fields. Used by one thread.
 *
 * <p>{@link #next} moves on; what it found stands in the fields, for speed.
 */
abstract class CsvRecords implements AutoCloseable {
  /** The field stood in quotes. */
  static final byte QUOTED = 1;

  /** The field's bytes are in {@link #scratch}, because they are not as they stand in the file. */
  static final byte REWRITTEN = 2;

  byte[] bytes = {};
  byte[] scratch = {};
  int fields;
  int[] starts = new int[64];
  int[] ends = new int[64];
  byte[] marks = new byte[64];

  /** The line on which the record begins, from 1; the lines before the stream are not counted. */
  long line = 1;

  /** Why the record cannot be read; empty if it can. */
  String fault = "";

  /**
   * Moves to the next record, comments and empty lines passed over.
   *
   * @return whether there is one; it may be {@linkplain #fault faulty}
   */
  abstract boolean next() throws IOException;

  /** Returns where the record begins, in the terms in which the reader can go on there. */
  abstract long at();

  /** Returns where the next record begins. */
  abstract long after();

  /** Returns the record as it came, or the first of it. */
  abstract byte[] raw();

  /** Returns the line after the record. */
  abstract long nextLine();

  final byte[] source(int field) {
    return (marks[field] & REWRITTEN) != 0 ? scratch : bytes;
  }

  final void grow() {
    starts = Arrays.copyOf(starts, 2 * starts.length);
    ends = Arrays.copyOf(ends, 2 * ends.length);
    marks = Arrays.copyOf(marks, 2 * marks.length);
  }

  @Override
  public abstract void close() throws IOException;
}
