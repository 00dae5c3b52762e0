/** A connector that reads paged REST APIs. */
module dev.tributary.connector.rest {
  requires transitive dev.tributary.connector;
  requires transitive dev.tributary.connector.http;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.tributary.connector.rest;

  provides dev.tributary.connector.ConnectorFactory with
      dev.tributary.connector.rest.RestConnectorFactory;
}
