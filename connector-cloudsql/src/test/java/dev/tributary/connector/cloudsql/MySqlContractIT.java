package dev.tributary.connector.cloudsql;

import dev.tributary.connector.cloudsql.servers.TestServer;
import org.junit.jupiter.api.Nested;

/** The contract, for MariaDB and MySQL. */
class MySqlContractIT {
  @Nested
  class MariaDb extends DatabaseContract {
    MariaDb() {
      super(TestServer.mariaDb());
    }
  }

  @Nested
  class MySql extends DatabaseContract {
    MySql() {
      super(TestServer.mySql());
    }
  }
}
