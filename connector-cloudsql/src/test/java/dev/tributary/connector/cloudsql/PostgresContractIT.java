package dev.tributary.connector.cloudsql;

import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.read.ExtractionRequest;
import org.junit.jupiter.api.Nested;

/** The contract, for both PostgreSQLs and both ways in which their tables are cut. */
class PostgresContractIT {
  @Nested
  class ByKey extends DatabaseContract {
    ByKey() {
      super(TestServer.postgres());
    }

    @Override
    protected ExtractionRequest request() {
      return super.request().with("split_by", "key");
    }
  }

  @Nested
  class ByPages extends DatabaseContract {
    ByPages() {
      super(TestServer.postgres());
    }

    @Override
    protected ExtractionRequest request() {
      return super.request().with("split_by", "pages");
    }
  }

  @Nested
  class Oldest extends DatabaseContract {
    Oldest() {
      super(TestServer.oldestPostgres());
    }
  }
}
