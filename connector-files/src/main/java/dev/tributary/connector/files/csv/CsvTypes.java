package dev.tributary.connector.files.csv;

import dev.tributary.connector.files.format.FormatFile;
import dev.tributary.connector.files.text.Guess;
import dev.tributary.connector.files.text.TextForms;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The types of a CSV's columns, as its first records show them. Used by one thread. */
final class CsvTypes {
  private static final int RECORDS = 10_000;
  private static final int BYTES = 4 << 20;

  private final FormatFile file;
  private @Nullable StreamSchema schema;

  CsvTypes(FormatFile file) {
    this.file = file;
  }

  /** Returns the type of a column; the sample is read once, and only if somebody asks. */
  DataType of(String column) {
    StreamSchema known = schema;
    if (known == null) {
      try {
        known = sample(file);
      } catch (IOException unread) {
        throw new UncheckedIOException(unread);
      }
      schema = known;
    }
    return known.find(column).map(Field::type).orElse(DataType.STRING);
  }

  /** Returns the schema that the first records show: a column that is always null is a STRING. */
  static StreamSchema sample(FormatFile file) throws IOException {
    TextForms forms = CsvColumns.forms(file.options());
    Guess guess = new Guess(forms);
    List<byte[]> nulls = TextForms.utf8(file.options().get(CsvOptions.NULLS));
    List<@Nullable DataType> types = new ArrayList<>();
    try (CsvHead head = CsvHead.read(file)) {
      for (int i = 0; i < head.names.size(); i++) {
        types.add(null);
      }
      CsvRecords records = head.records;
      long start = records.after();
      for (int n = 0; n < RECORDS && records.next(); n++) {
        if (records.fault.isEmpty()) {
          look(records, types, head.names.isEmpty(), guess, nulls);
        }
        if (records instanceof CsvScanner && records.after() - start > BYTES) {
          break;
        }
      }
      List<Field> fields = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        DataType type = types.get(i);
        fields.add(Field.of(head.nameOf(i), type == null ? DataType.STRING : type));
      }
      return StreamSchema.of(fields);
    }
  }

  private static void look(
      CsvRecords record,
      List<@Nullable DataType> types,
      boolean nameless,
      Guess guess,
      List<byte[]> nulls) {
    while (nameless && types.size() < record.fields) {
      types.add(null);
    }
    for (int i = 0; i < Math.min(record.fields, types.size()); i++) {
      DataType known = types.get(i);
      if (known != null && known.kind() == DataType.Kind.STRING) {
        continue;
      }
      byte[] b = record.source(i);
      int from = record.starts[i];
      int to = record.ends[i];
      boolean isNull = from == to;
      for (byte[] text : nulls) {
        isNull |= (record.marks[i] & CsvRecords.QUOTED) == 0 && TextForms.is(text, b, from, to);
      }
      if (!isNull) {
        DataType type = guess.of(b, from, to);
        types.set(i, known == null ? type : DataType.widen(known, type));
      }
    }
  }
}
