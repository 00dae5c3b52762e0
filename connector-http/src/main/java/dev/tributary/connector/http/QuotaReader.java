package dev.tributary.connector.http;

import dev.tributary.connector.limit.LearnedLimit;
import dev.tributary.connector.limit.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what the headers of an answer say about a quota; what it does not understand is nothing.
 */
@FunctionalInterface
interface QuotaReader {
  /** A reset further off than this is a mistake, or no reset. */
  Duration LONGEST = Duration.ofDays(32);

  /** {@code 40}, {@code 39.5}, {@code 100, 100;w=60}. */
  Pattern NUMBER = Pattern.compile("\\s*([0-9]{1,15})(?:\\.[0-9]*)?\\s*(?:[,;].*)?");

  /** {@code 32/40}: used of all. */
  Pattern USED = Pattern.compile("\\s*([0-9]{1,15})\\s*/\\s*([0-9]{1,15})\\s*");

  /** {@code "default";r=50;t=30}. */
  Pattern ITEM = Pattern.compile("\"([^\"]{0,100})\"((?:\\s*;\\s*[a-z]+=[^;,]{1,30})+)");

  /** {@code limit=100, remaining=50, reset=5} and {@code r=50;t=30}. */
  Pattern PAIR = Pattern.compile("([a-z]+)\\s*=\\s*([0-9]{1,15})");

  /** Returns what the headers say. */
  List<LearnedLimit> read(HttpHeaders headers, Instant now);

  /** Returns a reader of three headers, of which the first and the last may be "". */
  static QuotaReader named(String limit, String remaining, String reset) {
    return (headers, now) -> {
      String left = headers.first(remaining).orElse("");
      Matcher used = USED.matcher(left);
      LearnedLimit learned;
      if (used.matches()) {
        long all = Long.parseLong(used.group(2));
        learned = LearnedLimit.remaining(all - Long.parseLong(used.group(1))).limit(all);
      } else {
        Optional<Long> count = number(left);
        if (count.isEmpty()) {
          return List.of();
        }
        learned = LearnedLimit.remaining(count.get());
        Optional<Long> all = limit.isEmpty() ? Optional.empty() : first(headers, limit);
        learned = all.isPresent() ? learned.limit(all.get()) : learned;
      }
      String until = reset.isEmpty() ? null : headers.first(reset).orElse(null);
      Optional<Duration> after = RetryAfter.parse(until, now, LONGEST);
      return List.of((after.isPresent() ? learned.resetIn(after.get()) : learned).named(remaining));
    };
  }

  /** Reads the {@code RateLimit} header in the forms that its drafts had. */
  static List<LearnedLimit> structured(HttpHeaders headers, Instant now) {
    List<LearnedLimit> all = new ArrayList<>();
    for (String value : headers.all("RateLimit")) {
      Matcher items = ITEM.matcher(value);
      boolean found = false;
      while (items.find()) {
        found = true;
        add(all, items.group(1), items.group(2));
      }
      if (!found) {
        add(all, "RateLimit", value);
      }
    }
    return all;
  }

  private static void add(List<LearnedLimit> all, String name, String pairs) {
    Long left = null;
    Long limit = null;
    Long reset = null;
    Matcher pair = PAIR.matcher(pairs);
    while (pair.find()) {
      long number = Long.parseLong(pair.group(2));
      switch (pair.group(1)) {
        case "r", "remaining" -> left = number;
        case "q", "limit" -> limit = number;
        case "t", "reset" -> reset = number;
        default -> {}
      }
    }
    if (left == null) {
      return;
    }
    LearnedLimit learned = LearnedLimit.remaining(left).named(name);
    learned = limit == null ? learned : learned.limit(limit);
    if (reset != null && reset <= LONGEST.toSeconds()) {
      learned = learned.resetIn(Duration.ofSeconds(reset));
    }
    all.add(learned);
  }

  private static Optional<Long> first(HttpHeaders headers, String name) {
    return number(headers.first(name).orElse(""));
  }

  private static Optional<Long> number(String text) {
    Matcher number = NUMBER.matcher(text);
    return number.matches() ? Optional.of(Long.parseLong(number.group(1))) : Optional.empty();
  }
}
