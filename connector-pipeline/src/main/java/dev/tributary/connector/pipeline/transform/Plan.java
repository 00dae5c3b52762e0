package dev.tributary.connector.pipeline.transform;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.pipeline.expression.BoundExpression;
import dev.tributary.connector.pipeline.expression.Scope;
import dev.tributary.connector.schema.StreamSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A transformation that is compiled for one schema.
 *
 * @param source that schema
 * @param first the tests that records of the source have to pass
 * @param steps what is made, in order
 * @param last the tests that results have to pass
 * @param finish what is made after these tests
 * @param outputs the places of the columns that are kept
 * @param schema their schema
 */
record Plan(
    StreamSchema source,
    List<Test> first,
    List<Step> steps,
    List<Test> last,
    List<Step> finish,
    List<Integer> outputs,
    StreamSchema schema) {

  /**
   * A filter.
   *
   * @param test is true for what is kept
   * @param what names it in reasons
   */
  record Test(BoundExpression test, String what) {}

  Shaped apply(RecordBatch batch, Instant now) {
    List<BadRow> bad = new ArrayList<>();
    int[] places = null;
    RecordBatch kept = batch;
    if (!first.isEmpty()) {
      Scope scope = scope(batch, now);
      byte[] keep = ones(batch.size());
      test(first, scope, keep);
      places = places(batch, keep, scope, bad);
      kept = places.length == batch.size() ? batch : batch.select(places);
    }
    Scope scope = scope(kept, now);
    steps.forEach(step -> step.run(scope));
    byte[] keep = ones(kept.size());
    test(last, scope, keep);
    finish.forEach(step -> step.run(scope));
    List<Column> columns = scope.columns();
    List<Column> chosen = outputs.stream().map(columns::get).toList();
    RecordBatch shaped = kept.withColumns(schema, chosen);
    List<BadRow> later = new ArrayList<>();
    int[] good = places(kept, keep, scope, later);
    for (BadRow row : later) {
      int place = places == null ? row.row() : places[row.row()];
      bad.add(new BadRow(batch, place, row.reason()));
    }
    bad.sort(Comparator.comparingInt(BadRow::row));
    return new Shaped(good.length == kept.size() ? shaped : shaped.select(good), bad);
  }

  private static Scope scope(RecordBatch batch, Instant now) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < batch.schema().size(); i++) {
      columns.add(batch.column(i));
    }
    return Scope.of(columns, batch.size(), now);
  }

  private static byte[] ones(int size) {
    byte[] ones = new byte[size];
    Arrays.fill(ones, (byte) 1);
    return ones;
  }

  /** Clears what does not pass; what a later test makes of a record that is out does not count. */
  private static void test(List<Test> tests, Scope scope, byte[] keep) {
    for (Test test : tests) {
      boolean failedBefore = scope.hasFailures();
      byte[] truths = test.test().test(test.what(), scope);
      boolean fails = failedBefore || scope.hasFailures();
      for (int row = 0; row < keep.length; row++) {
        boolean failed = fails && keep[row] != 0 && scope.failure(row).isPresent();
        keep[row] = (byte) (failed ? 1 : keep[row] & truths[row]);
      }
    }
  }

  /** Returns the places of the records that are kept and did not fail. */
  private static int[] places(RecordBatch batch, byte[] keep, Scope scope, List<BadRow> bad) {
    int[] places = new int[keep.length];
    int count = 0;
    for (int row = 0; row < keep.length; row++) {
      if (keep[row] != 0) {
        Optional<String> failure = scope.hasFailures() ? scope.failure(row) : Optional.empty();
        if (failure.isPresent()) {
          bad.add(new BadRow(batch, row, failure.get()));
        } else {
          places[count++] = row;
        }
      }
    }
    return Arrays.copyOf(places, count);
  }
}
