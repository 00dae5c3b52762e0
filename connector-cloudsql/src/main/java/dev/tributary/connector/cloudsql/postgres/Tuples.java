package dev.tributary.connector.cloudsql.postgres;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows in binary form as they come, some of them in one array. */
interface Tuples extends AutoCloseable {
  /** Returns the next rows, or null once all of them came. */
  byte @Nullable [] next() throws SQLException;

  /** Returns how many bytes stand before a row's first field. */
  int rowHeader();

  /** Returns how many bytes stand before the length of each field. */
  int fieldHeader();

  /** Ends the statement if it is still under way. */
  @Override
  void close() throws SQLException;
}
