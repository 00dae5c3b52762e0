package dev.tributary.examples.shop;

import dev.tributary.examples.shop.Order.Shipping;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The shop's orders, the same in every run, in the order in which they changed.
 *
 * <p>Thread-safe: a page is taken from one moment's orders.
 */
public final class Orders {
  private static final Instant OPENED = Instant.parse("2025-01-01T08:00:00Z");
  private static final String[] NAMES = {
    "amélie", "björn", "chen", "dora", "emeka", "fatima", "gül", "hiro", "ines", "jonas"
  };
  private static final String[] STATUSES = {"paid", "packed", "shipped", "delivered", "returned"};
  private static final String[] CURRENCIES = {"EUR", "USD", "GBP", "CHF"};
  private static final Shipping[] PLACES = {
    new Shipping("Lyon", "FR", false),
    new Shipping("Göteborg", "SE", true),
    new Shipping("München", "DE", false),
    new Shipping("Kraków", "PL", true),
    new Shipping("Porto", "PT", false),
    new Shipping("Zürich", "CH", true)
  };
  private static final Comparator<Order> BY_CHANGE =
      Comparator.comparing(Order::updatedAt).thenComparingLong(Order::id);

  private volatile List<Order> sorted;

  private Orders(List<Order> orders) {
    this.sorted = orders;
  }

  /** Returns so many orders. */
  public static Orders of(int count) {
    List<Order> orders = new ArrayList<>(count);
    for (int i = 1; i <= count; i++) {
      // Four at a time, so that changes share their moment, as they do in real shops.
      orders.add(order(i, OPENED.plusMillis(i / 4 * 431_017L)));
    }
    orders.sort(BY_CHANGE);
    return new Orders(List.copyOf(orders));
  }

  /** Returns all orders, the one that changed last at the end. */
  public List<Order> all() {
    return sorted;
  }

  /**
   * Changes some orders and adds new ones.
   *
   * @param change how many existing orders change, spread over all
   * @param add how many are new
   * @return what was changed and added, as it is now
   */
  public synchronized List<Order> change(int change, int add) {
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    List<Order> before = sorted;
    List<Order> touched = new ArrayList<>();
    List<Order> after = new ArrayList<>(before);
    for (int i = 0; i < change; i++) {
      int at = (int) ((long) i * before.size() / change);
      Order changed = before.get(at).changed("refunded", now);
      after.set(at, changed);
      touched.add(changed);
    }
    for (int i = 1; i <= add; i++) {
      Order added = order(before.size() + i, now);
      after.add(added);
      touched.add(added);
    }
    after.sort(BY_CHANGE);
    sorted = List.copyOf(after);
    return touched;
  }

  private static Order order(int id, Instant placed) {
    SplittableRandom random = new SplittableRandom(id);
    String name = NAMES[random.nextInt(NAMES.length)];
    return new Order(
        id,
        "#" + (1000 + id),
        name + "." + random.nextInt(10_000) + "@example.com",
        STATUSES[random.nextInt(STATUSES.length)],
        CURRENCIES[random.nextInt(CURRENCIES.length)],
        BigDecimal.valueOf(random.nextLong(100, 500_000), 2),
        random.nextInt(1, 9),
        random.nextInt(8) == 0,
        placed,
        placed,
        PLACES[random.nextInt(PLACES.length)]);
  }
}
