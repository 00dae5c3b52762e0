package dev.tributary.connector.pipeline.state.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.pipeline.state.PipelineStore;
import dev.tributary.connector.pipeline.state.PipelineStoreContract;
import dev.tributary.connector.pipeline.state.RunLock;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store in PostgreSQL. */
class JdbcPipelineStoreIT extends PipelineStoreContract {
  private static EmbeddedPostgres server;
  private static int number;

  private String prefix;

  @BeforeAll
  static void start() throws IOException {
    server = EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @BeforeEach
  void createTables() throws IOException {
    prefix = "public.t" + number++ + "_";
    store().createTables();
    store().createTables(); // again is harmless
  }

  @Override
  protected JdbcPipelineStore store() {
    return JdbcPipelineStore.of(server.getPostgresDatabase(), prefix);
  }

  @Override
  protected void damage(String name, long version, String document) throws Exception {
    DataSource source = server.getPostgresDatabase();
    try (Connection connection = source.getConnection();
        PreparedStatement update =
            connection.prepareStatement(
                "UPDATE " + prefix + "state SET document = ? WHERE name = ? AND version = ?")) {
      update.setString(1, document);
      update.setString(2, name);
      update.setLong(3, version);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  @Test
  void saysThatTheTablesAreMissing() {
    PipelineStore store = JdbcPipelineStore.of(server.getPostgresDatabase(), "missing_");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> store.lock("shop"))
        .withMessageContaining("missing_lock")
        .withMessageContaining("createTables()");
  }

  @Test
  void goesOnWithTheRunOfAConnectionThatWasLost() throws Exception {
    RunLock lost = store().lock("shop");
    lost.hold("killed", Instant.EPOCH);
    try (Connection connection = server.getPostgresDatabase().getConnection();
        PreparedStatement kill =
            connection.prepareStatement(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE state = 'idle in transaction'")) {
      kill.execute();
    }
    RunLock next = null;
    for (int i = 0; i < 100 && next == null; i++) {
      try {
        next = store().lock("shop");
      } catch (dev.tributary.connector.error.ConnectorException notYet) {
        Thread.sleep(20);
      }
    }
    assertThat(next.interrupted()).contains("killed");
    next.release();
  }
}
