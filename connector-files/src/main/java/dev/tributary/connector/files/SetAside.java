package dev.tributary.connector.files;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.format.FileRows;
import dev.tributary.connector.files.format.FormatReader;
import dev.tributary.connector.split.Position;
import org.jspecify.annotations.Nullable;

/** Hands over a whole file as one reject. */
final class SetAside implements FormatReader {
  /** What a position holds once the file was set aside. */
  static final String ASIDE = "aside";

  private final FileRows rows;
  private final String reason;
  private boolean done;

  SetAside(FileRows rows, String reason) {
    this.rows = rows;
    this.reason = reason;
  }

  @Override
  public @Nullable RecordBatch readBatch() {
    if (done) {
      return null;
    }
    done = true;
    rows.reject("the whole file", reason, new byte[0]);
    return rows.build(Position.of(ASIDE, 1));
  }
}
