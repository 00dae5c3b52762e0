package dev.tributary.examples;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Row;
import dev.tributary.connector.read.ExtractionRequest;

/** The first read of a database: a table in parallel, with a password from the environment. */
public final class FirstTable {
  private FirstTable() {}

  /**
   * Prints the number and the total of each order.
   *
   * @param args the host and the port of a PostgreSQL
   */
  public static void main(String[] args) {
    String host = args[0];
    int port = Integer.parseInt(args[1]);

    var shop =
        SourceConfig.of("CLOUD_SQL", "shop_db")
            .with("db_type", "postgres") // or mysql, for MySQL and MariaDB
            .with("host", host)
            .with("port", port)
            .with("database", "shop")
            .with("user", "reader")
            .with("password", "${SHOP_DB_PASSWORD}");
    var request = ExtractionRequest.of("orders").parallelism(4);

    try (BaseConnector connector = Connectors.discover().create(shop);
        Extraction orders = connector.extractData(request)) {
      for (RecordBatch batch : orders) {
        for (Row order : batch) {
          System.out.println(order.getString("number") + " " + order.getDecimal("total"));
        }
      }
    }
  }
}
