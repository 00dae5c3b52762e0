package dev.tributary.examples.quickstart;

import dev.tributary.examples.shop.Order;
import dev.tributary.examples.shop.ShopDatabase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;

/** What the pipelines are to make of what the sources hold, worked out by other means. */
final class Expected {
  /** The columns that become of the web shop's orders. */
  static final List<String> OF_WEB_ORDERS =
      List.of(
          "order_id",
          "number",
          "email",
          "status",
          "currency",
          "gross",
          "items",
          "gift",
          "placed_at",
          "updated_at",
          "per_item");

  /** The columns that become of the stores' orders. */
  static final List<String> OF_STORE_ORDERS =
      List.of(
          "order_id",
          "email",
          "status",
          "currency",
          "gross",
          "items",
          "gift",
          "placed_at",
          "updated_at",
          "vat");

  /** The columns that become of the branches' sales. */
  static final List<String> OF_BRANCH_SALES =
      List.of("day", "branch", "article", "price", "quantity", "note", "revenue");

  private Expected() {}

  static Tally webOrders(Collection<Order> orders) {
    Tally tally = new Tally();
    for (Order order : orders) {
      if (!order.status().equals("returned")) {
        tally.add(
            order.id(),
            order.number(),
            order.email(),
            order.status(),
            order.currency(),
            order.total().toPlainString(),
            order.items(),
            order.gift(),
            micros(order.placedAt()),
            micros(order.updatedAt()),
            order
                .total()
                .divide(BigDecimal.valueOf(order.items()), 2, RoundingMode.HALF_UP)
                .toPlainString());
      }
    }
    return tally;
  }

  private static long micros(Instant moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  /** Asks the server, for the orders that a condition in SQL holds for. */
  static Tally storeOrders(ShopDatabase store, String condition) throws SQLException {
    Tally tally = new Tally();
    store.each(
        "SELECT id, lower(email), status, currency, total, items, gift::text,"
            + " (extract(epoch FROM placed_at) * 1000000)::bigint,"
            + " (extract(epoch FROM updated_at) * 1000000)::bigint, round(total * 0.19, 2)"
            + " FROM orders WHERE NOT gift AND "
            + condition,
        tally::add);
    return tally;
  }
}
