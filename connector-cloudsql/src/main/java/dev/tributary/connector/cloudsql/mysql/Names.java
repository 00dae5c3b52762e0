package dev.tributary.connector.cloudsql.mysql;

import dev.tributary.connector.cloudsql.server.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which tables may be meant by a name that a person wrote. */
final class Names {
  private Names() {}

  /**
   * Returns what a name may mean, the likeliest first: quotes of either kind may stand around its
   * parts, or belong to them, as points may.
   *
   * @param database the session's database; null if it has none
   */
  static List<TableName> candidates(String written, @Nullable String database) {
    List<TableName> names = new ArrayList<>();
    List<String> parts = parts(written);
    if (parts.size() == 2) {
      names.add(new TableName(parts.get(0), parts.get(1)));
    } else if (parts.size() == 1) {
      names.add(new TableName(database == null ? "" : database, parts.get(0)));
    }
    names.add(new TableName(database == null ? "" : database, written));
    for (int at = written.indexOf('.'); at >= 0; at = written.indexOf('.', at + 1)) {
      names.add(new TableName(written.substring(0, at), written.substring(at + 1)));
    }
    return names.stream().distinct().toList();
  }

  /** Splits at points outside quotes, and takes quotes off. */
  private static List<String> parts(String written) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    char quote = 0;
    for (int i = 0; i < written.length(); i++) {
      char here = written.charAt(i);
      if (quote != 0) {
        boolean twice = i + 1 < written.length() && written.charAt(i + 1) == quote;
        if (here != quote) {
          part.append(here);
        } else if (twice) {
          part.append(here);
          i++;
        } else {
          quote = 0;
        }
      } else if ((here == '`' || here == '"') && part.isEmpty()) {
        quote = here;
      } else if (here == '.') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(here);
      }
    }
    parts.add(part.toString());
    return parts;
  }

  /** Whether the server takes names of tables in any case. */
  static boolean ignoreCase(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT @@lower_case_table_names")) {
      return rows.next() && rows.getInt(1) != 0;
    }
  }
}
