/** A program that uses every connector and has one of its own. */
module org.example.outside {
  requires dev.tributary.connector.pipeline;
  requires dev.tributary.connector.testkit;
  requires jdk.httpserver;
  requires org.junit.platform.launcher;

  // Its test is looked at by JUnit, its connector found by the service loader.
  opens org.example.outside to
      org.junit.platform.commons;

  provides dev.tributary.connector.ConnectorFactory with
      org.example.outside.NumbersFactory;
}
