package dev.tributary.connector.gcs;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.host.ConnectorContext;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

/** The suite on the fake. */
class FakeBucketIT extends BucketSuite {
  private final Lake lake = new Lake();

  FakeBucketIT() throws IOException {
    lake.fake.rewriteAtOnce(100_000);
  }

  @AfterEach
  @Override
  void clear() throws Exception {
    super.clear();
    lake.close();
  }

  @Override
  SourceConfig bucket() {
    return lake.source();
  }

  @Override
  ConnectorContext host() {
    return ConnectorContext.defaults().environment(Map.of());
  }
}
