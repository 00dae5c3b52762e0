package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.server.RowStream;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.Consistency;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.split.Position;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads one range to its end, with the place of its last row as checkpoint of each batch. */
final class RangeReader implements SplitReader {
  /** The place of the last row that was read. */
  static final String AFTER = "after";

  private final Guard session;
  private final RowStream stream;
  private final Rows rows;
  private final boolean goesOn;
  private final Consistency consistency;
  private final Function<Exception, ConnectorException> translate;

  private Position position;
  private boolean ended;
  private boolean handed;

  RangeReader(
      Guard session,
      RowStream stream,
      Rows rows,
      boolean goesOn,
      Consistency consistency,
      Position position,
      Function<Exception, ConnectorException> translate) {
    this.session = session;
    this.stream = stream;
    this.rows = rows;
    this.goesOn = goesOn;
    this.consistency = consistency;
    this.position = position;
    this.translate = translate;
  }

  @Override
  public @Nullable RecordBatch readBatch() throws Exception {
    if (ended) {
      return null;
    }
    try {
      ended = !stream.read(rows.into());
    } catch (SQLException | ConnectorException failed) {
      throw lost(failed);
    }
    List<String> last = stream.position();
    boolean moved = !last.isEmpty() && !last.equals(position.list(AFTER));
    if (moved) {
      position = Position.of(AFTER, last);
    }
    if (ended && !moved && rows.into().size() == 0) {
      return null;
    }
    handed = true;
    return rows.build(goesOn && moved ? position : null);
  }

  /** What was handed over of rows that cannot be found again is void: the stream begins again. */
  private ConnectorException lost(Exception failure) {
    ConnectorException known = translate.apply(failure);
    if (goesOn || !handed || !known.kind().isRetryable()) {
      return known;
    }
    return ConnectorException.of(
            ErrorKind.PLAN_LOST,
            "the line was cut in the middle of rows that have no order: " + known.what())
        .remedy("Name a `primary_key`, with which a read goes on where it was cut")
        .cause(failure)
        .build();
  }

  @Override
  public Completion completion() {
    return Completion.exhausted().consistency(consistency);
  }

  @Override
  public void close() throws SQLException {
    try {
      if (!ended) {
        session.abort();
      }
      stream.close();
    } catch (SQLException cut) {
      if (ended) {
        throw cut;
      }
    } finally {
      session.close();
    }
  }
}
