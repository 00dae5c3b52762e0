package dev.tributary.connector.files.format;

import dev.tributary.connector.split.Position;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What holds for the records of one file, whatever its format: its name, the columns that are
 * wanted, those that its path gives, and what happens to what does not fit.
 *
 * <p>Each method that sets something returns a copy. Immutable and thread-safe.
 */
public final class FileRules {
  final String place;
  final Differences differences;
  final Misfits misfits;
  final long maxBadRecords;
  final Set<String> columns;
  final Set<String> declared;
  final Map<String, String> given;
  final Position outer;
  final Duration patience;
  private final Map<String, String> formats;

  private FileRules(
      String place,
      Differences differences,
      Misfits misfits,
      long maxBadRecords,
      Set<String> columns,
      Set<String> declared,
      Map<String, String> given,
      Position outer,
      Duration patience,
      Map<String, String> formats) {
    this.place = place;
    this.differences = differences;
    this.misfits = misfits;
    this.maxBadRecords = maxBadRecords;
    this.columns = columns;
    this.declared = declared;
    this.given = given;
    this.outer = outer;
    this.patience = patience;
    this.formats = formats;
  }

  /**
   * Returns the rules of a file all of whose columns are wanted: the schema widens, and a bad
   * record fails.
   *
   * @param place the file's name for people
   */
  public static FileRules of(String place) {
    return new FileRules(
        place,
        Differences.WIDEN,
        Misfits.FAIL,
        Long.MAX_VALUE,
        Set.of(),
        Set.of(),
        Map.of(),
        Position.empty(),
        Duration.ofDays(1),
        Map.of());
  }

  /** Returns a copy of another file's name. */
  public FileRules place(String place) {
    return new FileRules(
        place,
        differences,
        misfits,
        maxBadRecords,
        columns,
        declared,
        given,
        outer,
        patience,
        formats);
  }

  /** Returns a copy that does this where files differ. */
  public FileRules differences(Differences policy) {
    return new FileRules(
        place, policy, misfits, maxBadRecords, columns, declared, given, outer, patience, formats);
  }

  /**
   * Returns a copy that does this with bad records.
   *
   * @param policy what to do
   * @param most how many of one file are rejected before it fails after all
   */
  public FileRules misfits(Misfits policy, long most) {
    return new FileRules(
        place, differences, policy, most, columns, declared, given, outer, patience, formats);
  }

  /** Returns a copy that wants these columns only; all, if there are none. */
  public FileRules columns(Set<String> names) {
    return new FileRules(
        place,
        differences,
        misfits,
        maxBadRecords,
        Set.copyOf(names),
        declared,
        given,
        outer,
        patience,
        formats);
  }

  /** Returns a copy in which the user declared these columns: their types never change. */
  public FileRules declared(Set<String> names) {
    return new FileRules(
        place,
        differences,
        misfits,
        maxBadRecords,
        columns,
        Set.copyOf(names),
        given,
        outer,
        patience,
        formats);
  }

  /** Returns a copy that knows how the dates of these columns are written. */
  public FileRules formats(Map<String, String> byColumn) {
    return new FileRules(
        place,
        differences,
        misfits,
        maxBadRecords,
        columns,
        declared,
        given,
        outer,
        patience,
        Map.copyOf(byColumn));
  }

  /** Returns a copy in which every record has these columns, as texts, whatever the file holds. */
  public FileRules given(Map<String, String> values) {
    return new FileRules(
        place,
        differences,
        misfits,
        maxBadRecords,
        columns,
        declared,
        new LinkedHashMap<>(values),
        outer,
        patience,
        formats);
  }

  /** Returns a copy that adds these values to each position, such as the entry of an archive. */
  public FileRules within(Position outer) {
    return new FileRules(
        place,
        differences,
        misfits,
        maxBadRecords,
        columns,
        declared,
        given,
        outer,
        patience,
        formats);
  }

  /** Returns a copy that hands over what there is after this time. */
  public FileRules patience(Duration patience) {
    return new FileRules(
        place,
        differences,
        misfits,
        maxBadRecords,
        columns,
        declared,
        given,
        outer,
        patience,
        formats);
  }

  /** Returns the file's name for people. */
  public String place() {
    return place;
  }

  /** Returns whether the column is wanted. */
  public boolean wants(String column) {
    return columns.isEmpty() || columns.contains(column);
  }

  /** Returns whether the user declared the column, so that its type never changes. */
  public boolean isDeclared(String column) {
    return declared.contains(column);
  }

  /** Returns how the dates of a column are written, if the user said so. */
  public Optional<String> format(String column) {
    return Optional.ofNullable(formats.get(column));
  }
}
