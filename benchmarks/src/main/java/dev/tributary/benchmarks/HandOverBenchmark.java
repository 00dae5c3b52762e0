package dev.tributary.benchmarks;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectorFactory;
import dev.tributary.connector.ConnectorSpec;
import dev.tributary.connector.Connectors;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.read.PlanRequest;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitPlan;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.split.Position;
import dev.tributary.connector.split.Split;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the engine costs a batch: batches of one record, built, handed over, completed, and each
 * covered by a state. The score is microseconds a batch; a batch of the usual 10,000 records costs
 * milliseconds to decode.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(HandOverBenchmark.BATCHES)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(2)
public class HandOverBenchmark {
  static final int BATCHES = 40_000;

  /** How many splits are read at once. */
  @Param({"1", "4"})
  public int splits;

  /** Iterates over all batches. */
  @Benchmark
  public long handOver() {
    long sum = 0;
    try (BaseConnector connector =
            Connectors.none().with(new Factory(splits)).create(SourceConfig.of("ONES", "ones"));
        Extraction extraction =
            connector.extractData(ExtractionRequest.of("ones").parallelism(splits))) {
      for (RecordBatch batch : extraction) {
        sum += batch.column(0).getLong(0);
      }
    }
    return sum;
  }

  private record Factory(int splits) implements ConnectorFactory {
    @Override
    public String sourceType() {
      return "ONES";
    }

    @Override
    public ConnectorSpec spec() {
      return ConnectorSpec.connection(OptionSet.of());
    }

    @Override
    public BaseConnector create(SourceConfig source, ConnectorContext host) {
      return new Ones(splits);
    }
  }

  private static final class Ones extends BaseConnector {
    private final int splits;

    Ones(int splits) {
      this.splits = splits;
    }

    @Override
    protected StreamSchema describe(String stream) {
      return StreamSchema.of(Field.int64("id").required());
    }

    @Override
    protected SplitPlan planSplits(PlanRequest request) {
      List<Split> all =
          IntStream.range(0, splits).mapToObj(i -> Split.of("part" + i, "ones")).toList();
      return SplitPlan.of(all);
    }

    @Override
    protected SplitReader openSplit(ReadTask task, ReadContext context) {
      BatchBuilder rows = context.batch();
      return new SplitReader() {
        private int left = BATCHES / splits;

        @Override
        public @Nullable RecordBatch readBatch() {
          if (left-- == 0) {
            return null;
          }
          rows.add().set(0, (long) left);
          return rows.build(Position.of("left", left));
        }
      };
    }
  }
}
