package dev.tributary.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.examples.cli.Shell.Result;
import dev.tributary.examples.shop.ShopDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with a PostgreSQL. */
class DatabaseIT {
  private static ShopDatabase database;

  @TempDir private Path directory;
  private Shell shell;

  @BeforeAll
  static void open() throws IOException, SQLException {
    database = ShopDatabase.open(2_000);
  }

  @AfterAll
  static void close() throws IOException {
    database.close();
  }

  @BeforeEach
  void declare() throws IOException {
    shell =
        new Shell(directory)
            .with("DB_PORT", Integer.toString(database.port()))
            .with("STORE_DB_PASSWORD", ShopDatabase.PASSWORD);
    shell.write(
        "sources/store_db.yml",
        "source_id: store_db",
        "source_type: CLOUD_SQL",
        "connection_config:",
        "  db_type: postgres",
        "  host: localhost",
        "  port: ${DB_PORT}",
        "  database: postgres",
        "  user: postgres",
        "  password: secret://store_db_password");
    shell.write("pipelines/store.yml", "pipeline_id: store", "source_id: store_db");
  }

  @Test
  void looksAtTables() {
    Result streams = shell.run("streams", "store_db");
    assertThat(streams.out()).contains("orders");
    Result schema = shell.run("schema", "store", "orders");
    assertThat(schema.out()).contains("decimal(12,2)").contains("timestamptz");
    assertThat(shell.run("extract", "store", "orders", "-n", "5").out().lines()).hasSize(5);
  }

  @Test
  void addsAStreamThatTheSourceHas() {
    Result typo = shell.run("add-stream", "store", "orderz");
    assertThat(typo.code()).isEqualTo(2);
    assertThat(typo.err()).contains("offers no stream orderz").contains("Did you mean");
    Result added = shell.run("add-stream", "store", "orders");
    assertThat(added.code()).as(added.err()).isZero();
    assertThat(directory.resolve("pipelines/store.yml")).content().contains("streams: [orders]");
    Result run = shell.run("run", "store");
    assertThat(run.code()).as(run.err() + run.out()).isZero();
    assertThat(run.out()).contains("2,000 records");
  }

  @Test
  void exports() {
    Path file = directory.resolve("orders.parquet");
    Result result = shell.run("export", "store", "orders", "-o", file.toString());
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("2,000 records");
  }
}
