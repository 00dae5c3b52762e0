package dev.tributary.connector.files.parquet.footer;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;

/**
 * Where in a file something stands, for errors.
 *
 * @param file the file's name for people
 * @param part the part of it, such as {@code row group 2, column a.b}; may be empty
 */
public record Place(String file, String part) {
  /** Returns the place of a whole file. */
  public static Place of(String file) {
    return new Place(file, "");
  }

  /** Returns a place within this one. */
  public Place in(String inner) {
    return new Place(file, part.isEmpty() ? inner : part + ", " + inner);
  }

  /**
   * Returns the error of what is broken here.
   *
   * @param what what is wrong, as a clause
   * @param cause what said so
   */
  public ConnectorException broken(String what, Throwable cause) {
    return ConnectorException.of(ErrorKind.DATA, "the Parquet file is broken: " + what)
        .place(toString())
        .remedy("Write the file again, or leave it out")
        .cause(cause)
        .build();
  }

  /** Returns the error of what nothing here reads. */
  public ConnectorException unreadable(String what, String remedy) {
    return ConnectorException.of(ErrorKind.DATA, what).place(toString()).remedy(remedy).build();
  }

  @Override
  public String toString() {
    return part.isEmpty() ? file : file + ", " + part;
  }
}
