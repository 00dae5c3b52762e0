/** The contract as a JUnit class that every connector extends, and sources that fail on purpose. */
module dev.tributary.connector.testkit {
  requires transitive dev.tributary.connector;
  requires org.assertj.core;
  requires static transitive org.jspecify;
  requires transitive org.junit.jupiter.api;
  requires transitive org.slf4j;

  // JUnit calls the contract's tests, which are nobody else's to call.
  opens dev.tributary.connector.testkit to
      org.junit.platform.commons;

  exports dev.tributary.connector.testkit;
  exports dev.tributary.connector.testkit.storage;
}
