package dev.tributary.connector.pipeline.work;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.option.Suggestions;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the first record of each key of a stream in a run, and drops the others. The keys of what
 * the journal covers count, those of anything else do not, so that it makes no difference how often
 * the run was killed. A record that lacks a part of its key is kept: nulls are never equal. Used by
 * one thread.
 */
final class FirstRecords implements AutoCloseable {
  /** How many slots are held in memory: 4 MiB. */
  private static final long SLOTS_HELD = 1 << 18;

  private final List<String> columns;
  private final KeyLog log;
  private final KeyHash hash;
  private @Nullable KeySet keys;
  private long[] fresh = new long[0];
  private int freshCount;
  private int dropped;
  private long generation;
  private long duplicates;

  /**
   * Makes it.
   *
   * @param columns what makes up the key; none drops nothing
   * @param log where keys are kept that the journal covers
   */
  FirstRecords(List<String> columns, KeyLog log) {
    this.columns = columns;
    this.log = log;
    this.hash = new KeyHash(columns);
  }

  /** Begins a run, or goes on with it. */
  void begin(Journal.Open run, long newest) throws IOException {
    forget();
    generation = newest;
    duplicates = run.duplicates();
  }

  /** Deletes those of these files that hold keys that the journal does not cover. */
  void sweep(List<StoredFile> files, long steps, long newest) throws IOException {
    for (StoredFile file : files) {
      log.sweep(file, steps, newest);
    }
  }

  /** Deletes what was kept for a run that is visible now. */
  void forgetRun() throws IOException {
    if (!columns.isEmpty()) {
      log.delete();
    }
  }

  /** Returns how many records were dropped of a generation and later ones. */
  long duplicates(long since) {
    return generation >= since ? duplicates : 0;
  }

  /**
   * Returns the records of a batch whose keys are new. Once they are written, {@link #written} has
   * to follow; if they cannot be, no other batch may.
   *
   * @throws ConnectorException of kind CONFIG if a column of the key is missing, or if the batch
   *     holds changes, of kind TRANSIENT if there is no room for the keys
   */
  RecordBatch of(RecordBatch batch, Journal.Open run) throws IOException {
    if (columns.isEmpty() || batch.size() == 0 || batch.generation() < generation) {
      return batch; // what is of an older generation is void
    }
    Column[] key = key(batch);
    KeySet known = keys(batch.generation(), run);
    freshCount = 0;
    dropped = 0;
    fresh = fresh.length < 2 * batch.size() ? new long[2 * batch.size()] : fresh;
    int[] kept = new int[batch.size()];
    int count = 0;
    for (int row = 0; row < kept.length; row++) {
      boolean isFirst = true;
      if (hash.hash(key, row)) {
        isFirst = add(known, hash.high(), hash.low());
        if (isFirst) {
          fresh[freshCount++] = hash.high();
          fresh[freshCount++] = hash.low();
        }
      }
      if (isFirst) {
        kept[count++] = row;
      }
    }
    dropped = kept.length - count;
    return count == kept.length ? batch : batch.select(Arrays.copyOf(kept, count));
  }

  /** Notes that the last batch is written, and its keys, which belong to a step of the journal. */
  void written(long step) throws IOException {
    for (int i = 0; i < freshCount; i += 2) {
      log.write(step, generation, fresh[i], fresh[i + 1]);
    }
    freshCount = 0;
    duplicates += dropped;
    dropped = 0;
  }

  /** Makes the keys durable that were noted. */
  void commit() throws IOException {
    log.commit();
  }

  private KeySet keys(long ofBatch, Journal.Open run) throws IOException {
    if (ofBatch > generation) {
      forget();
      generation = ofBatch;
      duplicates = 0;
    }
    KeySet known = keys;
    if (known == null) {
      KeySet set = new KeySet(Path.of(System.getProperty("java.io.tmpdir")), SLOTS_HELD);
      keys = set;
      known = set;
      log.read(
          run.state().isPresent() ? run.segments() : 0,
          generation,
          (high, low) -> add(set, high, low));
    }
    return known;
  }

  private static boolean add(KeySet keys, long high, long low) throws IOException {
    try {
      return keys.add(high, low);
    } catch (ClosedByInterruptException interrupted) {
      throw interrupted;
    } catch (IOException full) {
      throw ConnectorException.of(
              ErrorKind.TRANSIENT,
              "the keys of `unique_columns` found no room: " + full.getMessage())
          .place(System.getProperty("java.io.tmpdir"))
          .remedy(
              "See that there is room, 20 to 64 bytes for each key, or set java.io.tmpdir to"
                  + " another directory, and run again: it goes on where it was")
          .cause(full)
          .build();
    }
  }

  private Column[] key(RecordBatch batch) {
    if (batch.isChanges()) {
      throw ConnectorException.of(
              ErrorKind.CONFIG,
              "the stream holds changes of records, and `loading.unique_columns` would drop all"
                  + " but the first of each")
          .remedy("Leave `unique_columns` out, or set `write_disposition: WRITE_MERGE`")
          .build();
    }
    Column[] key = new Column[columns.size()];
    for (int i = 0; i < key.length; i++) {
      String name = columns.get(i);
      int place = batch.schema().indexOf(name);
      if (place < 0) {
        List<String> known = batch.schema().fields().stream().map(field -> field.name()).toList();
        String meant = Suggestions.sentence(name, known);
        throw ConnectorException.of(
                ErrorKind.CONFIG, "`loading.unique_columns`: there is no column `" + name + "`")
            .remedy(meant == null ? "There are " + known : meant)
            .build();
      }
      key[i] = batch.column(place);
    }
    return key;
  }

  private void forget() throws IOException {
    KeySet known = keys;
    keys = null;
    if (known != null) {
      known.close();
    }
  }

  @Override
  public void close() throws IOException {
    try (log) {
      forget();
    }
  }
}
