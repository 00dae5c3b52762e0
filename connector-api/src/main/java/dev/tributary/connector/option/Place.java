package dev.tributary.connector.option;

import java.util.Objects;

/**
 * Where something stands in a configuration file: the file and the line.
 *
 * <p>Immutable and thread-safe; equal by value.
 *
 * @since 0.1.0
 */
public final class Place {
  private final String file;
  private final int line;

  private Place(String file, int line) {
    this.file = file;
    this.line = line;
  }

  /**
   * Returns a place in a file.
   *
   * @param file the file as a person knows it, such as {@code sources/orders.yml}
   * @param line the line, counted from 1
   * @throws IllegalArgumentException if the line is below 1
   */
  public static Place of(String file, int line) {
    if (line < 1) {
      throw new IllegalArgumentException("line " + line + " of " + file + "; lines count from 1");
    }
    return new Place(Objects.requireNonNull(file, "file"), line);
  }

  /** Returns the file as a person knows it. */
  public String file() {
    return file;
  }

  /** Returns the line, counted from 1. */
  public int line() {
    return line;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Place that && line == that.line && file.equals(that.file);
  }

  @Override
  public int hashCode() {
    return 31 * file.hashCode() + line;
  }

  /** Returns {@code file:line}, which editors and terminals turn into a link. */
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
