package dev.tributary.connector.http.json;

import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.StreamSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a JSON document's records stand and how they become rows.
 *
 * <p>The data is an array of records or a single one; its members become columns of their names. A
 * record that is no object becomes one whose only member is called {@value #VALUE}. Of a member
 * that stands twice in a record the last one counts.
 *
 * <p><b>Declared fields</b> hold what fits their type exactly. Texts that show a number, a truth
 * value, a date or a UUID fit columns of those types; every value fits STRING, as its JSON text if
 * it is no text; timestamps are ISO 8601, with a space or a {@code T} between day and time.
 *
 * <p><b>Inferred fields</b> are all others. The first value that is not null gives the type: true
 * and false BOOLEAN; whole numbers of 64 bits INT64 and all other numbers DECIMAL, never a binary
 * one; ISO dates DATE, timestamps TIMESTAMP or, with an offset, TIMESTAMP_TZ; other texts STRING;
 * objects and arrays JSON. A value that does not fit widens the column as {@link
 * dev.tributary.connector.schema.DataType#widen} documents, which hosts see as a change of the
 * schema.
 *
 * <p>Immutable and thread-safe: one value serves all pages on all threads.
 *
 * @since 0.1.0
 */
public final class JsonRows {
  /** The column of records that are no objects. */
  public static final String VALUE = "value";

  final JsonPath data;
  final StreamSchema declared;
  final UnknownFields unknown;
  final Misfits misfits;
  final List<JsonPath> captures;
  final boolean emptyIfMissing;
  final long recordBytes;
  final boolean digest;

  private JsonRows(
      JsonPath data,
      StreamSchema declared,
      UnknownFields unknown,
      Misfits misfits,
      List<JsonPath> captures,
      boolean emptyIfMissing,
      long recordBytes,
      boolean digest) {
    this.data = data;
    this.declared = declared;
    this.unknown = unknown;
    this.misfits = misfits;
    this.captures = captures;
    this.emptyIfMissing = emptyIfMissing;
    this.recordBytes = recordBytes;
    this.digest = digest;
  }

  /**
   * Returns rows read from the array, or the single object, at a path. Nothing is declared, unknown
   * fields evolve the schema, nothing is captured, and missing data is an error.
   *
   * @throws ConnectorException of kind CONFIG if the path holds {@code [-1]}
   */
  public static JsonRows at(JsonPath data) {
    if (data.steps().contains(JsonPath.Step.element(JsonPath.Step.LAST))) {
      throw ConnectorException.of(ErrorKind.CONFIG, "the path of the data holds [-1]: " + data)
          .remedy("[-1] is the last record of the data; name the data itself")
          .build();
    }
    return new JsonRows(
        data,
        StreamSchema.of(),
        UnknownFields.EVOLVE,
        Misfits.FAIL,
        List.of(),
        false,
        BatchLimits.defaults().recordBytes(),
        false);
  }

  /**
   * Returns a copy in which the fields of this schema are declared: a value that does not fit one
   * is a {@linkplain Misfits misfit}. All other fields of a stream's schema are inferred.
   */
  public JsonRows declared(StreamSchema fields) {
    return new JsonRows(
        data, fields, unknown, misfits, captures, emptyIfMissing, recordBytes, digest);
  }

  /** Returns a copy that does this with members that the stream's schema does not hold. */
  public JsonRows unknownFields(UnknownFields policy) {
    return new JsonRows(
        data, declared, policy, misfits, captures, emptyIfMissing, recordBytes, digest);
  }

  /** Returns a copy that does this with values that do not fit a declared field. */
  public JsonRows misfits(Misfits policy) {
    return new JsonRows(
        data, declared, unknown, policy, captures, emptyIfMissing, recordBytes, digest);
  }

  /**
   * Returns a copy that also keeps the values at these paths, wherever they stand: before, after or
   * within the data ({@code data[-1].id} is the last record's {@code id}).
   *
   * @throws ConnectorException of kind CONFIG if one holds the data itself, or holds {@code [-1]}
   *     elsewhere
   */
  public JsonRows capture(JsonPath... paths) {
    List<JsonPath> all = new ArrayList<>(captures);
    for (JsonPath path : paths) {
      int last = path.steps().indexOf(JsonPath.Step.element(JsonPath.Step.LAST));
      if (path.holds(data)) {
        throw cannot(path, "it holds the data, " + data + ", itself");
      }
      if (last >= 0 && (last != data.steps().size() || !data.holds(path))) {
        throw cannot(path, "[-1] is understood of the data, " + data + ", only");
      }
      if (!all.contains(path)) {
        all.add(path);
      }
    }
    return new JsonRows(
        data, declared, unknown, misfits, List.copyOf(all), emptyIfMissing, recordBytes, digest);
  }

  private static ConnectorException cannot(JsonPath path, String why) {
    return ConnectorException.of(ErrorKind.CONFIG, path + " cannot be kept: " + why).build();
  }

  /** Returns a copy to which null or nothing at the data's path is a page without records. */
  public JsonRows emptyIfMissing(boolean empty) {
    return new JsonRows(data, declared, unknown, misfits, captures, empty, recordBytes, digest);
  }

  /**
   * Returns a copy that refuses records, and values beside them, of more bytes of JSON than this;
   * the default is that of {@link BatchLimits}. This is what bounds the memory of reading.
   *
   * @throws IllegalArgumentException if it is not between 1 and 1 GiB
   */
  public JsonRows recordBytes(long bytes) {
    if (bytes < 1 || bytes > 1 << 30) {
      throw new IllegalArgumentException("records of at most " + bytes + " bytes");
    }
    return new JsonRows(data, declared, unknown, misfits, captures, emptyIfMissing, bytes, digest);
  }

  /** Returns a copy that also takes a digest of the records as they came. */
  public JsonRows digest(boolean taken) {
    return new JsonRows(
        data, declared, unknown, misfits, captures, emptyIfMissing, recordBytes, taken);
  }

  /**
   * Opens a body; nothing is read yet.
   *
   * @param body the document's bytes, plain; closed with what is returned
   * @param skip how many records at the start are counted but not added, as after resuming
   * @throws IllegalArgumentException if {@code skip} is negative
   */
  public JsonRecords open(InputStream body, long skip) {
    return new JsonRecords(this, body, skip);
  }

  /**
   * Infers a schema from a sample: the declared fields, then all others in the order in which they
   * appear, as wide as the sample's values ask for. A field that is always null is a STRING. All
   * inferred fields take nulls, and there is no key but the declared one.
   *
   * @param body the document's bytes; closed at the end
   * @param records how many records to look at, at most; at least 1
   * @throws IOException if the body could not be read
   * @throws ConnectorException of kind DATA if it cannot be understood
   */
  public StreamSchema infer(InputStream body, int records) throws IOException {
    return JsonInference.infer(this, body, records);
  }
}
