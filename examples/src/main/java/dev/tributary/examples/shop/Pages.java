package dev.tributary.examples.shop;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers requests for pages of orders. */
final class Pages {
  private static final int LARGEST = 500;

  private final Orders orders;

  Pages(Orders orders) {
    this.orders = orders;
  }

  /**
   * Returns a page of the orders that changed in a window, in the order in which they changed.
   *
   * @param query {@code updated_from}, {@code updated_until} (which does not belong to the window),
   *     {@code limit} and {@code cursor}, all optional
   * @throws IllegalArgumentException if one of them makes no sense
   */
  String page(Map<String, String> query) {
    List<Order> all = orders.all();
    int start = after(all, instant(query, "updated_from", Instant.MIN), 0);
    int end = after(all, instant(query, "updated_until", Instant.MAX), 0);
    int from = query.containsKey("cursor") ? Math.max(start, at(all, query.get("cursor"))) : start;
    int limit = Math.min(LARGEST, Integer.parseInt(query.getOrDefault("limit", "250")));
    int to = Math.max(from, Math.min(end, from + limit));
    String page =
        all.subList(from, to).stream().map(Order::toJson).collect(Collectors.joining(","));
    String next = to < end ? '"' + cursor(all.get(to - 1)) + '"' : "null";
    return "{\"total\":"
        + Math.max(0, end - start)
        + ",\"next_cursor\":"
        + next
        + ",\"orders\":["
        + page
        + "]}";
  }

  private static Instant instant(Map<String, String> query, String name, Instant otherwise) {
    return query.containsKey(name) ? Instant.parse(query.get(name)) : otherwise;
  }

  /** Opaque to clients: the last order that they have seen. */
  private static String cursor(Order last) {
    String place = last.updatedAt() + " " + last.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(place.getBytes(StandardCharsets.UTF_8));
  }

  private static int at(List<Order> all, String cursor) {
    String place = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
    int blank = place.indexOf(' ');
    return after(
        all,
        Instant.parse(place.substring(0, Math.max(0, blank))),
        Long.parseLong(place.substring(blank + 1)) + 1);
  }

  /** Returns where the first order stands that changed at that moment with that id, or later. */
  private static int after(List<Order> all, Instant moment, long id) {
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      Order order = all.get(middle);
      int compared = order.updatedAt().compareTo(moment);
      if (compared < 0 || (compared == 0 && order.id() < id)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
