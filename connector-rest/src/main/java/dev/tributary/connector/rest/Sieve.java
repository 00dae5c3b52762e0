package dev.tributary.connector.rest;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.batch.Reject;
import dev.tributary.connector.http.json.JsonRecords;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads records into rows of their own first, where some of them are left out or some of their
 * values are written in a form of the source's own. For one page; used by one thread.
 */
final class Sieve {
  private final @Nullable CursorFilter filter;
  private final DateColumns dates;
  private @Nullable BatchBuilder all;

  Sieve(@Nullable CursorFilter filter, DateColumns dates) {
    this.filter = filter;
    this.dates = dates;
  }

  /** Reads as {@link JsonRecords#read} does. */
  boolean read(JsonRecords records, BatchBuilder rows) throws IOException {
    BatchBuilder raw = all == null ? raw(rows.schema()) : all;
    all = raw;
    while (true) {
      boolean ended;
      try {
        ended = records.read(raw);
      } finally {
        // What was read before a failure counts as read, so it must be handed over.
        copy(raw.build(), rows);
      }
      if (ended || rows.isFull()) {
        return ended;
      }
    }
  }

  /** Returns rows of the same columns, but with texts where the source writes dates its own way. */
  private BatchBuilder raw(StreamSchema schema) {
    List<Field> fields = new ArrayList<>();
    for (Field field : schema.fields()) {
      fields.add(dates.has(field.name()) ? dates.asText(field) : field);
    }
    return BatchBuilder.of(
        BatchTarget.standalone(
            "raw", StreamSchema.of(fields), BatchLimits.defaults().rows(1_000).bytes(1 << 20)));
  }

  private void copy(RecordBatch read, BatchBuilder rows) {
    boolean[] wanted = new boolean[read.size()];
    int left = 0;
    for (int row = 0; row < wanted.length; row++) {
      wanted[row] = filter == null || filter.isWanted(read, row);
      left += wanted[row] ? 0 : 1;
    }
    if (left == 0 && dates.isEmpty()) {
      rows.append(read);
      return;
    }
    if (filter != null) {
      filter.leftOut(left);
    }
    rows.evolve(rows.schema().widen(dates.typed(read.schema())));
    int[] places = new int[read.schema().size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = rows.schema().indexOf(read.schema().field(i).name());
    }
    for (int row = 0; row < wanted.length; row++) {
      if (wanted[row]) {
        copy(read, row, rows, places);
      }
    }
    for (Reject reject : read.rejects()) {
      rows.reject(reject.place(), reject.reason(), reject.raw());
    }
  }

  private void copy(RecordBatch read, int row, BatchBuilder rows, int[] places) {
    rows.add();
    for (int i = 0; i < places.length; i++) {
      Column column = read.column(i);
      if (!column.hasValue(row)) {
        if (column.isAbsent(row)) {
          rows.absent(places[i]);
        }
      } else if (!dates.has(column.name())) {
        rows.set(places[i], column.get(row));
      } else if (!dates.copy(column, row, rows, places[i])) {
        return; // rejected
      }
    }
  }
}
