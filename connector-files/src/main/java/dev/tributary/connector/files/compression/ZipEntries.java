package dev.tributary.connector.files.compression;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files in an archive, one after another. Used by one thread.
 *
 * @since 0.1.0
 */
public final class ZipEntries implements AutoCloseable {
  private final ZipInputStream zip;
  private final String place;
  private final int most;
  private int index = -1;
  private int seen;
  private String name = "";

  /**
   * Makes the entries.
   *
   * @param in the archive; closed with this
   * @param place the archive's name, for errors
   * @param most how many entries there may be
   */
  public ZipEntries(InputStream in, String place, int most) {
    this.zip = new ZipInputStream(in);
    this.place = place;
    this.most = most;
  }

  /**
   * Moves to the next file; directories and what archivers of other systems add are passed over.
   *
   * @return whether there is one
   * @throws IOException if the archive cannot be read
   */
  public boolean next() throws IOException {
    while (true) {
      @Nullable ZipEntry entry;
      try {
        entry = zip.getNextEntry();
      } catch (IOException | RuntimeException broken) {
        if (broken instanceof ConnectorException known) {
          throw known;
        }
        throw ConnectorException.of(ErrorKind.DATA, "the archive is damaged or cut off")
            .place(place + (name.isEmpty() ? "" : ", after " + name))
            .said(broken.getMessage())
            .cause(broken)
            .build();
      }
      if (entry == null) {
        if (seen == 0) {
          throw ConnectorException.of(ErrorKind.DATA, "the file is no archive, or an empty one")
              .place(place)
              .build();
        }
        return false;
      }
      if (++seen > most) {
        throw ConnectorException.of(
                ErrorKind.DATA, "the archive has more than " + most + " entries")
            .place(place)
            .remedy("If it is no attack, raise `max_entries`")
            .build();
      }
      index++;
      name = entry.getName();
      String last = name.substring(name.lastIndexOf('/') + 1);
      if (!entry.isDirectory() && !name.startsWith("__MACOSX/") && !last.startsWith(".")) {
        return true;
      }
    }
  }

  /** Returns the name of the file. */
  public String name() {
    return name;
  }

  /** Returns the file's number among all entries, from 0. */
  public int index() {
    return index;
  }

  /** Returns the file's bytes; closing them does not close the archive. */
  public InputStream stream() {
    return new FilterInputStream(zip) {
      @Override
      public void close() {
        // the archive goes on
      }
    };
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
