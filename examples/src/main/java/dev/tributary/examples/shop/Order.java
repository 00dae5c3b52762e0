package dev.tributary.examples.shop;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * An order of the shop.
 *
 * @param id identifies it
 * @param number what the customer sees, such as {@code #1042}
 * @param email who ordered
 * @param status where it stands, such as {@code paid}
 * @param currency the currency of its total, such as {@code EUR}
 * @param total what it costs, with two decimals
 * @param items how many things were ordered
 * @param gift whether it is a gift
 * @param placedAt when it was placed
 * @param updatedAt when it changed last; several orders may have changed at once
 * @param shipping where it goes
 */
public record Order(
    long id,
    String number,
    String email,
    String status,
    String currency,
    BigDecimal total,
    int items,
    boolean gift,
    Instant placedAt,
    Instant updatedAt,
    Shipping shipping) {

  /**
   * Where an order goes.
   *
   * @param city the city
   * @param country the country's code
   * @param express whether it goes by express
   */
  public record Shipping(String city, String country, boolean express) {}

  /** Returns the order as the API shows it, on one line. */
  public String toJson() {
    return "{\"id\":"
        + id
        + ",\"number\":"
        + quoted(number)
        + ",\"email\":"
        + quoted(email)
        + ",\"status\":"
        + quoted(status)
        + ",\"currency\":"
        + quoted(currency)
        + ",\"total\":"
        + total.toPlainString()
        + ",\"items\":"
        + items
        + ",\"gift\":"
        + gift
        + ",\"placed_at\":"
        + quoted(placedAt.toString())
        + ",\"updated_at\":"
        + quoted(updatedAt.toString())
        + ",\"shipping\":{\"city\":"
        + quoted(shipping.city())
        + ",\"country\":"
        + quoted(shipping.country())
        + ",\"express\":"
        + shipping.express()
        + "}}";
  }

  Order changed(String newStatus, Instant when) {
    return new Order(
        id, number, email, newStatus, currency, total, items, gift, placedAt, when, shipping);
  }

  /** The shop's own texts hold nothing that would need more. */
  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
