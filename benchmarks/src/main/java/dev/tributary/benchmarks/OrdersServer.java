package dev.tributary.benchmarks;

import java.io.IOException;

/** Serves {@link Orders} by {@code page=} until its input ends. */
public final class OrdersServer {
  private OrdersServer() {}

  /**
   * Starts the server and prints its URL.
   *
   * @param arguments pages, records a page, milliseconds before each answer
   */
  public static void main(String[] arguments) throws IOException {
    Orders orders = new Orders(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
    PageServer server =
        new PageServer(
            target -> orders.page(PageServer.parameter(target, "page", 1)),
            Long.parseLong(arguments[2]),
            length -> length);
    System.out.println(server.url());
    while (System.in.read() >= 0) {
      // until whoever started this is gone
    }
    server.close();
  }
}
