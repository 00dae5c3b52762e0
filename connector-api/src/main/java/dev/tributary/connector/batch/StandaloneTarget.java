package dev.tributary.connector.batch;

import dev.tributary.connector.schema.StreamSchema;

/** A target without an engine. */
final class StandaloneTarget implements BatchTarget {
  private final String stream;
  private final BatchLimits limits;
  private volatile StreamSchema schema;
  private long held;

  StandaloneTarget(String stream, StreamSchema schema, BatchLimits limits) {
    this.stream = stream;
    this.schema = schema;
    this.limits = limits;
  }

  @Override
  public String stream() {
    return stream;
  }

  @Override
  public StreamSchema schema() {
    return schema;
  }

  @Override
  public synchronized StreamSchema agree(StreamSchema proposed) {
    schema = schema.widen(proposed);
    return schema;
  }

  @Override
  public BatchLimits limits() {
    return limits;
  }

  @Override
  public long generation() {
    return 0;
  }

  @Override
  public String split() {
    return stream;
  }

  @Override
  public void grew(long bytes) {
    held += bytes;
  }

  @Override
  public boolean isOver() {
    return held >= limits.bytes();
  }
}
