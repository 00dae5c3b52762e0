package dev.tributary.connector.host;

import dev.tributary.connector.error.ConnectorException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How far one stream came in an extraction.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class StreamOutcome {
  /** How a stream ended, or that it has not. */
  public enum Status {
    /** Being read, or waiting to be. */
    RUNNING,
    /** All of it was read, and what was read agrees with what the source said there is. */
    COMPLETE,
    /** The reader stopped early because it was told to, such as at {@code max_pages}. */
    STOPPED,
    /** Less was read than the source said there is. */
    SHORT,
    /** A failure ended it. */
    FAILED,
    /** The host closed the extraction before the stream's end. */
    CANCELLED
  }

  private final String stream;
  private final Status status;
  private final long records;
  private final long rejects;
  private final long batches;
  private final long bytes;
  private final long estimate;
  private final long generation;
  private final @Nullable String reason;
  private final @Nullable ConnectorException error;
  private final @Nullable Consistency consistency;

  private StreamOutcome(
      String stream,
      Status status,
      long records,
      long rejects,
      long batches,
      long bytes,
      long estimate,
      long generation,
      @Nullable String reason,
      @Nullable ConnectorException error,
      @Nullable Consistency consistency) {
    this.stream = stream;
    this.status = status;
    this.records = records;
    this.rejects = rejects;
    this.batches = batches;
    this.bytes = bytes;
    this.estimate = estimate;
    this.generation = generation;
    this.reason = reason;
    this.error = error;
    this.consistency = consistency;
  }

  /** Returns the outcome of a stream of which nothing was read yet. */
  public static StreamOutcome of(String stream, Status status) {
    return new StreamOutcome(stream, status, 0, 0, 0, 0, -1, 0, null, null, null);
  }

  /**
   * Returns a copy with these counts, all of what was delivered to the host in this process.
   *
   * @param records how many records
   * @param rejects how many records were set aside
   * @param batches in how many batches
   * @param bytes about how many bytes they take in memory
   */
  public StreamOutcome counts(long records, long rejects, long batches, long bytes) {
    return new StreamOutcome(
        stream,
        status,
        records,
        rejects,
        batches,
        bytes,
        estimate,
        generation,
        reason,
        error,
        consistency);
  }

  /** Returns a copy with the number of records expected in this process; negative is unknown. */
  public StreamOutcome estimate(long records) {
    return new StreamOutcome(
        stream,
        status,
        this.records,
        rejects,
        batches,
        bytes,
        records,
        generation,
        reason,
        error,
        consistency);
  }

  /** Returns a copy of this generation. */
  public StreamOutcome generation(long generation) {
    return new StreamOutcome(
        stream,
        status,
        records,
        rejects,
        batches,
        bytes,
        estimate,
        generation,
        reason,
        error,
        consistency);
  }

  /** Returns a copy with the reason for its status, for people. */
  public StreamOutcome because(@Nullable String reason) {
    return new StreamOutcome(
        stream,
        status,
        records,
        rejects,
        batches,
        bytes,
        estimate,
        generation,
        reason,
        error,
        consistency);
  }

  /** Returns a copy with the failure that ended it. */
  public StreamOutcome error(@Nullable ConnectorException error) {
    return new StreamOutcome(
        stream,
        status,
        records,
        rejects,
        batches,
        bytes,
        estimate,
        generation,
        reason,
        error,
        consistency);
  }

  /** Returns a copy whose records show this together. */
  public StreamOutcome consistency(@Nullable Consistency consistency) {
    return new StreamOutcome(
        stream,
        status,
        records,
        rejects,
        batches,
        bytes,
        estimate,
        generation,
        reason,
        error,
        consistency);
  }

  /** Returns the stream. */
  public String stream() {
    return stream;
  }

  /** Returns how it ended, or that it has not. */
  public Status status() {
    return status;
  }

  /** Returns whether all of it was read and reconciled. */
  public boolean isComplete() {
    return status == Status.COMPLETE;
  }

  /** Returns how many records were delivered to the host in this process. */
  public long records() {
    return records;
  }

  /** Returns how many records were set aside in this process. */
  public long rejects() {
    return rejects;
  }

  /** Returns how many batches were delivered to the host in this process. */
  public long batches() {
    return batches;
  }

  /** Returns about how many bytes the delivered batches took in memory. */
  public long bytes() {
    return bytes;
  }

  /** Returns about how many records were expected in this process; negative if unknown. */
  public long estimate() {
    return estimate;
  }

  /** Returns the generation that the stream has come to. */
  public long generation() {
    return generation;
  }

  /** Returns the reason for its status, for people. */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /** Returns the failure that ended it. */
  public Optional<ConnectorException> error() {
    return Optional.ofNullable(error);
  }

  /**
   * Returns what its records show together, as far as the source can say it; empty where nothing
   * was read to its end in this process.
   */
  public Optional<Consistency> consistency() {
    return Optional.ofNullable(consistency);
  }

  @Override
  public String toString() {
    return stream
        + ": "
        + status
        + ", "
        + records
        + " records"
        + (reason == null ? "" : ", " + reason);
  }
}
