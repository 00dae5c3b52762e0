package dev.tributary.connector.files.format;

import dev.tributary.connector.files.filter.Condition;
import dev.tributary.connector.split.Position;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What holds for the records of one file, whatever its format: its name, the columns that are
 * wanted, those that its path gives, and what happens to what does not fit.
 *
 * <p>Each method that sets something returns a copy. Immutable and thread-safe.
 *
 * @since 0.1.0
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
  private final List<Condition> conditions;

  /** What a copy is made of. */
  private static final class Draft {
    private String place;
    private Differences differences = Differences.WIDEN;
    private Misfits misfits = Misfits.FAIL;
    private long maxBadRecords = Long.MAX_VALUE;
    private Set<String> columns = Set.of();
    private Set<String> declared = Set.of();
    private Map<String, String> given = Map.of();
    private Position outer = Position.empty();
    private Duration patience = Duration.ofDays(1);
    private Map<String, String> formats = Map.of();
    private List<Condition> conditions = List.of();

    Draft(String place) {
      this.place = place;
    }
  }

  private FileRules(Draft from) {
    this.place = from.place;
    this.differences = from.differences;
    this.misfits = from.misfits;
    this.maxBadRecords = from.maxBadRecords;
    this.columns = Set.copyOf(from.columns);
    this.declared = Set.copyOf(from.declared);
    this.given = from.given;
    this.outer = from.outer;
    this.patience = from.patience;
    this.formats = Map.copyOf(from.formats);
    this.conditions = List.copyOf(from.conditions);
  }

  private FileRules with(Consumer<Draft> change) {
    Draft draft = new Draft(place);
    draft.differences = differences;
    draft.misfits = misfits;
    draft.maxBadRecords = maxBadRecords;
    draft.columns = columns;
    draft.declared = declared;
    draft.given = given;
    draft.outer = outer;
    draft.patience = patience;
    draft.formats = formats;
    draft.conditions = conditions;
    change.accept(draft);
    return new FileRules(draft);
  }

  /**
   * Returns the rules of a file all of whose columns are wanted: the schema widens, and a bad
   * record fails.
   *
   * @param place the file's name for people
   */
  public static FileRules of(String place) {
    return new FileRules(new Draft(place));
  }

  /** Returns a copy of another file's name. */
  public FileRules place(String place) {
    return with(draft -> draft.place = place);
  }

  /** Returns a copy that does this where files differ. */
  public FileRules differences(Differences policy) {
    return with(draft -> draft.differences = policy);
  }

  /**
   * Returns a copy that does this with bad records.
   *
   * @param policy what to do
   * @param most how many of one file are rejected before it fails after all
   */
  public FileRules misfits(Misfits policy, long most) {
    return with(
        draft -> {
          draft.misfits = policy;
          draft.maxBadRecords = most;
        });
  }

  /** Returns a copy that wants these columns only; all, if there are none. */
  public FileRules columns(Set<String> names) {
    return with(draft -> draft.columns = names);
  }

  /** Returns a copy in which the user declared these columns: their types never change. */
  public FileRules declared(Set<String> names) {
    return with(draft -> draft.declared = names);
  }

  /** Returns a copy that knows how the dates of these columns are written. */
  public FileRules formats(Map<String, String> byColumn) {
    return with(draft -> draft.formats = byColumn);
  }

  /** Returns a copy in which every record has these columns, as texts, whatever the file holds. */
  public FileRules given(Map<String, String> values) {
    return with(draft -> draft.given = new LinkedHashMap<>(values));
  }

  /** Returns a copy that adds these values to each position, such as the entry of an archive. */
  public FileRules within(Position outer) {
    return with(draft -> draft.outer = outer);
  }

  /** Returns a copy that hands over what there is after this time. */
  public FileRules patience(Duration patience) {
    return with(draft -> draft.patience = patience);
  }

  /** Returns a copy that wants only records that meet all of these conditions. */
  public FileRules conditions(List<Condition> conditions) {
    return with(draft -> draft.conditions = conditions);
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

  /** Returns whether every record has the column from its file's path, whatever the file holds. */
  public boolean isGiven(String column) {
    return given.containsKey(column);
  }

  /**
   * Returns what records must meet. Whoever calls the format leaves out those that do not; a format
   * may leave out what it knows to hold none, and says by {@code Completion.counted(records, seen)}
   * how many it passed.
   */
  public List<Condition> conditions() {
    return conditions;
  }
}
