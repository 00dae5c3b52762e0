package dev.tributary.examples.tours;

import dev.tributary.examples.shop.Order;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is wrong with a read: nothing, if each of the shop's orders is there once, letter for
 * letter.
 *
 * @param missing orders of the shop that are not there as the shop has them
 * @param doubled what is there more than once
 * @param strange what is there and is no order of the shop
 */
record Proof(List<String> missing, List<String> doubled, List<String> strange) {

  /** Compares what the shop has with what was read. */
  static Proof of(Collection<Order> shop, List<String> read) {
    Map<String, Integer> seen = new HashMap<>();
    read.forEach(line -> seen.merge(line, 1, Integer::sum));
    Set<String> truth = new HashSet<>();
    List<String> missing = new ArrayList<>();
    List<String> doubled = new ArrayList<>();
    List<String> strange = new ArrayList<>();
    for (Order order : shop) {
      String line = order.toJson();
      truth.add(line);
      if (!seen.containsKey(line)) {
        missing.add(line);
      }
    }
    seen.forEach(
        (line, times) -> {
          if (!truth.contains(line)) {
            strange.add(line);
          }
          if (times > 1) {
            doubled.add(line);
          }
        });
    return new Proof(missing, doubled, strange);
  }

  boolean holds() {
    return missing.isEmpty() && doubled.isEmpty() && strange.isEmpty();
  }

  /** Returns what is wrong, for people. */
  List<String> findings() {
    List<String> findings = new ArrayList<>();
    add(findings, "not there, or not as the shop has it", missing);
    add(findings, "there more than once", doubled);
    add(findings, "no order of the shop", strange);
    return findings;
  }

  private static void add(List<String> findings, String what, List<String> lines) {
    if (!lines.isEmpty()) {
      findings.add(lines.size() + " " + what + ":");
      lines.stream().limit(3).forEach(line -> findings.add("  " + line));
    }
  }
}
