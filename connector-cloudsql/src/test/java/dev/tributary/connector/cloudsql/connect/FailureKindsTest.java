package dev.tributary.connector.cloudsql.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.cloudsql.option.DbType;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/** Failures as the drivers make them of what Google's factories (1.28) raise. */
class FailureKindsTest {
  private final RuntimeException withoutCredentials =
      new RuntimeException(
          "Unable to obtain credentials to communicate with the Cloud SQL API",
          new IOException("Your default credentials were not found. To set up …"));
  private final RuntimeException absent =
      new RuntimeException("The Cloud SQL instance [p:r:absent] does not exist");

  private static ConnectorException explained(DbType type, SQLException failure) {
    var source =
        Databases.bound(
            dev.tributary.connector.SourceConfig.of("CLOUD_SQL", "orders_db")
                .with("db_type", type == DbType.POSTGRES ? "postgres" : "mysql")
                .with("instance_connection_name", "p:r:absent")
                .with("user", "u")
                .with("database", "d"));
    return new Failures(Target.of(source, "orders_db"), holders(), source).connecting(failure);
  }

  /** Nobody is asked who holds a lock. */
  @SuppressWarnings("NullAway")
  private static LockHolders holders() {
    return new LockHolders(null, DbType.POSTGRES);
  }

  private static PSQLException postgres(RuntimeException cause) {
    return new PSQLException(
        "Something unusual has occurred to cause the driver to fail.",
        PSQLState.UNEXPECTED_ERROR,
        cause);
  }

  private static SQLException mySql(RuntimeException cause) {
    return new SQLNonTransientConnectionException(
        "Could not create connection to database server.", "08001", cause);
  }

  @Test
  void saysThatGoogleWantsCredentials() {
    for (ConnectorException failure :
        new ConnectorException[] {
          explained(DbType.POSTGRES, postgres(withoutCredentials)),
          explained(DbType.MYSQL, mySql(withoutCredentials))
        }) {
      assertThat(failure.kind()).isEqualTo(ErrorKind.AUTHENTICATION);
      assertThat(failure)
          .hasMessageContaining("Google's socket factory cannot log in to Google")
          .hasMessageContaining("Your default credentials were not found")
          .hasMessageContaining("Cloud SQL Client");
    }
  }

  @Test
  void repeatsWhatAFactorySaysWhereTheDriverSaysNothing() {
    assertThat(explained(DbType.POSTGRES, postgres(absent)))
        .hasMessageContaining("[p:r:absent] does not exist");
    assertThat(explained(DbType.MYSQL, mySql(absent)))
        .hasMessageContaining("[p:r:absent] does not exist");
  }
}
