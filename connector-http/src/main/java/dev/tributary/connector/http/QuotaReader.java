package dev.tributary.connector.http;

import dev.tributary.connector.limit.LearnedLimit;
import java.time.Instant;
import java.util.List;

/** Reads what the headers of an answer say about a quota. */
@FunctionalInterface
interface QuotaReader {
  List<LearnedLimit> read(HttpHeaders headers, Instant now);

  static QuotaReader named(String limit, String remaining, String reset) {
    return (headers, now) -> List.of();
  }

  static List<LearnedLimit> structured(HttpHeaders headers, Instant now) {
    return List.of();
  }
}
