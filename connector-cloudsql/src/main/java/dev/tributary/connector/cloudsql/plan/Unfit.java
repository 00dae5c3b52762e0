package dev.tributary.connector.cloudsql.plan;

import dev.tributary.connector.cloudsql.option.SpecialValues;
import dev.tributary.connector.cloudsql.server.OnUnfit;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;

/**
 * What the choice of the user means for columns and for the server's decoder.
 *
 * @param policy what the decoder does
 * @param nullable whether columns that may hold such values take nulls
 * @param text whether they are read as text
 */
record Unfit(OnUnfit policy, boolean nullable, boolean text) {
  static final Unfit FAIL = new Unfit(OnUnfit.FAIL, false, false);

  static Unfit of(SpecialValues choice) {
    return switch (choice) {
      case FAIL -> FAIL;
      case NULL -> new Unfit(OnUnfit.NULL, true, false);
      case TEXT -> new Unfit(OnUnfit.FAIL, false, true);
      case QUARANTINE -> new Unfit(OnUnfit.QUARANTINE, false, false);
    };
  }

  /** Returns a column as it is read. */
  TableColumn read(TableColumn column) {
    Field field = column.field();
    if (!isProne(field.type()) || !(nullable || text)) {
      return column;
    }
    Field read = text ? field.type(DataType.STRING) : field.nullable();
    return new TableColumn(read, column.type(), column.code(), column.comparable());
  }

  /**
   * Whether values of the type may not fit: no calendar has them, or their precision is bounded.
   */
  private static boolean isProne(DataType type) {
    return switch (type.kind()) {
      case DATE, TIMESTAMP, TIMESTAMP_TZ -> true;
      case DECIMAL -> type.precision() > 0;
      default -> false;
    };
  }
}
