package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.split.Position;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server's clock, frozen when it is first asked for and kept in the plan's position. */
final class Run {
  private static final String CLOCK = "clock";

  private final Server server;
  private @Nullable Instant now;

  Run(Server server, Position before) {
    this.server = server;
    this.now = before.find(CLOCK).map(Instant::parse).orElse(null);
  }

  /** Returns the moment of this extraction, the same in each process that goes on with it. */
  Instant now(Session session) throws SQLException {
    Instant frozen = now;
    if (frozen == null) {
      frozen = server.now(session);
      now = frozen;
    }
    return frozen;
  }

  Position into(Position position) {
    return Optional.ofNullable(now)
        .map(frozen -> position.with(CLOCK, frozen.toString()))
        .orElse(position);
  }
}
