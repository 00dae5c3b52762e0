/** A connector that reads paged REST APIs. */
module dev.tributary.connector.rest {
  requires transitive dev.tributary.connector;
  requires dev.tributary.connector.http;
  requires com.fasterxml.jackson.core;
  requires static transitive org.jspecify;
  requires org.slf4j;
}
