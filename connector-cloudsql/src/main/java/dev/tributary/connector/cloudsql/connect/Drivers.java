package dev.tributary.connector.cloudsql.connect;

import dev.tributary.connector.cloudsql.option.DbType;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.sql.Driver;

/** Finds drivers and socket factories, which hosts add if they need them. */
final class Drivers {
  private static final String MYSQL = "com.mysql.cj.jdbc.Driver";

  private Drivers() {}

  /**
   * Returns the driver for a target.
   *
   * @throws ConnectorException of kind CONFIG that names what to add if something is missing
   */
  static Driver of(Target target) {
    if (!target.factory().isEmpty()) {
      require(target.factory(), target.type());
    }
    if (target.type() == DbType.POSTGRES) {
      return new org.postgresql.Driver();
    }
    try {
      return (Driver) require(MYSQL, target.type()).getConstructor().newInstance();
    } catch (ReflectiveOperationException broken) {
      throw ConnectorException.of(ErrorKind.CONFIG, "the driver for MySQL cannot be used")
          .cause(broken)
          .build();
    }
  }

  private static Class<?> require(String name, DbType type) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    for (ClassLoader loader : new ClassLoader[] {Drivers.class.getClassLoader(), context}) {
      try {
        return Class.forName(name, true, loader);
      } catch (ClassNotFoundException | LinkageError absent) {
        // the next loader may have it
      }
    }
    throw missing(name, type);
  }

  /** Returns the error that says what to add. */
  static ConnectorException missing(String name, DbType type) {
    String what;
    String artifact;
    if (name.equals(MYSQL)) {
      what = "the driver for MySQL is missing";
      artifact = "com.mysql:mysql-connector-j";
    } else if (name.startsWith("com.google.")) {
      what = "Google's socket factory for `instance_connection_name` is missing";
      artifact =
          type == DbType.POSTGRES
              ? "com.google.cloud.sql:postgres-socket-factory"
              : "com.google.cloud.sql:mysql-socket-factory-connector-j-8";
    } else {
      what = "the socket factory for `socket` is missing";
      artifact =
          type == DbType.POSTGRES
              ? "com.kohlschutter.junixsocket:junixsocket-core (of type pom)"
              : "com.kohlschutter.junixsocket:junixsocket-core (of type pom) and junixsocket-mysql";
    }
    return ConnectorException.of(ErrorKind.CONFIG, what)
        .remedy("Add " + artifact + " to the host's dependencies")
        .build();
  }
}
