/** One HTTP client for every connector that speaks HTTP. */
module dev.tributary.connector.http {
  requires transitive dev.tributary.connector;
  requires com.fasterxml.jackson.core;
  requires okhttp3;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.tributary.connector.http;
  exports dev.tributary.connector.http.google;
  exports dev.tributary.connector.http.json;
}
