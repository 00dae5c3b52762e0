package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Database;
import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.schema.StreamSchema;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Describes what a stream reads before any value of a run is known. */
public final class Describer {
  private static final Placeholders NONE =
      name -> {
        throw new IllegalStateException(name + " has no value here");
      };

  private final Relations relations;

  /** Makes it. */
  public Describer(Relations relations) {
    this.relations = relations;
  }

  /** Returns a session that is lent when it is first used. */
  public static Session lazily(Database database) {
    return new LazySession(database, unblocked -> {});
  }

  /** Returns the schema of a stream. */
  public StreamSchema schema(Session session, String stream, Options options) throws SQLException {
    return describe(session, stream, options).schema();
  }

  /** Returns what a stream reads, with stand-ins for the values of the run. */
  Relation describe(Session session, String stream, Options options) throws SQLException {
    if (RunValues.used(options, relations.dialect()).isEmpty()) {
      return relations.of(session, stream, options, NONE);
    }
    SQLException first = null;
    for (Placeholders guess : RunValues.guesses(relations.server(), session, relations.dialect())) {
      try {
        return relations.of(session, stream, options, guess);
      } catch (SQLException wrongType) {
        first = first == null ? wrongType : first;
        SplitOpener.outside(session);
      }
    }
    throw unguessed(first);
  }

  private static SQLException unguessed(@Nullable SQLException first) {
    return first == null ? new SQLException("the query cannot be described") : first;
  }
}
