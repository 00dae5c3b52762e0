package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.option.ExtractionMethod;
import dev.tributary.connector.cloudsql.option.ReadOptions;
import dev.tributary.connector.cloudsql.plan.Cutter.Cut;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableKind;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.split.Split;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Plans one stream after another: whole, what is new, or by partitions. */
final class StreamPlanner {
  private final Relations relations;
  private final SnapshotKeeper snapshot;
  private final PlanRequest request;
  private final Run run;

  StreamPlanner(Relations relations, SnapshotKeeper snapshot, PlanRequest request, Run run) {
    this.relations = relations;
    this.snapshot = snapshot;
    this.request = request;
    this.run = run;
  }

  /**
   * Returns what the options ask for.
   *
   * @throws ConnectorException of kind CONFIG if they do not fit together
   */
  static ExtractionMethod method(Options options) {
    boolean cursor = !options.get(ReadOptions.FIELD).isEmpty();
    boolean wanted = options.find(ReadOptions.INCREMENTAL).orElse(cursor);
    ExtractionMethod method =
        options
            .find(ReadOptions.METHOD)
            .orElse(wanted ? ExtractionMethod.INCREMENTAL : ExtractionMethod.FULL);
    if (method == ExtractionMethod.CDC) {
      throw ConnectorException.of(ErrorKind.CONFIG, "change capture comes later")
          .place(options.where(ReadOptions.METHOD))
          .remedy("Use `extraction_method: INCREMENTAL` until then")
          .build();
    }
    return method;
  }

  /** Returns the splits of a stream. */
  StreamPlan plan(Session session, String stream) throws SQLException, InterruptedException {
    ExtractionMethod method = method(request);
    Relation relation = new Describer(relations).describe(session, stream, request);
    boolean valued = !RunValues.used(request, relations.dialect()).isEmpty();
    if (method == ExtractionMethod.PARTITION) {
      return new PartitionPlanner(relations.server(), request).plan(session, relation);
    }
    if (method == ExtractionMethod.INCREMENTAL || valued) {
      return new WindowPlanner(relations, request, run, this::pieces).plan(session, relation);
    }
    if (request.request().window().isPresent()) {
      throw ConnectorException.of(ErrorKind.CONFIG, "a window of a stream without a cursor")
          .remedy("Set `incremental_field`, or ask for the whole stream")
          .build();
    }
    return new StreamPlan(splits(stream, pieces(session, relation)), Optional.empty());
  }

  /**
   * Cuts a relation, or each of its partitions, into pieces of one moment where that can be had.
   */
  List<Cut> pieces(Session session, Relation relation) throws SQLException, InterruptedException {
    Cutter cutter = new Cutter(relations.server(), snapshot, request);
    List<Cut> cuts = new ArrayList<>();
    List<Relation> parts = parts(session, relation);
    for (Relation part : parts) {
      for (Cut cut : cutter.cut(session, part)) {
        Table table = parts.size() > 1 ? part.table() : null;
        Piece piece = table == null ? cut.piece() : cut.piece().part(table.name());
        cuts.add(new Cut(piece, cut.rows()));
      }
    }
    Optional<String> moment = cutter.moment(cuts.size());
    List<Cut> marked = new ArrayList<>();
    for (Cut cut : cuts) {
      Piece piece = cut.piece();
      if (moment.isPresent()) {
        piece = piece.snapshot(moment.get());
        Table table = table(relation, parts, piece);
        piece = table == null ? piece : piece.fence(Fence.of(session, relations.server(), table));
      }
      marked.add(new Cut(cuts.size() == 1 ? piece.alone() : piece, cut.rows()));
    }
    return marked;
  }

  private static @Nullable Table table(Relation relation, List<Relation> parts, Piece piece) {
    return piece
        .part()
        .flatMap(
            name ->
                parts.stream()
                    .map(Relation::table)
                    .filter(table -> table != null && table.name().equals(name))
                    .findFirst())
        .orElse(piece.part().isPresent() ? null : relation.table());
  }

  /** Returns the partitions of a table that can be read one by one, or the relation itself. */
  private List<Relation> parts(Session session, Relation relation) throws SQLException {
    Table table = relation.table();
    Server server = relations.server();
    if (table == null || table.kind() != TableKind.PARTITIONED_TABLE) {
      return List.of(relation);
    }
    Set<String> needed = new HashSet<>();
    relation.all().forEach(column -> needed.add(column.name()));
    List<Relation> parts = new ArrayList<>();
    for (Table part : server.partitions(session, table)) {
      Set<String> readable = new HashSet<>();
      part.columns().forEach(column -> readable.add(column.name()));
      if (!readable.containsAll(needed) || part.name().partition() != null) {
        // Who may read the table need not be allowed to read its partitions by their own names; and
        // where they are no tables of their own, the key cuts the whole as well.
        return List.of(relation);
      }
      parts.add(relation.part(server.from(part.name()), part));
    }
    return parts.size() < 2 ? List.of(relation) : parts;
  }

  /** Makes splits of pieces. */
  static List<Split> splits(String stream, List<Cut> cuts) {
    List<Split> splits = new ArrayList<>();
    for (Cut cut : cuts) {
      String id = cuts.size() == 1 ? stream : stream + "#" + (splits.size() + 1);
      splits.add(Split.of(id, stream).bounds(cut.piece().bounds()).estimate(cut.rows()));
    }
    return splits;
  }
}
