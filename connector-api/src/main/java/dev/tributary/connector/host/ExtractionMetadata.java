package dev.tributary.connector.host;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The account of an extraction in this process: when, what, how much, and what happened on the way.
 *
 * <p>Immutable and thread-safe; holds no secret. Its {@link #toString} is a table for people.
 *
 * @since 0.1.0
 */
public final class ExtractionMetadata {
  private final String extractionId;
  private final String sourceId;
  private final String sourceType;
  private final Instant startedAt;
  private final @Nullable Instant endedAt;
  private final List<StreamOutcome> streams;
  private final Map<String, Long> counters;
  private final List<String> warnings;

  private ExtractionMetadata(
      String extractionId,
      String sourceId,
      String sourceType,
      Instant startedAt,
      @Nullable Instant endedAt,
      List<StreamOutcome> streams,
      Map<String, Long> counters,
      List<String> warnings) {
    this.extractionId = extractionId;
    this.sourceId = sourceId;
    this.sourceType = sourceType;
    this.startedAt = startedAt;
    this.endedAt = endedAt;
    this.streams = streams;
    this.counters = counters;
    this.warnings = warnings;
  }

  /** Returns the account of an extraction that has just begun. */
  public static ExtractionMetadata of(
      String extractionId, String sourceId, String sourceType, Instant startedAt) {
    return new ExtractionMetadata(
        extractionId, sourceId, sourceType, startedAt, null, List.of(), Map.of(), List.of());
  }

  /** Returns a copy that ended then; null if it has not. */
  public ExtractionMetadata endedAt(@Nullable Instant endedAt) {
    return new ExtractionMetadata(
        extractionId, sourceId, sourceType, startedAt, endedAt, streams, counters, warnings);
  }

  /** Returns a copy with these outcomes, one per stream. */
  public ExtractionMetadata streams(Collection<StreamOutcome> streams) {
    return new ExtractionMetadata(
        extractionId,
        sourceId,
        sourceType,
        startedAt,
        endedAt,
        List.copyOf(streams),
        counters,
        warnings);
  }

  /**
   * Returns a copy with these counters, such as {@code requests}, {@code retries}, {@code
   * restarts}.
   */
  public ExtractionMetadata counters(Map<String, Long> counters) {
    return new ExtractionMetadata(
        extractionId,
        sourceId,
        sourceType,
        startedAt,
        endedAt,
        streams,
        Map.copyOf(counters),
        warnings);
  }

  /** Returns a copy with these warnings. */
  public ExtractionMetadata warnings(List<String> warnings) {
    return new ExtractionMetadata(
        extractionId,
        sourceId,
        sourceType,
        startedAt,
        endedAt,
        streams,
        counters,
        List.copyOf(warnings));
  }

  /** Returns the id of the extraction, the same in each process that goes on with it. */
  public String extractionId() {
    return extractionId;
  }

  /** Returns the {@code source_id}. */
  public String sourceId() {
    return sourceId;
  }

  /** Returns the source type. */
  public String sourceType() {
    return sourceType;
  }

  /** Returns when reading began in this process. */
  public Instant startedAt() {
    return startedAt;
  }

  /** Returns when reading ended, if it has. */
  public Optional<Instant> endedAt() {
    return Optional.ofNullable(endedAt);
  }

  /** Returns the outcome of each stream, in the order in which they were asked for. */
  public List<StreamOutcome> streams() {
    return streams;
  }

  /** Returns counters by name, such as {@code requests}, {@code retries}, {@code throttled_ms}. */
  public Map<String, Long> counters() {
    return counters;
  }

  /** Returns what the host should know although nothing failed; the first hundred. */
  public List<String> warnings() {
    return warnings;
  }

  /** Returns whether every stream is complete. */
  public boolean isComplete() {
    return !streams.isEmpty() && streams.stream().allMatch(StreamOutcome::isComplete);
  }

  /** Returns how many records were delivered in this process, over all streams. */
  public long records() {
    return streams.stream().mapToLong(StreamOutcome::records).sum();
  }

  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    String took =
        endedAt == null
            ? "running since " + startedAt
            : "took " + Duration.between(startedAt, endedAt).toMillis() + " ms";
    lines.add(sourceId + " (" + sourceType + "), extraction " + extractionId + ", " + took);
    lines.add(
        String.format(
            Locale.ROOT,
            "  %-24s %-10s %12s %9s %9s",
            "stream",
            "status",
            "records",
            "rejects",
            "batches"));
    for (StreamOutcome stream : streams) {
      lines.add(
          String.format(
                  Locale.ROOT,
                  "  %-24s %-10s %,12d %,9d %,9d  %s",
                  stream.stream(),
                  stream.status(),
                  stream.records(),
                  stream.rejects(),
                  stream.batches(),
                  stream.reason().orElse(""))
              .stripTrailing());
    }
    new TreeMap<>(counters).forEach((name, count) -> lines.add("  " + name + ": " + count));
    warnings.forEach(warning -> lines.add("  ⚠ " + warning));
    return String.join("\n", lines);
  }
}
