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
  private boolean any;
  private boolean odd;
  private long least;
  private long most;
  private double leastFloat = Double.POSITIVE_INFINITY;
  private double mostFloat = Double.NEGATIVE_INFINITY;

  NumberChunk(Storage storage, Packer packer, int pageRows) {
    super(storage, packer, pageRows);
    this.ids = new int[pageRows];
    this.values = new long[pageRows];
    this.source = new NumberSource(storage);
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
    bound(some);
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

  private void bound(int count) {
    if (count == 0) {
      return;
    }
    switch (storage.physical()) {
      case FLOAT -> {
        for (int i = 0; i < count; i++) {
          boundFloat(Float.intBitsToFloat((int) taken[i]));
        }
      }
      case DOUBLE -> {
        for (int i = 0; i < count; i++) {
          boundFloat(Double.longBitsToDouble(taken[i]));
        }
      }
      default -> {
        long low = any ? least : Long.MAX_VALUE;
        long high = any ? most : Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
          low = Math.min(low, taken[i]);
          high = Math.max(high, taken[i]);
        }
        least = low;
        most = high;
      }
    }
    any = true;
  }

  private void boundFloat(double value) {
    odd |= Double.isNaN(value);
    leastFloat = Math.min(leastFloat, value);
    mostFloat = Math.max(mostFloat, value);
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
  void writeBounds(StructWriter to) {
    if (!any || odd) {
      return;
    }
    switch (storage.physical()) {
      case FLOAT -> {
        // a zero may be of either sign
        bounds(
            to,
            Float.floatToRawIntBits(leastFloat == 0 ? -0f : (float) leastFloat),
            Float.floatToRawIntBits(mostFloat == 0 ? 0f : (float) mostFloat));
      }
      case DOUBLE ->
          bounds(
              to,
              Double.doubleToRawLongBits(leastFloat == 0 ? -0.0 : leastFloat),
              Double.doubleToRawLongBits(mostFloat == 0 ? 0.0 : mostFloat));
      default -> bounds(to, least, most);
    }
  }

  private void bounds(StructWriter to, long low, long high) {
    to.binary(5, plain(high)).binary(6, plain(low));
  }

  private byte[] plain(long value) {
    byte[] bytes = new byte[narrow ? 4 : 8];
    if (narrow) {
      LittleEndian.putInt(bytes, 0, (int) value);
    } else {
      LittleEndian.putLong(bytes, 0, value);
    }
    return bytes;
  }
}
