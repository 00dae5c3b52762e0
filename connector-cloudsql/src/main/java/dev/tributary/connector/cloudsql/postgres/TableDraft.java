package dev.tributary.connector.cloudsql.postgres;

import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.cloudsql.server.TableKind;
import dev.tributary.connector.cloudsql.server.TableName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A table in the making: columns and indexes are added as the catalogue's rows come. */
final class TableDraft {
  private final TableName name;
  private final TableKind kind;
  private final long rows;
  private final long bytes;
  private final long pages;
  private final Map<Long, TableColumn> columns = new TreeMap<>();
  private final Set<String> indexed = new LinkedHashSet<>();
  private List<TableColumn> key = List.of();

  TableDraft(TableName name, TableKind kind, long rows, long bytes, long pages) {
    this.name = name;
    this.kind = kind;
    this.rows = rows;
    this.bytes = bytes;
    this.pages = pages;
  }

  void add(long number, TableColumn column) {
    columns.put(number, column);
  }

  /** Takes an index; the first that can be the key is it. */
  void index(boolean unique, boolean everyRow, Long[] numbers) {
    TableColumn first = columns.get(numbers[0]);
    if (first != null && everyRow) {
      indexed.add(first.name());
    }
    if (!unique || !key.isEmpty()) {
      return;
    }
    List<TableColumn> parts = new ArrayList<>();
    for (long number : numbers) {
      TableColumn part = columns.get(number);
      if (part == null || part.field().isNullable() || !part.comparable()) {
        return;
      }
      parts.add(part);
    }
    key = List.copyOf(parts);
  }

  Table table() {
    return new Table(
        name, kind, List.copyOf(columns.values()), key, List.copyOf(indexed), rows, bytes, pages);
  }
}
