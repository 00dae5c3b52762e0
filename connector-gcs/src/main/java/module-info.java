/** A connector that reads files from Google Cloud Storage, and a store that writes them there. */
module dev.tributary.connector.gcs {
  requires transitive dev.tributary.connector;
  requires transitive dev.tributary.connector.files;
  requires dev.tributary.connector.http;
  requires static transitive org.jspecify;

  exports dev.tributary.connector.gcs;

  provides dev.tributary.connector.ConnectorFactory with
      dev.tributary.connector.gcs.GcsConnectorFactory;
}
