package dev.tributary.connector.rest;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.incremental.IncrementalWindow;
import dev.tributary.connector.read.ReadContext;
import java.util.Optional;

/**
 * Says once if an API does not act on the bound that it was asked with: most ignore a parameter
 * that they do not know, and every run would read all records again. Used by the reader's thread
 * alone.
 */
final class BoundCheck {
  private final Increment increment;
  private final String asked;
  private final ReadContext context;
  private boolean done;

  private BoundCheck(Increment increment, String asked, ReadContext context) {
    this.increment = increment;
    this.asked = asked;
    this.context = context;
  }

  /** Returns the check of a split that asks with a lower bound; nothing where none can be made. */
  static Optional<BoundCheck> of(RestStream stream, IncrementalWindow window, ReadContext context) {
    Increment increment = stream.increment().orElse(null);
    String from = window.from().orElse(null);
    if (increment == null || increment.fromParam() == null || from == null) {
      return Optional.empty();
    }
    // values that the source writes its own way are typed by now and compare otherwise
    return stream.dates().has(increment.strategy().field())
        ? Optional.empty()
        : Optional.of(new BoundCheck(increment, increment.askedFrom(from), context));
  }

  /** Looks at the first records of a split. */
  void look(RecordBatch batch) {
    if (done || batch.size() == 0) {
      return;
    }
    done = true;
    int at = batch.schema().indexOf(increment.strategy().field());
    if (at >= 0 && isAnyBefore(batch.column(at))) {
      context.warn(
          "the API sent records from before the bound that it was asked with in the parameter "
              + increment.fromParam()
              + ": they are delivered again. Check the parameter's name, place and format, or leave"
              + " it out, and what is too old is left out here");
    }
  }

  private boolean isAnyBefore(Column cursors) {
    for (int row = 0; row < cursors.size(); row++) {
      String cursor = cursors.getString(row);
      if (cursor != null && increment.strategy().compare(cursor, asked) < 0) {
        return true;
      }
    }
    return false;
  }
}
