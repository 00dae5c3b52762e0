package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.server.TableName;
import dev.tributary.connector.split.Position;
import java.util.List;
import java.util.Optional;

/**
 * What one split reads, as it travels in the split's bounds. Each method that sets something
 * returns a copy.
 *
 * @param bounds the form in which it travels
 */
record Piece(Position bounds) {
  private static final String ORDER = "order";
  private static final String BY = "by";
  private static final String FROM = "from";
  private static final String BEFORE = "before";
  private static final String SINCE = "since";
  private static final String UNTIL = "until";
  private static final String CURSOR = "cursor";
  private static final String EQUAL = "equal";
  private static final String PART = "part";
  private static final String SNAPSHOT = "snapshot";
  private static final String FENCE = "fence";
  private static final String ALONE = "alone";
  private static final String MISSING = "missing";
  private static final String VALUE = "value_of";

  /** What is done with rows whose cursor is null. */
  enum Missing {
    READ,
    COUNT
  }

  /** Returns a piece whose rows come in this order. */
  static Piece of(Order order, List<String> by) {
    Position bounds = Position.of(ORDER, order.text());
    return new Piece(by.isEmpty() ? bounds : bounds.with(BY, by));
  }

  /** Returns a copy that begins at this bound, which belongs to it; empty for the very start. */
  Piece from(List<String> bound) {
    return with(FROM, bound);
  }

  /** Returns a copy that ends before this bound; empty for the very end. */
  Piece before(List<String> bound) {
    return with(BEFORE, bound);
  }

  /** Returns a copy of rows in a window of the cursor. */
  Piece window(List<String> cursor, Window window) {
    return with(CURSOR, cursor).with(SINCE, window.from()).with(UNTIL, window.until());
  }

  /** Returns a copy of rows in which these columns have these values. */
  Piece equal(List<String> columns, List<String> values) {
    return with(CURSOR, columns).with(EQUAL, values);
  }

  /** Returns a copy that reads this table, a part of the stream's. */
  Piece part(TableName table) {
    String partition = table.partition();
    return with(
        PART,
        partition == null
            ? List.of(table.schema(), table.name())
            : List.of(table.schema(), table.name(), partition));
  }

  /** Returns a copy that is read as of a snapshot. */
  Piece snapshot(String id) {
    return new Piece(bounds.with(SNAPSHOT, id));
  }

  /** Returns a copy that is void if the table was rewritten since. */
  Piece fence(String incarnation) {
    return incarnation.isEmpty() ? this : new Piece(bounds.with(FENCE, incarnation));
  }

  /** Returns a copy that is all of its stream. */
  Piece alone() {
    return new Piece(bounds.with(ALONE, 1));
  }

  /** Returns a copy of the rows whose cursor is null. */
  Piece missing(List<String> cursor, Missing what) {
    return new Piece(bounds.with(MISSING, what.name())).with(CURSOR, cursor);
  }

  /** Returns a copy in which a placeholder of the query has this literal. */
  Piece value(String placeholder, String literal) {
    return new Piece(bounds.with(VALUE + placeholder, literal));
  }

  /** Returns a copy with something of another piece of the plan. */
  Piece with(String name, List<String> texts) {
    return texts.isEmpty() ? this : new Piece(bounds.with(name, texts));
  }

  Order order() {
    return Order.of(bounds.get(ORDER));
  }

  List<String> by() {
    return bounds.list(BY);
  }

  List<String> from() {
    return bounds.list(FROM);
  }

  List<String> before() {
    return bounds.list(BEFORE);
  }

  Window window() {
    return new Window(bounds.list(SINCE), bounds.list(UNTIL));
  }

  List<String> cursor() {
    return bounds.list(CURSOR);
  }

  List<String> equal() {
    return bounds.list(EQUAL);
  }

  Optional<TableName> part() {
    List<String> part = bounds.list(PART);
    return part.size() < 2
        ? Optional.empty()
        : Optional.of(
            new TableName(part.get(0), part.get(1), part.size() > 2 ? part.get(2) : null));
  }

  Optional<String> snapshot() {
    return bounds.find(SNAPSHOT);
  }

  Optional<String> fence() {
    return bounds.find(FENCE);
  }

  boolean isAlone() {
    return bounds.has(ALONE);
  }

  Optional<Missing> missing() {
    return bounds.find(MISSING).map(Missing::valueOf);
  }

  /** Returns the literals of the query's placeholders. */
  Placeholders values() {
    return placeholder -> bounds.get(VALUE + placeholder);
  }
}
