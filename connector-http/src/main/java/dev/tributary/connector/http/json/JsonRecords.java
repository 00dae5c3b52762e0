package dev.tributary.connector.http.json;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.error.ConnectorException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One JSON body, read piece by piece: its records as rows, and the values that were asked for.
 *
 * <p>Memory is bounded by the largest record, not by the body. Captured values are known as soon as
 * the body was read past them, which is for sure when {@link #read} has returned true. Not
 * thread-safe.
 *
 * @since 0.1.0
 */
public final class JsonRecords implements AutoCloseable {
  private static final int MOST_DIGITS = 100;

  /** Among values that are no objects, null is one of them; among records it is none. */
  private static final String NO_RECORD = "null stands where a record should";

  private final JsonRows how;
  private final long skip;
  private final Input in;
  private final Lexer lexer = new Lexer();
  private final Slots slots;
  private final Captures captures;
  private final Envelope envelope;
  private final Digest digest = new Digest();
  private @Nullable RecordDecoder decoder;
  private final Captures.Node data;
  private boolean inArray;
  private boolean over;
  private boolean inRecord;
  private long records;

  /** How many bytes the last record has, from where bytes are kept. */
  private int lastLength;

  JsonRecords(JsonRows how, InputStream body, long skip) {
    if (skip < 0) {
      throw new IllegalArgumentException("skip " + skip + " records");
    }
    this.how = how;
    this.skip = skip;
    this.in = new Input(body, Input.first(body), how.recordBytes);
    this.slots = new Slots(how.declared);
    this.captures = new Captures(how);
    this.data = captures.data;
    this.envelope = new Envelope(in, lexer, captures);
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
    RecordDecoder into = decoder;
    if (into == null || into.rows != rows) {
      decoder = into = new RecordDecoder(how, lexer, slots, rows);
    }
    into.bind();
    inRecord = false;
    try {
      while (!over) {
        if (inArray) {
          if (!array(into)) {
            return false;
          }
        } else if (envelope.toData()) {
          enter(into);
        } else {
          end();
        }
      }
      return true;
    } catch (Malformed wrong) {
      long record = inRecord ? records + 1 : 0;
      throw Faults.malformed(wrong.what, in.offset(wrong.index), record);
    }
  }

  private void end() {
    over = true;
    if (!envelope.isDataSeen() && !how.emptyIfMissing) {
      throw Faults.noData(how.data, envelope.namesUnder(), envelope.names());
    }
  }

  private void enter(RecordDecoder into) throws IOException {
    switch (in.bytes[in.at]) {
      case '[' -> {
        in.at++;
        inArray = true;
      }
      case '{' -> {
        record(into);
        if (!data.isLeaf()) {
          captures.take(data, lexer, in.bytes, in.kept(), in.kept() + lastLength);
        }
        leave();
      }
      default -> scalar();
    }
  }

  private void scalar() throws IOException {
    int to = envelope.whole();
    if (in.bytes[in.at] != 'n' || !how.emptyIfMissing) {
      throw Faults.noRecords(how.data, Faults.excerpt(in.bytes, in.at, to));
    }
    in.at = to;
    leave();
  }

  private void leave() {
    in.release();
    inArray = false;
    envelope.dataIsRead();
  }

  /** Reads the array's records; returns false if the rows are full before its end. */
  private boolean array(RecordDecoder into) throws IOException {
    while (true) {
      if (into.rows.isFull()) {
        return false;
      }
      int c = envelope.must("no value");
      if (c == ']') {
        last();
        in.at++;
        leave();
        return true;
      }
      if (records > 0) {
        if (c != ',') {
          throw new Malformed(in.at, "neither a comma nor the end behind a record");
        }
        in.at++;
        envelope.must("no record behind a comma");
      }
      record(into);
    }
  }

  /** Takes what is wanted of the array's last record, which is kept for that. */
  private void last() throws IOException {
    Captures.Node node = data.element(JsonPath.Step.LAST);
    if (node != null && records > 0) {
      captures.take(node, lexer, in.bytes, in.kept(), in.kept() + lastLength);
    }
  }

  private void record(RecordDecoder into) throws IOException {
    in.keep();
    inRecord = true;
    int to = records < skip ? envelope.whole() : row(into);
    inRecord = false;
    lastLength = to - in.at;
    if (how.digest) {
      digest.add(in.bytes, in.at, to);
    }
    Captures.Node node = inArray ? data.element((int) Math.min(records, 1 << 30)) : null;
    if (node != null) {
      captures.take(node, lexer, in.bytes, in.at, to);
    }
    records++;
    in.at = to;
    if (data.isLeaf()) {
      in.release();
    }
  }

  private int row(RecordDecoder into) throws IOException {
    BatchBuilder rows = into.rows;
    if (in.bytes[in.at] == 'n' && rows.schema().indexOf(JsonRows.VALUE) < 0) {
      int to = envelope.whole();
      rows.end();
      rows.reject("record " + (records + 1), NO_RECORD, Arrays.copyOfRange(in.bytes, in.at, to));
      return to;
    }
    rows.add();
    boolean done = false;
    try {
      while (true) {
        try {
          int to = into.record(in.bytes, in.at, in.end);
          if (to - in.at > how.recordBytes) {
            throw new Malformed(in.at, "a record of more than " + how.recordBytes + " bytes");
          }
          done = true;
          return to;
        } catch (CutShort wanting) {
          rows.rollback();
          if (!in.moreOfValue()) {
            throw envelope.early();
          }
          rows.add();
        }
      }
    } catch (Misfit misfit) {
      rows.rollback();
      done = true;
      if (how.misfits == Misfits.FAIL) {
        throw Faults.misfit(misfit, records + 1);
      }
      int to = envelope.whole();
      byte[] raw = Arrays.copyOfRange(in.bytes, in.at, to);
      rows.reject(Faults.place(misfit, records + 1), misfit.why, raw);
      return to;
    } finally {
      if (!done) {
        rows.rollback();
      }
    }
  }

  /** Returns how many records were passed so far: added, rejected or skipped. */
  public long records() {
    return records;
  }

  /** Returns whether a value, be it null, was found at a path that was to be captured. */
  public boolean isPresent(JsonPath path) {
    return captures.has(known(path));
  }

  /**
   * Returns the value at a captured path: a text's characters (the empty text is one), a number's
   * digits as they came, {@code true} or {@code false}, or the JSON of an object or array.
   *
   * @return empty if the value is null or was not found: {@link #isPresent} tells which
   * @throws IllegalArgumentException if the path was not to be captured
   */
  public Optional<String> text(JsonPath path) {
    return Optional.ofNullable(captures.get(known(path)));
  }

  private JsonPath known(JsonPath path) {
    if (!how.captures.contains(path)) {
      throw new IllegalArgumentException(path + " was not to be captured");
    }
    return path;
  }

  /**
   * Returns the number at a captured path; a text that shows one counts.
   *
   * @return empty if the value is null or was not found
   * @throws ConnectorException of kind DATA if it is no whole number of 64 bits
   */
  public OptionalLong number(JsonPath path) {
    String text = captures.get(known(path));
    if (text == null) {
      return OptionalLong.empty();
    }
    try {
      if (text.length() > MOST_DIGITS) {
        throw new ArithmeticException("too long");
      }
      return OptionalLong.of(new BigDecimal(text.strip()).longValueExact());
    } catch (ArithmeticException | NumberFormatException none) {
      throw Faults.captured(path, text, "whole number of 64 bits");
    }
  }

  /**
   * Returns the truth value at a captured path; the texts {@code true} and {@code false} in any
   * case, and the numbers 1 and 0, count.
   *
   * @return empty if the value is null or was not found
   * @throws ConnectorException of kind DATA if it is none of them
   */
  public Optional<Boolean> truth(JsonPath path) {
    String text = captures.get(known(path));
    if (text == null) {
      return Optional.empty();
    }
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "true", "1" -> Optional.of(true);
      case "false", "0" -> Optional.of(false);
      default -> throw Faults.captured(path, text, "truth value");
    };
  }

  /** Returns a 64-bit digest of the records so far, if one was to be taken. */
  public OptionalLong digest() {
    return how.digest ? OptionalLong.of(digest.value()) : OptionalLong.empty();
  }

  /** Returns the names that stood in the records with nothing but null. */
  List<String> alwaysNull() {
    return slots.pending();
  }

  /** Returns how many bytes of the body have room in memory. */
  int window() {
    return in.bytes.length;
  }

  /** Closes the body, read or not. */
  @Override
  public void close() throws IOException {
    in.close();
  }
}
