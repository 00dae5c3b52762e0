package dev.tributary.examples.tours;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Some records as a table that a person can read. */
final class Table {
  private static final JsonFactory JSON = new JsonFactory();

  private Table() {}

  /** Returns the lines of a table: names, a rule, and a line for each record. */
  static List<String> of(List<String> jsonLines, List<String> columns) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(columns);
    for (String line : jsonLines) {
      Map<String, String> values = values(line);
      rows.add(columns.stream().map(column -> values.getOrDefault(column, "")).toList());
    }
    int[] widths = new int[columns.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String blanks = " ".repeat(widths[i] - row.get(i).length());
        boolean number = rows.size() > 1 && rows.get(1).get(i).matches("-?[0-9.]+");
        line.append(number ? blanks + row.get(i) : row.get(i) + blanks).append("  ");
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  /** Members of nested objects are told by their own name. */
  private static Map<String, String> values(String json) throws IOException {
    Map<String, String> values = new HashMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token.isScalarValue()) {
          values.put(parser.currentName(), parser.getText());
        }
      }
    }
    return values;
  }
}
