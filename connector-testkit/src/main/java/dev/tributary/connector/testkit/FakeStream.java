package dev.tributary.connector.testkit;

import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The script of one stream of a {@link FakeSource}: how many splits of how many records, and what
 * is peculiar about them.
 *
 * <p>Record {@code n} of split {@code s} has the id {@code s × records + n}, so that the ids of a
 * stream are 0, 1, 2 and so on without a gap; everything else in it follows from the id. Each
 * method that sets something returns a copy. Immutable and thread-safe.
 *
 * @since 0.1.0
 */
public final class FakeStream {
  /** How the readers of a stream say that they are done. */
  public enum Ending {
    /** Without a count to compare. */
    EXHAUSTED,
    /** With the number of records that there are. */
    COUNTED,
    /** With the position reached, which the splits have as their target. */
    REACHED
  }

  private final String name;
  private final int splits;
  private final int records;
  private int phase;
  private boolean exclusive;
  private boolean snapshot;
  private int parts;
  private int transaction = 1;
  private boolean checkpoints = true;
  private int batch = Integer.MAX_VALUE;
  private int payload;
  private int growsAt = -1;
  private int rejectEvery;
  private int idles;
  private boolean idleCheckpoints;
  private boolean endless;
  private int stopAt = -1;
  private int missing;
  private boolean estimated = true;
  private boolean watermark;
  private Duration pace = Duration.ZERO;
  private Ending ending = Ending.COUNTED;

  private FakeStream(String name, int splits, int records) {
    this.name = name;
    this.splits = splits;
    this.records = records;
  }

  /**
   * Returns a stream.
   *
   * @param name its name
   * @param splits how many splits it is planned as
   * @param records how many records each split holds
   */
  public static FakeStream of(String name, int splits, int records) {
    return new FakeStream(name, splits, records);
  }

  /** Returns a copy whose splits open when those of the phases before are completed. */
  public FakeStream phase(int phase) {
    return copy(made -> made.phase = phase);
  }

  /** Returns a copy whose splits have one opener at a time and whose progress is acknowledged. */
  public FakeStream exclusive() {
    return copy(made -> made.exclusive = true);
  }

  /** Returns a copy that is read under a snapshot, which dies with the plan that made it. */
  public FakeStream snapshot() {
    return copy(made -> made.snapshot = true);
  }

  /**
   * Returns a copy whose splits are parts of files: so many splits commit one key together, and
   * keys that the state holds are not planned again.
   *
   * @param parts how many splits a key has
   */
  public FakeStream keyed(int parts) {
    return copy(made -> made.parts = parts);
  }

  /** Returns a copy that offers a checkpoint only after every so many records. */
  public FakeStream transactions(int records) {
    return copy(made -> made.transaction = records);
  }

  /** Returns a copy that offers no checkpoint at all. */
  public FakeStream withoutCheckpoints() {
    return copy(made -> made.checkpoints = false);
  }

  /** Returns a copy whose readers build batches of so many records, however many the host takes. */
  public FakeStream batchesOf(int records) {
    return copy(made -> made.batch = records);
  }

  /** Returns a copy whose records carry so many bytes more. */
  public FakeStream payload(int bytes) {
    return copy(made -> made.payload = bytes);
  }

  /** Returns a copy in which a column appears at this record of each split. */
  public FakeStream growsAt(int record) {
    return copy(made -> made.growsAt = record);
  }

  /** Returns a copy in which every so-manieth record of a split cannot be read. */
  public FakeStream rejectEvery(int records) {
    return copy(made -> made.rejectEvery = records);
  }

  /** Returns a copy whose readers idle so often, without a checkpoint, before they end. */
  public FakeStream idles(int times) {
    return copy(made -> made.idles = times);
  }

  /** Returns a copy whose readers move the checkpoint while they idle. */
  public FakeStream idleCheckpoints() {
    return copy(made -> made.idleCheckpoints = true);
  }

  /** Returns a copy whose readers never end: they idle until they are cancelled. */
  public FakeStream endless() {
    return copy(made -> made.endless = true);
  }

  /** Returns a copy whose readers stop at this record because they were told to. */
  public FakeStream stopsAt(int record) {
    return copy(made -> made.stopAt = record);
  }

  /** Returns a copy whose readers end so many records early without noticing. */
  public FakeStream fallsShortBy(int records) {
    return copy(made -> made.missing = records);
  }

  /** Returns a copy whose splits do not say how many records they hold. */
  public FakeStream withoutEstimate() {
    return copy(made -> made.estimated = false);
  }

  /**
   * Returns a copy that is read incrementally: its watermark becomes the number of ids there are,
   * and the next read yields what was added since, see {@link FakeSource#stream}.
   */
  public FakeStream watermark() {
    return copy(made -> made.watermark = true);
  }

  /** Returns a copy whose readers take this long over each batch. */
  public FakeStream pace(Duration perBatch) {
    return copy(made -> made.pace = perBatch);
  }

  /** Returns a copy whose readers end like this; {@link Ending#COUNTED} if nothing is said. */
  public FakeStream ending(Ending ending) {
    return copy(made -> made.ending = ending);
  }

  /** Returns the name. */
  public String name() {
    return name;
  }

  /** Returns how many splits the stream is planned as. */
  public int splits() {
    return splits;
  }

  /** Returns how many records a split holds, rejected ones included. */
  public int records() {
    return records;
  }

  /** Returns the id of a split. */
  public String splitId(int split) {
    return name + "/" + split;
  }

  /** Returns the key that a split commits, if the stream is keyed. */
  public String key(int split) {
    return name + "-" + split / Math.max(1, parts) + ".csv";
  }

  /** Returns the schema as it is described, before it grows. */
  public StreamSchema schema() {
    List<Field> fields = new ArrayList<>();
    fields.add(Field.int64("id").required());
    fields.add(Field.string("split").required());
    fields.add(Field.string("note"));
    if (payload > 0) {
      fields.add(Field.bytes("payload"));
    }
    return StreamSchema.of(fields).key("id");
  }

  /** Returns the ids of all records that can be read, ascending. */
  public List<Long> ids() {
    return LongStream.range(0, (long) splits * records)
        .filter(id -> !isRejected((int) (id % records)))
        .boxed()
        .toList();
  }

  /** Returns what the column {@code note} holds in the record with this id; null in some. */
  public static @Nullable String note(long id) {
    return id % 7 == 3 ? null : "note " + id;
  }

  boolean isRejected(int record) {
    return rejectEvery > 0 && record % rejectEvery == rejectEvery - 1;
  }

  boolean isBoundary(long record) {
    return checkpoints && (record % transaction == 0 || record == records);
  }

  int phase() {
    return phase;
  }

  boolean isExclusive() {
    return exclusive;
  }

  boolean isSnapshot() {
    return snapshot;
  }

  int parts() {
    return parts;
  }

  int batch() {
    return batch;
  }

  int payload() {
    return payload;
  }

  int growsAt() {
    return growsAt;
  }

  int idles() {
    return idles;
  }

  boolean hasIdleCheckpoints() {
    return idleCheckpoints;
  }

  boolean isEndless() {
    return endless;
  }

  int stopAt() {
    return stopAt;
  }

  int missing() {
    return missing;
  }

  boolean isEstimated() {
    return estimated;
  }

  boolean hasWatermark() {
    return watermark;
  }

  Duration pace() {
    return pace;
  }

  Ending ending() {
    return ending;
  }

  @Override
  public String toString() {
    return name + ": " + splits + " × " + records;
  }

  private FakeStream copy(Consumer<FakeStream> change) {
    FakeStream made = new FakeStream(name, splits, records);
    made.phase = phase;
    made.exclusive = exclusive;
    made.snapshot = snapshot;
    made.parts = parts;
    made.transaction = transaction;
    made.checkpoints = checkpoints;
    made.batch = batch;
    made.payload = payload;
    made.growsAt = growsAt;
    made.rejectEvery = rejectEvery;
    made.idles = idles;
    made.idleCheckpoints = idleCheckpoints;
    made.endless = endless;
    made.stopAt = stopAt;
    made.missing = missing;
    made.estimated = estimated;
    made.watermark = watermark;
    made.pace = pace;
    made.ending = ending;
    change.accept(made);
    return made;
  }
}
