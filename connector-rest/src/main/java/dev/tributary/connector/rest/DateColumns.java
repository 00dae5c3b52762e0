package dev.tributary.connector.rest;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.http.json.Misfits;
import dev.tributary.connector.incremental.DatePattern;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The declared columns whose dates the source writes in a form of its own. Immutable. */
final class DateColumns {
  private record Form(DatePattern pattern, String text, DataType type) {}

  private final Map<String, Form> forms;
  private final Misfits misfits;

  private DateColumns(Map<String, Form> forms, Misfits misfits) {
    this.forms = forms;
    this.misfits = misfits;
  }

  static DateColumns of(List<Options> columns, Misfits misfits) {
    Map<String, Form> forms = new LinkedHashMap<>();
    for (Options column : columns) {
      column
          .find(ColumnOptions.FORMAT)
          .ifPresent(
              text ->
                  forms.put(
                      column.get(ColumnOptions.NAME),
                      new Form(DatePattern.of(text), text, Columns.type(column))));
    }
    return new DateColumns(forms, misfits);
  }

  boolean isEmpty() {
    return forms.isEmpty();
  }

  boolean has(String column) {
    return forms.containsKey(column);
  }

  /** Returns the column as it is read: a text. */
  Field asText(Field field) {
    return forms.containsKey(field.name()) ? field.type(DataType.STRING) : field;
  }

  /** Returns the schema as it is read: with texts in these columns. */
  StreamSchema asText(StreamSchema schema) {
    return StreamSchema.of(schema.fields().stream().map(this::asText).toList());
  }

  /** Returns the schema as it is meant: with the declared types in these columns. */
  StreamSchema typed(StreamSchema read) {
    List<Field> fields = new ArrayList<>();
    for (Field field : read.fields()) {
      Form form = forms.get(field.name());
      fields.add(form == null ? field : field.type(form.type()));
    }
    return StreamSchema.of(fields);
  }

  /**
   * Copies a value, read by the column's format, into the open row.
   *
   * @return false if the row was rejected instead
   */
  boolean copy(Column column, int row, BatchBuilder rows, int place) {
    Form form = forms.get(column.name());
    String text = column.getString(row);
    if (form == null || text == null) {
      return true;
    }
    try {
      LocalDateTime time = form.pattern().parse(text);
      switch (form.type().kind()) {
        case DATE -> rows.set(place, (Object) time.toLocalDate());
        case TIMESTAMP -> rows.set(place, (Object) time);
        default -> rows.set(place, (Object) time.toInstant(ZoneOffset.UTC));
      }
      return true;
    } catch (DateTimeException misfit) {
      String reason = "\"" + shortened(text) + "\" is not written as " + form.text();
      if (misfits == Misfits.REJECT) {
        rows.reject("column " + column.name(), reason, text.getBytes(StandardCharsets.UTF_8));
        return false;
      }
      throw ConnectorException.of(ErrorKind.DATA, reason)
          .place("column " + column.name())
          .remedy("Correct its `format`, or set misfits: REJECT to put such records aside")
          .cause(misfit)
          .build();
    }
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
