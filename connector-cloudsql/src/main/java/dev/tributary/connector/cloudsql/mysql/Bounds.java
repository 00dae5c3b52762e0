package dev.tributary.connector.cloudsql.mysql;

import dev.tributary.connector.cloudsql.server.Comparison;
import dev.tributary.connector.cloudsql.server.TableColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a table into ranges of its key that hold about equally many rows.
 *
 * <p>The piece with most rows is cut again and again at about its middle: a middle is made of the
 * texts of its ends, the first key from there on is looked up in the index, and the optimizer
 * guesses how many rows lie on both sides. So keys that leave gaps, crowd or repeat come out even,
 * whatever their type and collation, and only a bounded number of pages is read. What cannot be cut
 * stays whole.
 */
final class Bounds {
  private static final int MOST_CUTS = 256;
  private static final int PIECES_A_RANGE = 4;

  /** Pieces of fewer rows are not worth a cut. */
  private static final long SMALL = 1_000;

  private final List<TableColumn> columns;
  private final Keys keys;

  Bounds(Connection connection, String from, List<TableColumn> columns) {
    this.columns = columns;
    this.keys = new Keys(connection, from, columns);
  }

  /** Keys from a first one on and before another; of the last piece, through that one. */
  private record Piece(List<String> from, List<String> to, boolean last, long rows) {}

  List<List<String>> cut(long rows, int ranges) throws SQLException {
    Optional<List<String>> first = keys.first(List.of(), "");
    Optional<List<String>> last = keys.first(List.of(), " DESC");
    if (first.isEmpty() || last.isEmpty() || first.equals(last) || ranges < 2) {
      return List.of();
    }
    List<Piece> pieces = new ArrayList<>();
    pieces.add(new Piece(first.get(), last.get(), true, Math.max(rows, SMALL + 1)));
    List<Piece> whole = new ArrayList<>();
    int wanted = Math.min(MOST_CUTS, ranges * PIECES_A_RANGE);
    for (int cuts = 0; cuts < wanted; cuts++) {
      int at = largest(pieces, whole);
      if (at < 0) {
        break;
      }
      Piece piece = pieces.get(at);
      List<Piece> parts = halves(piece);
      if (parts.isEmpty()) {
        whole.add(piece);
      } else {
        pieces.set(at, parts.get(0));
        pieces.add(at + 1, parts.get(1));
      }
    }
    return even(pieces, ranges);
  }

  private static int largest(List<Piece> pieces, List<Piece> whole) {
    int largest = -1;
    long most = SMALL;
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i).rows > most && !whole.contains(pieces.get(i))) {
        most = pieces.get(i).rows;
        largest = i;
      }
    }
    return largest;
  }

  /** The piece in two; empty if no key is found that lies inside. */
  private List<Piece> halves(Piece piece) throws SQLException {
    List<String> to = piece.to;
    boolean closer = false;
    int i = 0;
    while (i < columns.size()) {
      String low = piece.from.get(i);
      String high = to.get(i);
      if (low.equals(high)) {
        i++;
        continue;
      }
      List<Piece> best = best(piece, i, Middle.between(columns.get(i), low, high));
      if (!best.isEmpty()) {
        return best;
      }
      if (closer) {
        return at(piece, piece.from.subList(0, i), high);
      }
      // a gap lies before the piece's end: the last key inside is nearer
      Optional<List<String>> end = keys.first(inside(piece), " DESC");
      if (end.isEmpty() || end.get().equals(piece.from)) {
        return List.of();
      }
      to = end.get();
      closer = true;
    }
    return List.of();
  }

  /** The piece cut at whichever of the values halves it best. */
  private List<Piece> best(Piece piece, int column, List<String> middles) throws SQLException {
    List<Piece> best = List.of();
    for (String middle : middles) {
      List<Piece> parts = at(piece, piece.from.subList(0, column), middle);
      if (smaller(parts) > smaller(best)) {
        best = parts;
      }
      if (smaller(best) > piece.rows / 20) {
        break;
      }
    }
    return best;
  }

  private static long smaller(List<Piece> parts) {
    return parts.isEmpty() ? -1 : Math.min(parts.get(0).rows, parts.get(1).rows);
  }

  /** The piece cut at the first key whose beginning is not below a value. */
  private List<Piece> at(Piece piece, List<String> prefix, String value) throws SQLException {
    List<String> start = new ArrayList<>(prefix);
    start.add(value);
    List<String> conditions = inside(piece);
    conditions.add(Sql.compare(columns.subList(0, start.size()), Comparison.FROM, start));
    Optional<List<String>> found = keys.first(conditions, "");
    if (found.isEmpty() || found.get().equals(piece.from)) {
      return List.of();
    }
    List<String> key = found.get();
    List<String> below = List.of(after(piece.from), before(key));
    List<String> above = inside(piece);
    above.add(after(key));
    return List.of(
        new Piece(piece.from, key, false, keys.estimate(below)),
        new Piece(key, piece.to, piece.last, keys.estimate(above)));
  }

  private List<String> inside(Piece piece) {
    List<String> conditions = new ArrayList<>();
    conditions.add(after(piece.from));
    if (!piece.last) {
      conditions.add(before(piece.to));
    }
    return conditions;
  }

  private String after(List<String> key) {
    return Sql.compare(columns, Comparison.FROM, key);
  }

  private String before(List<String> key) {
    return Sql.compare(columns, Comparison.BEFORE, key);
  }

  /** Joins small pieces, and cuts large ones whose keys are whole numbers without looking. */
  private List<List<String>> even(List<Piece> pieces, int ranges) {
    long rows = 0;
    for (Piece piece : pieces) {
      rows += Math.max(1, piece.rows);
    }
    double share = (double) rows / ranges;
    List<List<String>> bounds = new ArrayList<>();
    long seen = 0;
    for (Piece piece : pieces) {
      double full = share * (bounds.size() + 1);
      if (seen > 0 && full - seen < share / 2 && bounds.size() < ranges - 1) {
        bounds.add(piece.from);
      }
      long here = Math.max(1, piece.rows);
      int parts = (int) Math.min(ranges - 1L - bounds.size() + 1, Math.round(here / share));
      for (int i = 1; i < parts; i++) {
        String inner = inner(piece, i, parts);
        if (inner != null) {
          bounds.add(List.of(inner));
        }
      }
      seen += here;
    }
    return bounds;
  }

  /** The value that lies this many parts of all up from the start of a piece of whole numbers. */
  private @Nullable String inner(Piece piece, int part, int parts) {
    Form form = Sql.positionForm(columns.get(0));
    if (columns.size() > 1 || (form != Form.SIGNED && form != Form.UNSIGNED)) {
      return null;
    }
    BigInteger low = new BigInteger(piece.from.get(0));
    BigInteger width = new BigInteger(piece.to.get(0)).subtract(low);
    BigInteger up =
        new BigDecimal(width)
            .multiply(BigDecimal.valueOf(part))
            .divide(BigDecimal.valueOf(parts), 0, RoundingMode.FLOOR)
            .toBigInteger();
    return width.compareTo(BigInteger.valueOf(parts)) < 0 ? null : low.add(up).toString();
  }
}
