package dev.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** The README's first lines for a database, run as a person would. */
class FirstTableIT {
  @Test
  void printsEveryOrder() throws Exception {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder().setLocaleConfig("locale", "C.UTF-8").start()) {
      run(
          server.getJdbcUrl("postgres", "postgres"),
          "CREATE ROLE reader LOGIN PASSWORD 'of-the-reader'",
          "CREATE DATABASE shop");
      run(
          server.getJdbcUrl("postgres", "shop"),
          "CREATE TABLE orders (id int PRIMARY KEY, number text, total numeric(12,2))",
          "INSERT INTO orders VALUES (1, '#1001', 9.5), (2, '#1002', 1234567890.12)",
          "GRANT SELECT ON orders TO reader");
      ProcessBuilder command =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  FirstTable.class.getName(),
                  "localhost",
                  Integer.toString(server.getPort()))
              .redirectErrorStream(true);
      command.environment().put("SHOP_DB_PASSWORD", "of-the-reader");
      Process process = command.start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(printed.lines()).containsExactlyInAnyOrder("#1001 9.50", "#1002 1234567890.12");
      assertThat(process.waitFor()).isZero();
    }
  }

  private static void run(String url, String... statements) throws Exception {
    try (Connection connection = java.sql.DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }
}
