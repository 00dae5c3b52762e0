package dev.tributary.examples.shop;

import java.util.Map;

/** What goes wrong between a reader and an API. */
public enum Trouble {
  /** The shop is asked too often: 429, with a {@code Retry-After} of one second. */
  THROTTLED,
  /** The shop is busy for a moment: 503. */
  BUSY,
  /** The line is cut in the middle of a page. */
  CUT,
  /** The access token stops working before its time: 401. */
  REVOKED;

  /**
   * Returns the troubles of the quickstart, by the number of the request for a page that meets
   * them.
   */
  public static Map<Integer, Trouble> ofAnOrdinaryDay() {
    return Map.of(9, THROTTLED, 18, BUSY, 27, CUT, 55, REVOKED, 70, CUT, 85, THROTTLED);
  }
}
