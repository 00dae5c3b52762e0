package dev.tributary.connector.read;

import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import java.time.Duration;

/**
 * The options that every extraction has, whatever the connector.
 *
 * @since 0.1.0
 */
public final class ExtractionOptions {
  /** Bounds a batch by records. */
  public static final Option<Integer> BATCH_SIZE =
      Option.integer("batch_size", 10_000)
          .between(1, 10_000_000)
          .doc("How many records a batch holds at most; bytes bound it in any case");

  /** Bounds a batch by bytes. */
  public static final Option<Long> BATCH_BYTES =
      Option.longInteger("batch_bytes", 8L << 20)
          .between(1024L, 1L << 30)
          .doc("About how many bytes a batch holds at most");

  /** Whether several splits are read at once. */
  public static final Option<Boolean> PARALLEL =
      Option.bool("parallel_extraction", true).doc("Whether several splits are read at once");

  /** How many splits are read at once; the processors if not set. */
  public static final Option<Integer> WORKERS =
      Option.integer("max_parallel_workers")
          .between(1, 1024)
          .doc("How many splits are read at once; the number of processors if not set");

  /** How long a reader collects before it hands over what it has. */
  public static final Option<Duration> PATIENCE =
      Option.seconds("patience")
          .orElse(Duration.ofMillis(500))
          .doc("How long a reader collects records before it hands over what it has");

  /** How often the engine opens a split again. */
  public static final Option<Integer> REOPENINGS =
      Option.integer("max_reopenings", 3)
          .between(0, 1000)
          .doc(
              "How often a split is opened again, and planning tried again, after a passing failure"
                  + " without progress, where nothing would be read twice");

  /** The lower bound of a first incremental run. */
  public static final Option<String> START_DATE =
      Option.string("start_date").doc("The lower bound of the first incremental run");

  /** All of them. */
  public static final OptionSet ALL =
      OptionSet.of(BATCH_SIZE, BATCH_BYTES, PARALLEL, WORKERS, PATIENCE, REOPENINGS, START_DATE);

  private ExtractionOptions() {}
}
