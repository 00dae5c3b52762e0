package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Database;
import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.server.Comparison;
import dev.tributary.connector.cloudsql.server.RowStream;
import dev.tributary.connector.cloudsql.server.Selection;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.cloudsql.server.Snapshot;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.cloudsql.server.TableName;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.host.Consistency;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.split.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens readers of splits, in the process of the plan or in another one. Thread-safe. */
public final class SplitOpener {
  private final Database database;
  private final Relations relations;
  private final Snapshots snapshots;

  /** Makes it. */
  public SplitOpener(Database database, Relations relations, Snapshots snapshots) {
    this.database = database;
    this.relations = relations;
    this.snapshots = snapshots;
  }

  /** Which moment a reader sees, of those that it might. */
  private enum Moment {
    /** The one of the plan. */
    PLANNED,
    /** One that the stream's other splits need not share. */
    ANOTHER
  }

  /** Opens a reader of a split. */
  public SplitReader open(ReadTask task, ReadContext context) throws Exception {
    Piece piece = new Piece(task.split().bounds());
    Broken.check(piece);
    Guard session = lend(context);
    boolean opened = false;
    try {
      Moment moment = Moment.ANOTHER;
      Relation relation = relation(session, task, piece);
      outside(session);
      if (piece.snapshot().isPresent()) {
        try {
          moment = join(session, task, piece);
        } catch (ConnectorException gone) {
          if (gone.kind() != ErrorKind.PLAN_LOST
              || !piece.order().survives()
              || snapshots.isHere(task.extractionId())) {
            throw gone;
          }
          // Nobody here can plan again; what is read by key loses nothing by going on without.
          session.close();
          session = lend(context);
          context.warn(
              "the snapshot of " + task.split().id() + " is gone: it is read as of its own moment");
        }
      }
      if (moment == Moment.PLANNED && piece.fence().isPresent()) {
        Fence.check(
            session,
            relations.server(),
            relations.table(session, task.split().stream(), piece),
            piece.fence().get());
      }
      SplitReader reader = reader(session, relation, piece, task, context, moment);
      opened = true;
      return reader;
    } finally {
      if (!opened) {
        session.close();
      }
    }
  }

  private Guard lend(ReadContext context) throws InterruptedException {
    Guard session = new Guard(database.lend());
    context.onCancel(session::abort);
    return session;
  }

  /**
   * Ends the transaction in which the catalogue was asked: what follows sees a moment of its own.
   */
  static void outside(Session session) throws SQLException {
    if (!session.jdbc().getAutoCommit()) {
      session.jdbc().rollback();
    }
  }

  private Relation relation(Session session, ReadTask task, Piece piece) throws SQLException {
    Relation whole = relations.of(session, task.split().stream(), task, piece.values());
    Optional<TableName> part = piece.part();
    return part.isPresent()
        ? whole.part(
            relations.server().from(part.get()),
            relations.table(session, task.split().stream(), piece))
        : whole;
  }

  private Moment join(Session session, ReadTask task, Piece piece) throws SQLException {
    String planned = piece.snapshot().orElseThrow();
    Snapshot snapshot = new Snapshot(planned, true);
    if (snapshots.isHere(task.extractionId())) {
      Optional<Snapshot> held = snapshots.of(task.extractionId());
      boolean same = held.isPresent() && held.get().id().equals(planned);
      if (!same && !piece.order().survives()) {
        throw SnapshotKeeper.lost(null);
      }
      if (held.isEmpty()) {
        return Moment.ANOTHER;
      }
      snapshot = held.get();
    }
    relations.server().join(session, snapshot);
    return snapshot.id().equals(planned) ? Moment.PLANNED : Moment.ANOTHER;
  }

  private SplitReader reader(
      Guard session,
      Relation relation,
      Piece piece,
      ReadTask task,
      ReadContext context,
      Moment moment)
      throws SQLException {
    Server server = relations.server();
    if (piece.missing().filter(Piece.Missing.COUNT::equals).isPresent()) {
      long rows = count(session, relation, piece);
      context.count("missing_cursor", rows);
      context.warn(rows + " rows are left out: they have no value of " + piece.cursor());
      session.close();
      return new NothingReader();
    }
    List<TableColumn> order =
        switch (piece.order()) {
          case PAGES -> List.of(server.physical().orElseThrow());
          case NONE -> List.of();
          default -> relation.columns("position", piece.by());
        };
    List<String> after =
        task.resumeFrom().map(position -> position.list(RangeReader.AFTER)).orElse(List.of());
    Selection selection =
        relation.where(conditions(server, relation, piece, order, after)).selection(order);
    boolean goesOn =
        piece.order().survives() || (piece.order() == Order.PAGES && moment == Moment.PLANNED);
    boolean one = moment == Moment.PLANNED || (piece.isAlone() && after.isEmpty());
    Rows rows = Rows.of(relation.schema(), task, context);
    RowStream stream = server.open(session, selection);
    return new RangeReader(
        session,
        stream,
        rows,
        goesOn,
        one ? Consistency.ONE_MOMENT : Consistency.SEVERAL_MOMENTS,
        task.resumeFrom().orElse(Position.empty()),
        database::translate);
  }

  private static List<String> conditions(
      Server server, Relation relation, Piece piece, List<TableColumn> order, List<String> after) {
    List<String> conditions = new ArrayList<>();
    if (!after.isEmpty()) {
      conditions.add(server.compare(order, Comparison.AFTER, after));
    } else if (!piece.from().isEmpty()) {
      conditions.add(server.compare(order, Comparison.FROM, piece.from()));
    }
    if (!piece.before().isEmpty()) {
      conditions.add(server.compare(order, Comparison.BEFORE, piece.before()));
    }
    List<TableColumn> cursor = relation.columns("incremental_field", piece.cursor());
    conditions.addAll(piece.window().conditions(server, cursor));
    List<String> equal = piece.equal();
    for (int i = 0; i < equal.size(); i++) {
      conditions.add(
          server.quote(cursor.get(i).name()) + " = " + server.literal(cursor.get(i), equal.get(i)));
    }
    if (piece.missing().isPresent()) {
      conditions.add(WindowPlanner.isNull(server, piece.cursor()));
    }
    return conditions;
  }

  private long count(Session session, Relation relation, Piece piece) throws SQLException {
    List<String> conditions =
        relation
            .where(conditions(relations.server(), relation, piece, List.of(), List.of()))
            .conditions();
    String sql =
        "SELECT count(*) FROM " + relation.from() + " WHERE " + String.join(" AND ", conditions);
    try (Statement statement = session.jdbc().createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }
}
