package dev.tributary.connector.batch;

import dev.tributary.connector.schema.StreamSchema;

/**
 * Where a builder's batches go: one stream of one reader.
 *
 * <p>The engine implements this; {@link #standalone} serves tests. All builders of one reader share
 * that reader's byte budget through {@link #grew} and {@link #isOver}. Only {@link #agree} may be
 * called from several readers' threads at once; the rest belongs to the reader's thread.
 *
 * @since 0.1.0
 */
public interface BatchTarget {
  /** Returns the stream that the batches belong to. */
  String stream();

  /** Returns the newest schema agreed for the stream. */
  StreamSchema schema();

  /**
   * Merges what a reader met with what all readers of the stream agreed on so far.
   *
   * @param proposed the reader's schema, with what is new in it
   * @return the newest agreed schema, which holds everything that {@code proposed} holds
   */
  StreamSchema agree(StreamSchema proposed);

  /** Returns how large batches become. */
  BatchLimits limits();

  /** Returns the stream's generation, which rises whenever the stream is read from the start. */
  long generation();

  /** Returns the id of the split that is being read. */
  String split();

  /**
   * Takes note that a builder holds more bytes than it said before, or fewer once it was built.
   *
   * <p>Builders report in steps of a few kilobytes, not for every record.
   *
   * @param bytes the difference; negative when a batch was built or its builder dropped rows
   */
  void grew(long bytes);

  /** Returns whether the reader's builders together hold as much as they may. */
  boolean isOver();

  /**
   * Returns a target of its own with the default limits, for tests and for trying a decoder.
   *
   * @param stream the stream's name
   * @param schema the schema to start with; {@link #agree} widens it
   */
  static BatchTarget standalone(String stream, StreamSchema schema) {
    return standalone(stream, schema, BatchLimits.defaults());
  }

  /**
   * Returns a target of its own, for tests and for trying a decoder.
   *
   * @param stream the stream's name
   * @param schema the schema to start with; {@link #agree} widens it
   * @param limits how large batches become; all builders of this target share its bytes
   */
  static BatchTarget standalone(String stream, StreamSchema schema, BatchLimits limits) {
    return new StandaloneTarget(stream, schema, limits);
  }
}
