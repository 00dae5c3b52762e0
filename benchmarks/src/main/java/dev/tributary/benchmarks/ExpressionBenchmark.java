package dev.tributary.benchmarks;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.pipeline.expression.BoundExpression;
import dev.tributary.connector.pipeline.expression.Expression;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What an expression of two operations costs for a row, from the columns of a batch to the column
 * of the results, and what a test of a text costs.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ExpressionBenchmark {
  private static final int ROWS = 10_000;
  private static final StreamSchema SCHEMA =
      StreamSchema.of(
          Field.int64("i"),
          Field.int64("j"),
          Field.float64("f"),
          Field.float64("g"),
          Field.decimal("d", 12, 2),
          Field.decimal("e", 12, 2),
          Field.string("s"));

  /** What is calculated. */
  @Param({"i * j + 7", "f * g + 0.5e0", "d + e - 1.5", "d * (1 - e)", "i > 3 and s = 'active'"})
  String expression = "";

  /** Of how many rows in a hundred a column has no value. */
  @Param({"0", "10"})
  int nulls;

  private RecordBatch batch = BatchBuilder.of(BatchTarget.standalone("t", SCHEMA)).build();
  private List<Column> columns = List.of();
  private BoundExpression bound = Expression.parse("1").bind(SCHEMA);
  private Field result = Field.int64("r");

  /** Makes a batch of values. */
  @Setup
  public void fill() {
    Random random = new Random(1);
    BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone("t", SCHEMA));
    for (int row = 0; row < ROWS; row++) {
      rows.add();
      for (int column = 0; column < SCHEMA.size(); column++) {
        if (random.nextInt(100) >= nulls) {
          switch (column) {
            case 0, 1 -> rows.set(column, random.nextInt(1_000_000));
            case 2, 3 -> rows.set(column, random.nextDouble());
            case 4, 5 -> rows.setDecimal(column, random.nextInt(100_000_000), 2);
            default -> rows.set(column, random.nextBoolean() ? "active" : "closed");
          }
        }
      }
    }
    batch = rows.build();
    columns = SCHEMA.fields().stream().map(field -> batch.column(field.name())).toList();
    bound = Expression.parse(expression).bind(SCHEMA);
    result = Field.of("r", bound.type());
  }

  /** Evaluates it over all rows. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public Column evaluate() {
    return bound.evaluate(
        result,
        "r",
        dev.tributary.connector.pipeline.expression.Scope.of(columns, ROWS, Instant.EPOCH));
  }
}
