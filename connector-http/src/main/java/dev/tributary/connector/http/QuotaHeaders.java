package dev.tributary.connector.http;

import dev.tributary.connector.limit.LearnedLimit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * In which headers a source says how much of its quota is left.
 *
 * <p>Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class QuotaHeaders {
  private static final QuotaHeaders NONE = new QuotaHeaders(List.of());

  private final List<QuotaReader> readers;

  private QuotaHeaders(List<QuotaReader> readers) {
    this.readers = List.copyOf(readers);
  }

  /** Returns that nothing is learned from headers. */
  public static QuotaHeaders none() {
    return NONE;
  }

  /**
   * Returns the usual headers: {@code RateLimit} (the draft of the IETF), {@code RateLimit-Limit},
   * {@code -Remaining} and {@code -Reset}, and the same with {@code X-RateLimit-} and {@code
   * X-Rate-Limit-}.
   */
  public static QuotaHeaders standard() {
    return NONE.and(QuotaReader::structured)
        .and("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")
        .and("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset")
        .and("X-Rate-Limit-Limit", "X-Rate-Limit-Remaining", "X-Rate-Limit-Reset");
  }

  /**
   * Returns a copy that reads these headers too.
   *
   * @param limit names the header with the whole quota; "" for none
   * @param remaining names the header with what is left of it
   * @param reset names the header with when it is full again: seconds, a date, or seconds since
   *     1970; "" for none
   */
  public QuotaHeaders and(String limit, String remaining, String reset) {
    return and(QuotaReader.named(limit, remaining, reset));
  }

  private QuotaHeaders and(QuotaReader reader) {
    List<QuotaReader> all = new ArrayList<>(readers);
    all.add(reader);
    return new QuotaHeaders(all);
  }

  /** Returns what the headers of an answer say. */
  List<LearnedLimit> read(HttpHeaders headers, Instant now) {
    List<LearnedLimit> learned = new ArrayList<>();
    readers.forEach(reader -> learned.addAll(reader.read(headers, now)));
    return learned;
  }
}
