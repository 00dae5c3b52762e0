package dev.tributary.connector.files.parquet.write;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.files.parquet.compression.Packer;
import dev.tributary.connector.files.parquet.encoding.Levels;
import dev.tributary.connector.files.parquet.encoding.Physical;
import dev.tributary.connector.files.parquet.wire.LittleEndian;
import dev.tributary.connector.files.parquet.wire.StructWriter;
import dev.tributary.connector.schema.DataType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A column chunk of texts and bytes, of any length or one. */
final class BytesChunk extends ChunkWriter {
  /** Longer bounds are left out: they would make the footer large. */
  private static final int LONGEST_BOUND = 128;

  private final boolean fixed;
  private final boolean hasBuffer;
  private final int[] ids;
  private final Bytes values = new Bytes(64 << 10);
  private BytesDictionary dictionary = new BytesDictionary();
  private boolean places = true;
  private boolean first = true;
  private int size;
  private int sum;
  private boolean bounded;
  private byte @Nullable [] least;
  private byte @Nullable [] most;
  private byte @Nullable [] pageLeast;
  private byte @Nullable [] pageMost;

  /** The number of the page that a value of the dictionary was bounded for last. */
  private int[] boundedFor = new int[64];

  private int page = 1;

  BytesChunk(Storage storage, Packer packer, int pageRows) {
    super(storage, packer, pageRows);
    this.ids = new int[pageRows];
    DataType type = storage.field().type();
    this.fixed = storage.physical() == Physical.FIXED;
    this.hasBuffer =
        type.isNested()
            || type.kind() == DataType.Kind.STRING
            || type.kind() == DataType.Kind.BYTES;
    this.bounded = storage.isOrderedByBytes();
  }

  @Override
  void add(Column column, int from, int count) {
    if (hasBuffer) {
      byte[] buffer = column.utf8();
      for (int i = from; i < from + count; i++) {
        if (column.hasValue(i)) {
          put(buffer, column.start(i), column.end(i));
        }
      }
      return;
    }
    for (int i = from; i < from + count; i++) {
      if (column.hasValue(i)) {
        byte[] value = bytes(column, i);
        put(value, 0, value.length);
      }
    }
  }

  private byte[] bytes(Column column, int row) {
    switch (storage.field().type().kind()) {
      case UUID -> {
        byte[] bytes = new byte[16];
        LittleEndian.putLong(bytes, 0, Long.reverseBytes(column.getUuidHigh(row)));
        LittleEndian.putLong(bytes, 8, Long.reverseBytes(column.getUuidLow(row)));
        return bytes;
      }
      case DECIMAL -> {
        if (storage.noted()) {
          return String.valueOf(column.getString(row)).getBytes(StandardCharsets.UTF_8);
        }
        BigDecimal value = column.getDecimal(row);
        BigInteger digits = value == null ? BigInteger.ZERO : value.unscaledValue();
        byte[] bytes = new byte[storage.length()];
        byte[] few = digits.toByteArray();
        Arrays.fill(bytes, (byte) (digits.signum() < 0 ? -1 : 0));
        System.arraycopy(few, 0, bytes, bytes.length - few.length, few.length);
        return bytes;
      }
      default -> {
        return String.valueOf(column.getString(row)).getBytes(StandardCharsets.UTF_8);
      }
    }
  }

  private void put(byte[] from, int start, int end) {
    if (places) {
      int id = dictionary.id(from, start, end);
      if (id >= 0) {
        ids[size++] = id;
        sum += (end - start) + 4;
        if (bounded && isNewInPage(id)) {
          bound(from, start, end);
        }
        return;
      }
      toPlain();
    }
    if (bounded) {
      bound(from, start, end);
    }
    plain(values, from, start, end);
    size++;
  }

  private boolean isNewInPage(int id) {
    if (id >= boundedFor.length) {
      boundedFor = Arrays.copyOf(boundedFor, 2 * id);
    }
    boolean isNew = boundedFor[id] != page;
    boundedFor[id] = page;
    return isNew;
  }

  private void plain(Bytes to, byte[] from, int start, int end) {
    if (!fixed) {
      to.putInt(end - start);
    }
    to.put(from, start, end - start);
  }

  private void toPlain() {
    for (int i = 0; i < size; i++) {
      plain(values, dictionary.bytes.bytes, dictionary.start(ids[i]), dictionary.end(ids[i]));
    }
    places = false;
    if (first) {
      dictionary = new BytesDictionary();
    }
  }

  private void bound(byte[] from, int start, int end) {
    if (end - start > LONGEST_BOUND) {
      bounded = false;
      return;
    }
    byte[] low = pageLeast;
    byte[] high = pageMost;
    if (low == null || Arrays.compareUnsigned(from, start, end, low, 0, low.length) < 0) {
      pageLeast = Arrays.copyOfRange(from, start, end);
    }
    if (high == null || Arrays.compareUnsigned(from, start, end, high, 0, high.length) > 0) {
      pageMost = Arrays.copyOfRange(from, start, end);
    }
  }

  @Override
  void takeBounds(PageNotes.Bounds to) {
    byte[] low = pageLeast;
    byte[] high = pageMost;
    if (bounded && low != null && high != null) {
      to.set(low, high);
      least = least == null || Arrays.compareUnsigned(low, least) < 0 ? low : least;
      most = most == null || Arrays.compareUnsigned(high, most) > 0 ? high : most;
    }
    pageLeast = null;
    pageMost = null;
    page++;
  }

  @Override
  int pageBytes() {
    return places ? sum : values.size;
  }

  @Override
  boolean isDictionary() {
    if (first && places && size > 0) {
      int width = Levels.width(dictionary.size() - 1);
      long small = dictionary.bytes.size + 4L * dictionary.size() + (long) size * width / 8;
      if (small >= sum) {
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
      to.put(values.bytes, 0, values.size);
      values.size = 0;
    }
    size = 0;
    sum = 0;
  }

  @Override
  int dictionarySize() {
    return dictionary.size();
  }

  @Override
  void writeDictionary(Bytes to) {
    for (int id = 0; id < dictionary.size(); id++) {
      plain(to, dictionary.bytes.bytes, dictionary.start(id), dictionary.end(id));
    }
  }

  @Override
  void writeBounds(StructWriter to) {
    if (bounded && least != null && most != null) {
      to.binary(5, most).binary(6, least);
    }
  }
}
