package dev.tributary.connector.engine;

import dev.tributary.connector.host.ConnectorListener;
import dev.tributary.connector.option.Redactor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the host what happens and keeps counters and warnings for the metadata. Thread-safe; never
 * called while a lock is held, except for counting.
 */
final class Tell {
  private static final Logger LOG = LoggerFactory.getLogger("dev.tributary.connector");
  private static final int MOST_WARNINGS = 100;
  private static final int LONGEST_RETRY = 300;

  /** A query holds what was asked for, which is nobody's business who watches the retries. */
  private static final Pattern QUERY = Pattern.compile("(?<=://)([^\\s?#]{1,300})[?#]\\S*");

  private final String sourceId;
  private final ConnectorListener listener;
  private final Redactor redactor;
  private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();
  private final List<String> warnings = new ArrayList<>();

  Tell(String sourceId, ConnectorListener listener, Redactor redactor) {
    this.sourceId = sourceId;
    this.listener = listener;
    this.redactor = redactor;
  }

  /** Calls the listener; what it throws is logged, because a progress bar must not stop a read. */
  void listener(Consumer<ConnectorListener> call) {
    try {
      call.accept(listener);
    } catch (RuntimeException broken) {
      LOG.warn("{}: the listener failed", sourceId, broken);
    }
  }

  void count(String metric, long more) {
    counters.computeIfAbsent(metric, name -> new LongAdder()).add(more);
  }

  void retried(String what, int attempt, Duration after) {
    count("retries", 1);
    String safe = brief(redactor.redact(what));
    LOG.debug("{}: attempt {} failed, next in {}: {}", sourceId, attempt, after, safe);
    listener(one -> one.retried(sourceId, safe, attempt, after));
  }

  private static String brief(String text) {
    String line = QUERY.matcher(text.lines().findFirst().orElse("")).replaceAll("$1?…");
    return line.length() <= LONGEST_RETRY ? line : line.substring(0, LONGEST_RETRY) + "…";
  }

  void throttled(Duration wait) {
    count("throttled_ms", wait.toMillis());
    listener(one -> one.throttled(sourceId, wait));
  }

  void warn(String message) {
    String safe = redactor.redact(message);
    synchronized (warnings) {
      if (warnings.size() < MOST_WARNINGS) {
        warnings.add(safe);
      }
    }
    LOG.warn("{}: {}", sourceId, safe);
    listener(one -> one.warned(sourceId, safe));
  }

  Map<String, Long> counters() {
    Map<String, Long> sums = new TreeMap<>();
    counters.forEach((name, sum) -> sums.put(name, sum.sum()));
    return sums;
  }

  List<String> warnings() {
    synchronized (warnings) {
      return List.copyOf(warnings);
    }
  }
}
