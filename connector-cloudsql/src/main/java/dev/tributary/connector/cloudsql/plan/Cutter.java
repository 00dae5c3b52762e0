package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.option.ReadOptions;
import dev.tributary.connector.cloudsql.option.SnapshotUse;
import dev.tributary.connector.cloudsql.option.SplitBy;
import dev.tributary.connector.cloudsql.server.Server;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.cloudsql.server.TableKind;
import dev.tributary.connector.option.Options;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts a table into pieces: in which order it is read, and where one piece ends and the next
 * begins.
 *
 * <p>What is small is read by its key, so that it goes on after any interruption; what is large by
 * its pages, which is fastest, because within the plan's snapshot it goes on as well; what is so
 * large that beginning it again would take hours, by its key again. Without a key there are only
 * pages, or one piece.
 */
final class Cutter {
  /** Reading this much in the order of the key costs little, whatever the table's order. */
  private static final long SMALL = 16L << 20;

  /** To begin this much again, when the snapshot died, costs more than pages win. */
  private static final long HUGE = 64L << 30;

  /** Splits are values in the state: enough for any number of workers, few enough to be cheap. */
  private static final int MOST = 512;

  private final Server server;
  private final SnapshotKeeper snapshot;
  private final SplitBy by;
  private final SnapshotUse use;
  private final long target;

  Cutter(Server server, SnapshotKeeper snapshot, Options options) {
    this.server = server;
    this.snapshot = snapshot;
    this.by = options.get(ReadOptions.SPLIT_BY);
    this.use = options.get(ReadOptions.SNAPSHOT);
    this.target = options.get(ReadOptions.SPLIT_BYTES);
  }

  /** A piece and about how many rows it has; negative if that is not known. */
  record Cut(Piece piece, long rows) {}

  /** Returns the pieces of a relation, at least one, in their order. */
  List<Cut> cut(Session session, Relation relation) throws SQLException, InterruptedException {
    Order order = order(relation);
    Table table = relation.table();
    long rows = table == null || !relation.conditions().isEmpty() ? -1 : table.rows();
    if (table == null || table.bytes() <= target || by == SplitBy.NONE) {
      return List.of(new Cut(piece(order, relation), rows));
    }
    int pieces = (int) Math.min(MOST, ceil(table.bytes(), target));
    List<List<String>> bounds =
        switch (order) {
          case PAGES -> pages(table, pieces);
          case KEY -> ascending(server.bounds(session, table, relation.key(), pieces));
          default -> List.of();
        };
    List<Cut> cuts = new ArrayList<>();
    for (int i = 0; i <= bounds.size(); i++) {
      Piece piece = piece(order, relation);
      piece = i == 0 ? piece : piece.from(bounds.get(i - 1));
      piece = i == bounds.size() ? piece : piece.before(bounds.get(i));
      cuts.add(new Cut(piece, rows < 0 ? -1 : rows / (bounds.size() + 1)));
    }
    return cuts;
  }

  private Piece piece(Order order, Relation relation) {
    return switch (order) {
      case PAGES -> Piece.of(order, List.of()).from(List.of("(0,0)"));
      case KEY -> Piece.of(order, relation.key().stream().map(TableColumn::name).toList());
      default -> Piece.of(order, List.of());
    };
  }

  private Order order(Relation relation) throws SQLException, InterruptedException {
    Table table = relation.table();
    Order key = relation.key().isEmpty() ? Order.NONE : Order.KEY;
    if (by == SplitBy.KEY || table == null) {
      return key;
    }
    boolean hasPages =
        server.physical().isPresent()
            && table.pages() > 0
            && (table.kind() == TableKind.TABLE || table.kind() == TableKind.MATERIALIZED_VIEW);
    if (!hasPages) {
      return by == SplitBy.NONE ? Order.NONE : key;
    }
    return switch (by) {
      case PAGES -> table.bytes() > target && isShared() ? Order.PAGES : Order.NONE;
      case NONE -> Order.NONE;
      default -> chosen(table, key);
    };
  }

  private Order chosen(Table table, Order key) throws SQLException, InterruptedException {
    boolean small = table.bytes() >= 0 && table.bytes() <= Math.min(SMALL, target);
    boolean huge = table.bytes() > HUGE;
    if (key == Order.KEY && (small || huge)) {
      return key;
    }
    if (table.bytes() > target && isShared()) {
      return Order.PAGES;
    }
    // What is cut by nothing is begun again; with a key and no snapshot it need not be.
    return table.bytes() > target ? key : Order.NONE;
  }

  private boolean isShared() throws SQLException, InterruptedException {
    return use != SnapshotUse.NONE && snapshot.shared().isPresent();
  }

  /** Returns which snapshot pieces are read as of, if they are. */
  Optional<String> moment(int pieces) throws SQLException, InterruptedException {
    boolean wanted = use == SnapshotUse.EXTRACTION || (use == SnapshotUse.TABLE && pieces > 1);
    return wanted ? snapshot.shared().map(shared -> shared.id()) : Optional.empty();
  }

  private static List<List<String>> pages(Table table, int pieces) {
    long step = Math.max(1, ceil(table.pages(), pieces));
    List<List<String>> bounds = new ArrayList<>();
    for (long page = step; page < table.pages(); page += step) {
      bounds.add(List.of("(" + page + ",0)"));
    }
    return bounds;
  }

  /** Two equal bounds, as many equal keys would give, enclose nothing. */
  private static List<List<String>> ascending(List<List<String>> bounds) {
    return bounds.stream().distinct().toList();
  }

  private static long ceil(long all, long part) {
    return all / part + (all % part == 0 ? 0 : 1);
  }
}
