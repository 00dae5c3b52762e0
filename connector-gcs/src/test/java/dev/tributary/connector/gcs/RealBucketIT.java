package dev.tributary.connector.gcs;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.host.ConnectorContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The suite on the bucket that {@code TRIBUTARY_GCS_BUCKET} names, with the key in the file of
 * {@code TRIBUTARY_GCS_CREDENTIALS} or the machine's own account. Left out without the first,
 * unless it is run with {@code -Pgcs}.
 */
class RealBucketIT extends BucketSuite {
  private static final String BUCKET = System.getenv("TRIBUTARY_GCS_BUCKET");
  private static final String CREDENTIALS = System.getenv("TRIBUTARY_GCS_CREDENTIALS");

  @BeforeEach
  void isThere() {
    String skipped = "left out: TRIBUTARY_GCS_BUCKET names no bucket of Cloud Storage to test with";
    if (Boolean.getBoolean("gcs.required")) {
      assertNotNull(BUCKET, skipped);
    }
    assumeTrue(BUCKET != null, skipped);
  }

  @AfterEach
  @Override
  void clear() throws Exception {
    if (BUCKET != null) {
      super.clear();
    }
  }

  @Override
  SourceConfig bucket() {
    SourceConfig source = SourceConfig.of("GCS", "real").with("bucket", BUCKET);
    return CREDENTIALS == null ? source : source.with("credentials", CREDENTIALS);
  }

  @Override
  ConnectorContext host() {
    return ConnectorContext.defaults();
  }
}
