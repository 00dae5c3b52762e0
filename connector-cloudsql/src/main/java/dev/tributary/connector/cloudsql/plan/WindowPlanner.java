package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.option.ReadOptions;
import dev.tributary.connector.cloudsql.plan.Cutter.Cut;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.incremental.OnMissingCursor;
import dev.tributary.connector.read.ExtractionOptions;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plans what is new since the last run: from where that ended, included, until a bound that is
 * frozen now, excluded.
 */
final class WindowPlanner {
  /** The cursor's values in a watermark. */
  static final String CURSOR = "cursor";

  /** When the last extraction was planned, in a watermark. */
  static final String TIME = "time";

  /** Cuts the whole of a relation into pieces. */
  interface Pieces {
    /** Returns the pieces, at least one. */
    List<Cut> of(Session session, Relation relation) throws SQLException, InterruptedException;
  }

  private final Relations relations;
  private final Server server;
  private final PlanRequest request;
  private final Run run;
  private final Pieces pieces;

  WindowPlanner(Relations relations, PlanRequest request, Run run, Pieces pieces) {
    this.relations = relations;
    this.server = relations.server();
    this.request = request;
    this.run = run;
    this.pieces = pieces;
  }

  /** Returns how what is new in a relation is read. */
  StreamPlan plan(Session session, Relation described) throws SQLException, InterruptedException {
    Instant now = run.now(session);
    Position before = request.state(described.stream()).watermark().orElse(Position.empty());
    if (request.get(ReadOptions.FIELD).isEmpty()) {
      return timed(session, described, before, now);
    }
    Cursor cursor = Cursor.of(described, request, relations.dialect());
    List<String> from = from(cursor, before);
    Set<String> used = RunValues.used(request, relations.dialect());
    TableColumn instant = used.isEmpty() ? null : RunValues.instant(server, session);
    Relation relation = described;
    if (instant != null) {
      relation =
          relations.of(
              session,
              described.stream(),
              request,
              values(instant, cursor, before, from, openEnd(cursor, now)));
    }
    List<String> until = until(session, relation, cursor, from, now);
    Window window = new Window(from, until);
    Map<String, String> literals = new HashMap<>();
    if (instant != null) {
      RunValues values = values(instant, cursor, before, from, until);
      used.forEach(name -> literals.put(name, values.literal(name)));
      relation = relations.of(session, described.stream(), request, known(literals));
    }
    List<Cut> cuts = new ArrayList<>(missing(session, relation, cursor));
    boolean empty = until.isEmpty() || isEmpty(cursor, window);
    if (!empty) {
      cuts.addAll(cuts(session, relation, cursor, window));
    }
    cuts.replaceAll(cut -> new Cut(valued(cut.piece(), literals), cut.rows()));
    List<Split> splits = StreamPlanner.splits(described.stream(), alone(cuts));
    List<String> mark = empty ? from : until;
    return new StreamPlan(
        splits,
        mark.isEmpty() || request.request().window().isPresent()
            ? Optional.empty()
            : Optional.of(Position.of(CURSOR, mark).with(TIME, now.toString())));
  }

  /** Plans a query that takes its window from placeholders alone. */
  private StreamPlan timed(Session session, Relation described, Position before, Instant now)
      throws SQLException, InterruptedException {
    if (RunValues.used(request, relations.dialect()).isEmpty()) {
      throw ConnectorException.of(
              ErrorKind.CONFIG, "what is new is told by `incremental_field`, which is not set")
          .remedy("Set it, or use `extraction_method: FULL`")
          .build();
    }
    TableColumn instant = RunValues.instant(server, session);
    String end = TimeText.write(now.minus(request.get(ReadOptions.LAG)), ZoneOffset.UTC);
    Optional<ExtractionRequest.Window> asked = request.request().window();
    String start =
        asked
            .map(ExtractionRequest.Window::from)
            .or(() -> before.find(TIME))
            .or(() -> request.find(ExtractionOptions.START_DATE))
            .map(text -> TimeText.write(TimeText.parse(text, ZoneOffset.UTC), ZoneOffset.UTC))
            .orElse(null);
    Map<String, String> texts = new HashMap<>();
    put(texts, "@last_extraction_time", start);
    put(texts, "@window_start", start);
    texts.put(
        "@window_end",
        asked
            .map(ExtractionRequest.Window::until)
            .map(text -> TimeText.write(TimeText.parse(text, ZoneOffset.UTC), ZoneOffset.UTC))
            .orElse(end));
    RunValues values = new RunValues(server, relations.dialect(), instant, null, texts);
    Map<String, String> literals = new HashMap<>();
    RunValues.used(request, relations.dialect())
        .forEach(name -> literals.put(name, values.literal(name)));
    Relation relation = relations.of(session, described.stream(), request, known(literals));
    List<Cut> cuts = new ArrayList<>(pieces.of(session, relation));
    cuts.replaceAll(cut -> new Cut(valued(cut.piece(), literals), cut.rows()));
    Instant mark = now.minus(request.get(ReadOptions.LAG));
    return new StreamPlan(
        StreamPlanner.splits(described.stream(), cuts),
        asked.isPresent() ? Optional.empty() : Optional.of(Position.of(TIME, mark.toString())));
  }

  private List<String> from(Cursor cursor, Position before) {
    Optional<ExtractionRequest.Window> asked = request.request().window();
    if (asked.isPresent()) {
      return List.of(cursor.bound(asked.get().from()));
    }
    List<String> last = before.list(CURSOR);
    if (last.isEmpty()) {
      return request
          .find(ExtractionOptions.START_DATE)
          .map(start -> List.of(cursor.bound(start)))
          .orElse(List.of());
    }
    Duration lookback = request.get(ReadOptions.LOOKBACK);
    return lookback.isZero() ? last : List.of(cursor.back(last.get(0), lookback));
  }

  /** Returns the frozen end: a time that has passed, or what follows the highest number. */
  private List<String> until(
      Session session, Relation relation, Cursor cursor, List<String> from, Instant now)
      throws SQLException {
    Optional<ExtractionRequest.Window> asked = request.request().window();
    if (asked.isPresent()) {
      return List.of(cursor.bound(asked.get().until()));
    }
    if (cursor.isTime()) {
      return List.of(cursor.at(now.minus(request.get(ReadOptions.LAG))));
    }
    List<String> conditions = new ArrayList<>(relation.conditions());
    conditions.addAll(new Window(from, List.of()).conditions(server, cursor.columns()));
    List<String> highest = new ArrayList<>();
    for (TableColumn column : cursor.columns()) {
      Optional<String> value = server.highest(session, relation.from(), conditions, column);
      if (value.isEmpty()) {
        break;
      }
      highest.add(value.get());
      conditions.add(server.quote(column.name()) + " = " + server.literal(column, value.get()));
    }
    return highest.isEmpty() ? List.of() : cursor.after(highest);
  }

  private List<String> openEnd(Cursor cursor, Instant now) {
    return List.of(
        cursor.isTime()
            ? cursor.at(now.minus(request.get(ReadOptions.LAG)))
            : Long.toString(Long.MAX_VALUE));
  }

  private RunValues values(
      TableColumn instant, Cursor cursor, Position before, List<String> from, List<String> until) {
    Map<String, String> texts = new HashMap<>();
    Optional<ExtractionRequest.Window> asked = request.request().window();
    put(
        texts,
        "@last_extraction_time",
        asked
            .map(ExtractionRequest.Window::from)
            .filter(start -> cursor.isTime())
            .or(() -> before.find(TIME))
            .or(() -> request.find(ExtractionOptions.START_DATE).filter(start -> cursor.isTime()))
            .map(text -> TimeText.write(TimeText.parse(text, ZoneOffset.UTC), ZoneOffset.UTC))
            .orElse(null));
    if (!from.isEmpty()) {
      texts.put("@last_value", from.get(0));
      texts.put("@window_start", from.get(0));
    }
    if (!until.isEmpty()) {
      texts.put("@window_end", until.get(0));
    }
    return new RunValues(server, relations.dialect(), instant, cursor.columns().get(0), texts);
  }

  private static void put(Map<String, String> texts, String name, @Nullable String text) {
    if (text != null) {
      texts.put(name, text);
    }
  }

  private static Piece valued(Piece piece, Map<String, String> literals) {
    Piece valued = piece;
    for (Map.Entry<String, String> literal : literals.entrySet()) {
      valued = valued.value(literal.getKey(), literal.getValue());
    }
    return valued;
  }

  private static boolean isEmpty(Cursor cursor, Window window) {
    for (int i = 0; i < Math.min(window.from().size(), window.until().size()); i++) {
      String from = window.from().get(i);
      String until = window.until().get(i);
      if (cursor.isBefore(from, until)) {
        return false;
      }
      if (cursor.isBefore(until, from)) {
        return true;
      }
    }
    return !window.from().isEmpty() && window.from().size() >= window.until().size();
  }

  /** Cuts a first run as a full one; later ones are read in the order of the cursor. */
  private List<Cut> cuts(Session session, Relation relation, Cursor cursor, Window window)
      throws SQLException, InterruptedException {
    List<Cut> cuts = new ArrayList<>();
    if (window.from().isEmpty()) {
      for (Cut cut : pieces.of(session, relation)) {
        cuts.add(new Cut(cut.piece().window(cursor.names(), window), cut.rows()));
      }
      return cuts;
    }
    List<String> by = new ArrayList<>(cursor.names());
    relation.key().stream()
        .map(TableColumn::name)
        .filter(name -> !by.contains(name))
        .forEach(by::add);
    // Without a key nobody can tell rows of one cursor value apart, so there is no place to go on.
    Piece piece =
        relation.key().isEmpty() ? Piece.of(Order.NONE, List.of()) : Piece.of(Order.CURSOR, by);
    cuts.add(new Cut(piece.window(cursor.names(), window), -1));
    return cuts;
  }

  private static List<Cut> alone(List<Cut> cuts) {
    return cuts.size() == 1
        ? List.of(new Cut(cuts.get(0).piece().alone(), cuts.get(0).rows()))
        : cuts;
  }

  /** Returns what is to be done with rows whose cursor is null, if there are any. */
  private List<Cut> missing(Session session, Relation relation, Cursor cursor) throws SQLException {
    List<String> nullable =
        cursor.columns().stream()
            .filter(column -> column.field().isNullable())
            .map(TableColumn::name)
            .toList();
    if (nullable.isEmpty() || !exists(session, relation, isNull(server, nullable))) {
      return List.of();
    }
    OnMissingCursor policy = request.get(ReadOptions.ON_MISSING);
    if (policy == OnMissingCursor.FAIL) {
      throw ConnectorException.of(
              ErrorKind.DATA,
              "there are rows without a value of "
                  + nullable
                  + ": nobody knows whether they are new")
          .place(ReadOptions.FIELD.name())
          .remedy("Set `on_missing_cursor` to INCLUDE or EXCLUDE, or use another column")
          .build();
    }
    Piece.Missing what =
        policy == OnMissingCursor.INCLUDE ? Piece.Missing.READ : Piece.Missing.COUNT;
    Order order = relation.key().isEmpty() ? Order.NONE : Order.KEY;
    List<String> by = relation.key().stream().map(TableColumn::name).toList();
    return List.of(new Cut(Piece.of(order, by).missing(nullable, what), -1));
  }

  /** Returns the condition of rows in which one of these columns is null. */
  static String isNull(Server server, List<String> columns) {
    return "("
        + String.join(
            " OR ", columns.stream().map(name -> server.quote(name) + " IS NULL").toList())
        + ")";
  }

  static boolean exists(Session session, Relation relation, String condition) throws SQLException {
    List<String> all = new ArrayList<>(relation.conditions());
    all.add(condition);
    String sql =
        "SELECT 1 FROM " + relation.from() + " WHERE " + String.join(" AND ", all) + " LIMIT 1";
    try (Statement statement = session.jdbc().createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      return found.next();
    }
  }

  private static Placeholders known(Map<String, String> literals) {
    return name -> Objects.requireNonNull(literals.get(name), name);
  }
}
