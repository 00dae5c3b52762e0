package dev.tributary.connector.files.avro.read;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.avro.container.Block;
import dev.tributary.connector.files.avro.container.Container;
import dev.tributary.connector.files.avro.container.Input;
import dev.tributary.connector.files.avro.schema.AvroType;
import dev.tributary.connector.files.avro.schema.AvroType.Member;
import dev.tributary.connector.files.avro.schema.Broken;
import dev.tributary.connector.files.avro.schema.Types;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.format.FormatReader;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.split.Position;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the blocks of a range of bytes: those whose marker before them begins in it. A position is
 * a block and how many of its records were read.
 *
 * <p>What is broken is set aside as one reject, up to the next marker, if records may be.
 */
public final class RangeReader implements FormatReader {
  private static final String BLOCK = "block";
  private static final String RECORD = "record";
  private static final byte[] NOTHING = {};

  private final Container container;
  private final FileRows rows;
  private final AvroType[] types;
  private final @Nullable ValueReader[] readers;
  private final int[] columns;
  private final JsonReader json = new JsonReader();
  private final long end;
  private long next;
  private long skip;
  private @Nullable Block block;
  private Input in = new Input(NOTHING, 0, 0);
  private long done;

  /**
   * Makes a reader.
   *
   * @param container the file
   * @param range the bytes whose blocks are to be read
   * @param from a position that an earlier reader of the range gave; null for its start
   * @param rows where records go
   * @throws IOException if the file cannot be read
   */
  public RangeReader(Container container, FileRange range, @Nullable Position from, FileRows rows)
      throws IOException {
    this.container = container;
    this.rows = rows;
    this.end = range.to();
    List<Member> members = Types.members(container.schema());
    List<Field> fields = Types.fields(container.schema());
    this.columns = rows.match(fields);
    this.types = members.stream().map(Member::type).toArray(AvroType[]::new);
    this.readers = new @Nullable ValueReader[types.length];
    for (int i = 0; i < types.length; i++) {
      if (columns[i] >= 0) {
        // what is stored: a note may have made another type of its text
        DataType stored = Types.of(types[i]);
        readers[i] = Readers.of(types[i], stored, rows.schema().field(columns[i]).type());
      }
    }
    if (from != null) {
      next = from.getLong(BLOCK);
      skip = from.getLong(RECORD);
    } else {
      next = range.from() == 0 ? container.start() : container.seek(range.from());
    }
  }

  @Override
  public @Nullable RecordBatch readBatch() throws IOException {
    while (true) {
      Block open = block;
      if (open == null) {
        open = open();
        if (open == null) {
          return rows.isEmpty() ? null : rows.build(position(next, 0));
        }
      }
      try {
        if (read(open)) {
          return rows.build(position(open.at(), done));
        }
        next = open.next();
      } catch (Broken broken) {
        byte[] rest = Arrays.copyOfRange(in.bytes(), in.position(), in.bytes().length);
        rows.reject("block at byte " + open.at() + ", record " + done, broken.what(), rest);
        next = open.next();
      }
      block = null;
    }
  }

  /** Opens the next block that there is, setting aside what is none. */
  private @Nullable Block open() throws IOException {
    while (next - Container.MARKER < end) {
      long at = next;
      try {
        Block opened = container.read(at);
        if (opened == null) {
          return null;
        }
        start(opened);
        return opened;
      } catch (Broken broken) {
        rows.reject("block at byte " + at, broken.what(), NOTHING);
        next = container.seek(at);
        skip = 0;
        if (rows.isFull()) {
          return null;
        }
      }
    }
    return null;
  }

  private void start(Block opened) {
    in = opened.open();
    block = opened;
    for (done = 0; done < skip; done++) {
      for (AvroType type : types) {
        Skip.value(type, in);
      }
    }
    skip = 0;
  }

  /** Reads records until it is time to build; returns whether it is. */
  private boolean read(Block open) {
    while (done < open.count()) {
      int start = in.position();
      BatchBuilder builder = rows.add();
      ConnectorException misfit = null;
      for (int i = 0; i < types.length; i++) {
        ValueReader reader = readers[i];
        if (reader == null) {
          Skip.value(types[i], in);
          continue;
        }
        try {
          reader.read(in, builder, columns[i]);
        } catch (ConnectorException unfit) {
          if (unfit.kind() != ErrorKind.DATA) {
            throw unfit;
          }
          misfit = misfit == null ? unfit : misfit;
        }
      }
      if (misfit != null) {
        rows.reject("block at byte " + open.at() + ", record " + done, misfit, show(start));
      }
      done++;
      if (rows.isFull()) {
        return true;
      }
    }
    if (in.left() > 0) {
      throw new Broken("a block has " + in.left() + " bytes after its records");
    }
    return false;
  }

  /** The record as JSON, where that can be; otherwise its bytes. */
  private byte[] show(int start) {
    int after = in.position();
    try {
      in.position(start);
      return json.read(container.schema(), in).getBytes(StandardCharsets.UTF_8);
    } catch (ConnectorException | Broken unfit) {
      return Arrays.copyOfRange(in.bytes(), start, after);
    } finally {
      in.position(after);
    }
  }

  private static Position position(long block, long record) {
    return Position.of(BLOCK, block).with(RECORD, record);
  }
}
