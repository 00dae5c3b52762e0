package dev.tributary.connector.files.parquet.write;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.files.parquet.compression.Packer;
import dev.tributary.connector.files.parquet.encoding.Levels;
import dev.tributary.connector.files.parquet.encoding.Physical;
import dev.tributary.connector.files.parquet.wire.LittleEndian;
import dev.tributary.connector.files.parquet.wire.StructWriter;

/** A column chunk of numbers of four or eight bytes. */
final class NumberChunk extends ChunkWriter {
  private final NumberSource source;
  private final boolean narrow;
  private final long[] taken = new long[STEP];
  private final int[] ids;
  private final long[] values;
  private LongDictionary dictionary = new LongDictionary();
  private boolean places = true;
  private boolean first = true;
  private int size;
  private final NumberBounds all;
  private NumberBounds page;

  NumberChunk(Storage storage, Packer packer, int pageRows) {
    super(storage, packer, pageRows);
    this.ids = new int[pageRows];
    this.values = new long[pageRows];
    this.source = new NumberSource(storage);
    this.all = new NumberBounds(storage.physical());
    this.page = new NumberBounds(storage.physical());
    this.narrow = storage.physical() == Physical.INT32 || storage.physical() == Physical.FLOAT;
  }

  @Override
  void add(Column column, int from, int count) {
    source.take(column, from, count, taken);
    int some = count;
    if (column.hasMissing()) {
      some = 0;
      for (int i = 0; i < count; i++) {
        if (column.hasValue(from + i)) {
          taken[some++] = taken[i];
        }
      }
    }
    page.take(taken, some);
    int done = 0;
    if (places) {
      while (done < some) {
        int id = dictionary.id(taken[done]);
        if (id < 0) {
          toPlain();
          break;
        }
        ids[size++] = id;
        done++;
      }
    }
    if (!places) {
      System.arraycopy(taken, done, values, size, some - done);
      size += some - done;
    }
  }

  /** Writes this page and those that follow as they are; earlier ones keep their dictionary. */
  private void toPlain() {
    for (int i = 0; i < size; i++) {
      values[i] = dictionary.value(ids[i]);
    }
    places = false;
    if (first) {
      dictionary = new LongDictionary();
    }
  }

  @Override
  int pageBytes() {
    return size * (narrow ? 4 : 8);
  }

  @Override
  boolean isDictionary() {
    if (first && places && size > 0) {
      int width = Levels.width(dictionary.size() - 1);
      long small = (long) dictionary.size() * (narrow ? 4 : 8) + (long) size * width / 8;
      if (small >= pageBytes()) {
        toPlain();
      }
    }
    first &= size == 0;
    return places && dictionary.size() > 0;
  }

  @Override
  void endPage(Bytes to) {
    if (places && dictionary.size() > 0) {
      int width = Levels.width(dictionary.size() - 1);
      to.putByte(width);
      RunEncoder.write(ids, size, width, to);
    } else {
      to.room(8 * size);
      for (int i = 0; i < size; i++) {
        put(to, values[i]);
      }
    }
    size = 0;
  }

  private void put(Bytes to, long value) {
    if (narrow) {
      LittleEndian.putInt(to.bytes, to.size, (int) value);
      to.size += 4;
    } else {
      LittleEndian.putLong(to.bytes, to.size, value);
      to.size += 8;
    }
  }

  @Override
  int dictionarySize() {
    return dictionary.size();
  }

  @Override
  void writeDictionary(Bytes to) {
    to.room(8 * dictionary.size());
    for (int id = 0; id < dictionary.size(); id++) {
      put(to, dictionary.value(id));
    }
  }

  @Override
  void takeBounds(PageNotes.Bounds to) {
    if (page.areKnown()) {
      to.set(page.least(), page.greatest());
    }
    all.take(page);
    page = new NumberBounds(storage.physical());
  }

  @Override
  void writeBounds(StructWriter to) {
    if (all.areKnown()) {
      to.binary(5, all.greatest()).binary(6, all.least());
    }
  }
}
