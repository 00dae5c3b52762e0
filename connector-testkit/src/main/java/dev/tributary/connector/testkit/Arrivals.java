package dev.tributary.connector.testkit;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.schema.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The records that arrived, as texts with how often, and what no checkpoint covers yet. Those of an
 * older generation are void, as they are to a host.
 */
final class Arrivals {
  private final Map<String, Integer> records = new HashMap<>();
  private final Map<String, Long> counts = new TreeMap<>();
  private final Map<String, List<String>> uncovered = new HashMap<>();
  private final Map<String, Long> generations = new HashMap<>();

  void note(RecordBatch batch) {
    Long known = generations.put(batch.stream(), batch.generation());
    if (known != null && known < batch.generation()) {
      forget(batch.stream());
    }
    List<String> open = uncovered.computeIfAbsent(batch.split(), split -> new ArrayList<>());
    for (Row row : batch) {
      String text = text(row);
      records.merge(text, 1, Integer::sum);
      open.add(text);
    }
    counts.merge(batch.stream(), (long) batch.size(), Long::sum);
    if (batch.checkpoint().isPresent()) {
      open.clear();
    }
  }

  /** Returns how many records of each stream arrived. */
  Map<String, Long> counts() {
    return counts;
  }

  Map<String, Integer> records() {
    return records;
  }

  private void forget(String stream) {
    counts.remove(stream);
    records.keySet().removeIf(text -> text.startsWith(stream + "{"));
    uncovered.values().forEach(list -> list.removeIf(text -> text.startsWith(stream + "{")));
  }

  /** Forgets the streams that were read again from their start later. */
  private void forgetRestarted(Arrivals later) {
    later.generations.forEach(
        (stream, generation) -> {
          Long own = generations.get(stream);
          if (own != null && own < generation) {
            forget(stream);
          }
        });
  }

  /** Returns what of {@code all} did not arrive, here or in {@code later}. */
  List<String> missing(Arrivals all, Arrivals later) {
    forgetRestarted(later);
    List<String> missing = new ArrayList<>();
    all.records.forEach(
        (text, times) -> {
          if (count(text) + later.count(text) < times) {
            missing.add(text);
          }
        });
    return missing;
  }

  /** Returns what arrived here and in {@code later} more often than it may. */
  List<String> repeated(Arrivals all, Arrivals later) {
    forgetRestarted(later);
    Map<String, Integer> allowed = new HashMap<>();
    uncovered.values().forEach(list -> list.forEach(text -> allowed.merge(text, 1, Integer::sum)));
    List<String> repeated = new ArrayList<>();
    later.records.forEach(
        (text, times) -> {
          if (count(text) + times > all.count(text) + allowed.getOrDefault(text, 0)) {
            repeated.add(text);
          }
        });
    return repeated;
  }

  private int count(String text) {
    return records.getOrDefault(text, 0);
  }

  private static String text(Row row) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Field field : row.batch().schema().fields()) {
      if (!row.isNull(field.name())) {
        values.put(field.name(), row.batch().column(field.name()).getString(row.index()));
      }
    }
    return row.batch().stream() + values;
  }
}
