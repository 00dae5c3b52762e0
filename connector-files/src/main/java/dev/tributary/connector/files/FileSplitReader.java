package dev.tributary.connector.files;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.compression.Compression;
import dev.tributary.connector.files.format.FileFormat;
import dev.tributary.connector.files.format.FileRange;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.format.FileSetAside;
import dev.tributary.connector.files.format.FormatReader;
import dev.tributary.connector.files.store.FileChangedException;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.read.Completion;
import dev.tributary.connector.read.ReadContext;
import dev.tributary.connector.read.ReadTask;
import dev.tributary.connector.read.SplitReader;
import dev.tributary.connector.split.Position;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.jspecify.annotations.Nullable;

/** Reads a file, or a range of one, by its format. */
final class FileSplitReader implements SplitReader {
  private final FileStream stream;
  private final ReadContext context;
  private final BatchBuilder builder;
  private final OpenFile file;
  private final FileRange range;
  private final @Nullable Position from;
  private final WantedRows wanted;
  private @Nullable FormatReader reader;
  private Completion completion = Completion.exhausted();
  private boolean over;

  private FileSplitReader(FileStream stream, FileStore store, ReadTask task, ReadContext context) {
    this.stream = stream;
    this.context = context;
    this.builder = context.batch();
    this.range = FileParts.range(task.split().bounds());
    this.from = task.resumeFrom().orElse(null);
    StoredFile stored = FileParts.file(task.split().bounds());
    this.wanted = new WantedRows(stream.conditions(), stored.path(), task.schema());
    this.file =
        new OpenFile(
            store,
            stored,
            stream.get(FileOptions.COMPRESSION),
            stream.get(FileOptions.MAX_EXPANSION),
            context);
  }

  /** Opens nothing yet: the first batch does, so that every failure is told in one place. */
  static FileSplitReader of(
      FileStream stream, FileStore store, ReadTask task, ReadContext context) {
    FileSplitReader reader = new FileSplitReader(stream, store, task, context);
    context.onCancel(reader.file);
    return reader;
  }

  @Override
  public @Nullable RecordBatch readBatch() throws Exception {
    if (over) {
      return null;
    }
    try {
      RecordBatch batch = readWanted();
      if (batch == null) {
        over = true;
        file.verify();
        context.count("files", range.from() == 0 ? 1 : 0);
      }
      return batch;
    } catch (NoSuchFileException gone) {
      changed("the file is gone since it was listed", ErrorKind.NOT_FOUND, gone);
    } catch (FileChangedException written) {
      changed("the file was written or replaced since it was listed", ErrorKind.DATA, written);
    }
    over = true;
    return builder.size() == 0 ? null : wanted.of(builder.build());
  }

  /** Goes on where no record of a batch was wanted, as long as the host may wait. */
  private @Nullable RecordBatch readWanted() throws Exception {
    long began = System.nanoTime();
    while (true) {
      RecordBatch all = read();
      RecordBatch batch = all == null ? null : wanted.of(all);
      boolean isEmpty = batch != null && batch.size() == 0 && batch.rejects().isEmpty();
      if (!isEmpty || System.nanoTime() - began >= context.patience().toNanos()) {
        return batch;
      }
    }
  }

  private @Nullable RecordBatch read() throws Exception {
    FormatReader open = reader;
    if (open == null) {
      if (from != null && from.has(SetAside.ASIDE) && !from.has(ZipFileReader.ENTRY)) {
        return null;
      }
      open = open();
      reader = open;
    }
    RecordBatch batch;
    try {
      batch = open.readBatch();
    } catch (FileSetAside aside) {
      open.close();
      open = new SetAside(rows(Position.empty()), aside.reason());
      reader = open;
      batch = open.readBatch();
    }
    if (batch == null) {
      Completion end = open.completion();
      // what was left out does not count as handed over
      completion = wanted.isAll() || end.seen().isPresent() ? end : Completion.exhausted();
    }
    return batch;
  }

  private FormatReader open() throws Exception {
    if (!wanted.mayHold(stream.given(file.stored().path()))) {
      return () -> null;
    }
    Compression how = file.compression();
    StoredFile stored = file.stored();
    if (how == Compression.ZIP) {
      int most = stream.get(FileOptions.MAX_ENTRIES);
      return new ZipFileReader(file, stream, most, from, this::rows);
    }
    FileFormat format = stream.format(stored.name());
    if (format.isRandomAccess() && how != Compression.NONE) {
      throw ConnectorException.of(
              ErrorKind.DATA, format.name() + " files cannot be read compressed by " + how)
          .place(stored.path())
          .remedy("Unpack the file; the format compresses by itself")
          .build();
    }
    file.bind(stream.readOptions(format));
    if (!range.isWhole() && !format.isRandomAccess()) {
      file.input().expect(range.from(), range.to() - range.from());
    }
    FileRows rows = rows(Position.empty());
    try {
      return format.read(file, range, from, rows);
    } catch (FileSetAside aside) {
      return new SetAside(rows, aside.reason());
    }
  }

  private FileRows rows(Position within) {
    String path = file.stored().path();
    return FileRows.of(builder, stream.rules(path, path).within(within));
  }

  private void changed(String what, ErrorKind kind, IOException cause) {
    String path = file.stored().path();
    if (stream.get(FileOptions.CHANGED_FILES) == ChangedFiles.SKIP) {
      context.warn(path + ": " + what + "; the rest of it is left out");
      return;
    }
    throw ConnectorException.of(kind, what)
        .place(path)
        .remedy(
            "Set `min_age` or `marker_file` to wait until files are whole, or `changed_files: skip`"
                + " to go on without the rest of this one")
        .cause(cause)
        .build();
  }

  @Override
  public Completion completion() {
    return completion;
  }

  @Override
  public void close() throws Exception {
    FormatReader open = reader;
    reader = null;
    try {
      if (open != null) {
        open.close();
      }
    } finally {
      file.close();
    }
  }
}
