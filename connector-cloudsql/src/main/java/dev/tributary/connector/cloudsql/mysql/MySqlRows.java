package dev.tributary.connector.cloudsql.mysql;

import com.mysql.cj.jdbc.JdbcConnection;
import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.cloudsql.connect.Session;
import dev.tributary.connector.cloudsql.server.OnUnfit;
import dev.tributary.connector.cloudsql.server.RowStream;
import dev.tributary.connector.cloudsql.server.Selection;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.DataType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that the server streams in its binary protocol: it turns no number or time into text, and
 * the driver holds one row at a time.
 */
final class MySqlRows implements RowStream {
  private final Session session;
  private final Selection selection;
  private final PreparedStatement statement;
  private final ResultSet result;
  private final Form[] forms;
  private final boolean[] bools;
  private final Form[] positionForms;

  /** Where in the result the position's columns stand, from 0. */
  private final int[] positionAt;

  private final byte[] @Nullable [] row;
  private boolean started;
  private boolean finished;

  private MySqlRows(
      Session session, Selection selection, PreparedStatement statement, Layout layout)
      throws SQLException {
    this.session = session;
    this.selection = selection;
    this.statement = statement;
    this.forms = layout.forms;
    this.bools = layout.bools;
    this.positionForms = layout.positionForms;
    this.positionAt = layout.positionAt;
    this.row = new byte[layout.expressions.size()][];
    this.result = statement.executeQuery();
  }

  static MySqlRows open(Session session, Selection selection) throws SQLException {
    Layout layout = new Layout(selection);
    String sql =
        "SELECT "
            + String.join(", ", layout.expressions)
            + " FROM "
            + selection.from()
            + Sql.where(selection.conditions())
            + Sql.order(selection.position(), "");
    // prepared at the server whatever the connection's properties say: that is the binary protocol
    PreparedStatement statement =
        session
            .jdbc()
            .unwrap(JdbcConnection.class)
            .serverPrepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
    try {
      // the driver's word for row by row; any other size reads the whole result into memory
      statement.setFetchSize(Integer.MIN_VALUE);
      return new MySqlRows(session, selection, statement, layout);
    } catch (SQLException | RuntimeException failed) {
      closeQuietly(statement, failed);
      throw failed;
    }
  }

  private static void closeQuietly(PreparedStatement statement, Exception failed) {
    try {
      statement.close();
    } catch (SQLException second) {
      failed.addSuppressed(second);
    }
  }

  @Override
  public boolean read(BatchBuilder rows) throws SQLException {
    byte[] @Nullable [] values = row;
    while (!rows.isFull()) {
      if (!result.next()) {
        finished = true;
        rows.end();
        return false;
      }
      for (int i = 0; i < values.length; i++) {
        values[i] = result.getBytes(i + 1);
      }
      started = true;
      rows.add();
      for (int i = 0; i < forms.length; i++) {
        byte[] value = values[i];
        if (value == null) {
          rows.setNull(i);
        } else if (!put(value, rows, i)) {
          break;
        }
      }
    }
    rows.end();
    return true;
  }

  /** Puts a value and returns whether the row goes on. */
  private boolean put(byte[] value, BatchBuilder rows, int column) {
    try {
      return Values.put(forms[column], value, rows, column, bools[column])
          || unfit(rows, column, value, null);
    } catch (ConnectorException refused) {
      if (refused.kind() != ErrorKind.DATA) {
        throw refused;
      }
      return unfit(rows, column, value, refused);
    } catch (IllegalArgumentException unreadable) {
      return unfit(rows, column, value, unreadable);
    }
  }

  /** Does what was chosen for values that do not fit, and returns whether the row goes on. */
  private boolean unfit(
      BatchBuilder rows, int column, byte[] value, @Nullable RuntimeException cause) {
    TableColumn unfit = selection.columns().get(column);
    OnUnfit wanted = selection.onUnfit();
    if (wanted == OnUnfit.NULL && unfit.field().isNullable()) {
      rows.setNull(column);
      return true;
    }
    String shown = cut(Values.shown(forms[column], value));
    String reason =
        cause instanceof ConnectorException known
            ? known.what()
            : shown + " is no value of " + unfit.field().type();
    String place = selection.from() + ", column " + unfit.name();
    if (wanted == OnUnfit.QUARANTINE) {
      rows.reject(place, reason, Values.line(forms, row));
      return false;
    }
    throw ConnectorException.of(ErrorKind.DATA, reason)
        .place(place)
        .remedy(
            "Set special_values to text to read such columns as text, to null to read such values"
                + " as null, or to quarantine to leave such rows to the rejects")
        .cause(cause)
        .build();
  }

  private static String cut(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  @Override
  public List<String> position() {
    if (!started) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < positionAt.length; i++) {
      byte[] value = row[positionAt[i]];
      if (value == null) {
        TableColumn column = selection.position().get(i);
        throw ConnectorException.of(ErrorKind.DATA, "a column that rows are ordered by is null")
            .place(selection.from() + ", column " + column.name())
            .build();
      }
      texts.add(Values.text(positionForms[i], value));
    }
    return texts;
  }

  /**
   * Ends the statement. Closing a result in the middle would read it to its end, which may be
   * hours: the connection is cut instead.
   */
  @Override
  public void close() throws SQLException {
    if (finished) {
      try (statement) {
        result.close();
      }
    } else {
      session.abort();
    }
  }

  /** What to select, and how each part of it comes. */
  private static final class Layout {
    final List<String> expressions = new ArrayList<>();
    final Form[] forms;
    final boolean[] bools;
    final Form[] positionForms;
    final int[] positionAt;

    Layout(Selection selection) {
      List<TableColumn> columns = selection.columns();
      forms = new Form[columns.size()];
      bools = new boolean[columns.size()];
      for (int i = 0; i < forms.length; i++) {
        TableColumn column = columns.get(i);
        expressions.add(Sql.value(column));
        forms[i] = Sql.form(column);
        bools[i] = column.field().type().kind() == DataType.Kind.BOOLEAN;
      }
      List<TableColumn> position = selection.position();
      positionForms = new Form[position.size()];
      positionAt = new int[position.size()];
      for (int i = 0; i < positionAt.length; i++) {
        String expression = Sql.position(position.get(i));
        positionForms[i] = Sql.positionForm(position.get(i));
        int known = expressions.indexOf(expression);
        positionAt[i] = known < 0 ? expressions.size() : known;
        if (known < 0) {
          expressions.add(expression);
        }
      }
      if (expressions.isEmpty()) {
        expressions.add("1");
      }
    }
  }
}
