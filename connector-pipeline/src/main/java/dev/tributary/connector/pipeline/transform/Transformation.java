package dev.tributary.connector.pipeline.transform;

import dev.tributary.connector.option.Secret;
import dev.tributary.connector.pipeline.expression.Expression;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How records are shaped, in this order: filters on columns of the source, flattening, mapping of
 * names, conversion, constants and calculation, filters on results, transformers, masks and hashes,
 * dropping.
 *
 * <p>Each method that sets something returns a copy; what refers to columns, other than filters,
 * mappings and flattening, means their new names. Immutable and thread-safe; {@link #toString}
 * shows no value.
 *
 * @since 0.1.0
 */
public final class Transformation {
  private static final Transformation NONE = new Transformation();

  private final Map<String, String> mappings;
  private final boolean keepsUnmapped;
  private final Map<String, Conversion> conversions;
  private final Map<String, Object> constants;
  private final Map<String, Expression> calculated;
  private final List<Filter> filters;
  private final Map<String, Expression> transformers;
  private final Map<String, Map<String, Conversion>> flattened;
  private final Map<String, Integer> masked;
  private final List<String> hashed;
  private final @Nullable Secret salt;
  private final List<String> dropped;

  private Transformation() {
    this(new Draft());
  }

  private Transformation(Draft draft) {
    mappings = Collections.unmodifiableMap(new LinkedHashMap<>(draft.mappings));
    keepsUnmapped = draft.keepsUnmapped;
    conversions = Collections.unmodifiableMap(new LinkedHashMap<>(draft.conversions));
    constants = Collections.unmodifiableMap(new LinkedHashMap<>(draft.constants));
    calculated = Collections.unmodifiableMap(new LinkedHashMap<>(draft.calculated));
    filters = List.copyOf(draft.filters);
    transformers = Collections.unmodifiableMap(new LinkedHashMap<>(draft.transformers));
    flattened = Collections.unmodifiableMap(new LinkedHashMap<>(draft.flattened));
    masked = Collections.unmodifiableMap(new LinkedHashMap<>(draft.masked));
    hashed = List.copyOf(draft.hashed);
    salt = draft.salt;
    dropped = List.copyOf(draft.dropped);
  }

  /** The fields while a copy is made. */
  private static final class Draft {
    private Map<String, String> mappings = Map.of();
    private boolean keepsUnmapped = true;
    private Map<String, Conversion> conversions = Map.of();
    private Map<String, Object> constants = Map.of();
    private Map<String, Expression> calculated = Map.of();
    private List<Filter> filters = List.of();
    private Map<String, Expression> transformers = Map.of();
    private Map<String, Map<String, Conversion>> flattened = Map.of();
    private Map<String, Integer> masked = Map.of();
    private List<String> hashed = List.of();
    private @Nullable Secret salt;
    private List<String> dropped = List.of();
  }

  private Draft draft() {
    Draft draft = new Draft();
    draft.mappings = mappings;
    draft.keepsUnmapped = keepsUnmapped;
    draft.conversions = conversions;
    draft.constants = constants;
    draft.calculated = calculated;
    draft.filters = filters;
    draft.transformers = transformers;
    draft.flattened = flattened;
    draft.masked = masked;
    draft.hashed = hashed;
    draft.salt = salt;
    draft.dropped = dropped;
    return draft;
  }

  private static <V> Map<String, V> plus(Map<String, V> map, String key, V value) {
    Map<String, V> more = new LinkedHashMap<>(map);
    more.put(Objects.requireNonNull(key), Objects.requireNonNull(value));
    return more;
  }

  private static <V> List<V> plus(List<V> list, List<V> others) {
    List<V> more = new ArrayList<>(list);
    more.addAll(others);
    return more;
  }

  /** Returns the one that leaves records as they are. */
  public static Transformation none() {
    return NONE;
  }

  /** Returns a copy that gives a column of the source another name. */
  public Transformation map(String source, String target) {
    Draft draft = draft();
    draft.mappings = plus(mappings, source, target);
    return new Transformation(draft);
  }

  /** Returns a copy that drops what no mapping names and no calculation or constant makes. */
  public Transformation dropUnmapped() {
    Draft draft = draft();
    draft.keepsUnmapped = false;
    return new Transformation(draft);
  }

  /** Returns a copy that converts a column. */
  public Transformation convert(String column, Conversion conversion) {
    Draft draft = draft();
    draft.conversions = plus(conversions, column, conversion);
    return new Transformation(draft);
  }

  /**
   * Returns a copy that adds a column of one value.
   *
   * @param value a text, a boolean, a {@code Long}, a {@code Double} or a {@code BigDecimal}
   */
  public Transformation constant(String column, Object value) {
    Draft draft = draft();
    draft.constants = plus(constants, column, value);
    return new Transformation(draft);
  }

  /** Returns a copy that adds a column, or gives one new values. */
  public Transformation calculate(String column, Expression expression) {
    Draft draft = draft();
    draft.calculated = plus(calculated, column, expression);
    return new Transformation(draft);
  }

  /** Returns a copy that keeps only records that pass this filter too. */
  public Transformation filter(Filter filter) {
    Draft draft = draft();
    draft.filters = plus(filters, List.of(filter));
    return new Transformation(draft);
  }

  /** Returns a copy that at last gives a column the value of an expression. */
  public Transformation transform(String column, Expression expression) {
    Draft draft = draft();
    draft.transformers = plus(transformers, column, expression);
    return new Transformation(draft);
  }

  /**
   * Returns a copy that takes values out of a nested column into columns of their own, called
   * {@code column_field}.
   *
   * @param fields the paths to take, with dots, and their types; none means all fields of a column
   *     whose type lists them
   */
  public Transformation flatten(String column, Map<String, Conversion> fields) {
    Draft draft = draft();
    draft.flattened =
        plus(flattened, column, Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
    return new Transformation(draft);
  }

  /** Returns a copy that shows only the last so many characters of a text. */
  public Transformation mask(String column, int shown) {
    Draft draft = draft();
    draft.masked = plus(masked, column, shown);
    return new Transformation(draft);
  }

  /**
   * Returns a copy that replaces texts by their HMAC-SHA-256 in hexadecimal: equal texts stay
   * equal, and nobody without the salt can try texts.
   *
   * @param columns the columns
   * @param salt the key, read when a run begins
   */
  public Transformation hash(List<String> columns, Secret salt) {
    Draft draft = draft();
    draft.hashed = plus(hashed, columns);
    draft.salt = Objects.requireNonNull(salt);
    return new Transformation(draft);
  }

  /** Returns a copy that drops columns in the end. */
  public Transformation drop(List<String> columns) {
    Draft draft = draft();
    draft.dropped = plus(dropped, columns);
    return new Transformation(draft);
  }

  /** Returns the new names by the source's. */
  public Map<String, String> mappings() {
    return mappings;
  }

  /** Returns whether columns that no mapping names stay. */
  public boolean keepsUnmapped() {
    return keepsUnmapped;
  }

  /** Returns what columns are converted to. */
  public Map<String, Conversion> conversions() {
    return conversions;
  }

  /** Returns the values of columns that have one value. */
  public Map<String, Object> constants() {
    return constants;
  }

  /** Returns the columns that are calculated. */
  public Map<String, Expression> calculated() {
    return calculated;
  }

  /**
   * Checks that calculated columns do not go in a circle.
   *
   * @throws dev.tributary.connector.error.ConnectorException of kind CONFIG that names the circle
   */
  public void checkCalculations() {
    Calculations.order(calculated);
  }

  /** Returns the filters; a record has to pass all. */
  public List<Filter> filters() {
    return filters;
  }

  /** Returns what is made of columns at last. */
  public Map<String, Expression> transformers() {
    return transformers;
  }

  /** Returns what is taken out of nested columns. */
  public Map<String, Map<String, Conversion>> flattened() {
    return flattened;
  }

  /** Returns the masked columns, and how many characters of each are shown. */
  public Map<String, Integer> masked() {
    return masked;
  }

  /** Returns the hashed columns. */
  public List<String> hashed() {
    return hashed;
  }

  /** Returns the salt of hashes. */
  public Optional<Secret> salt() {
    return Optional.ofNullable(salt);
  }

  /** Returns the columns that are dropped. */
  public List<String> dropped() {
    return dropped;
  }

  /** Returns whether it leaves columns and records as they are. */
  public boolean isIdentity() {
    return mappings.isEmpty()
        && keepsUnmapped
        && conversions.isEmpty()
        && constants.isEmpty()
        && calculated.isEmpty()
        && filters.isEmpty()
        && transformers.isEmpty()
        && flattened.isEmpty()
        && masked.isEmpty()
        && hashed.isEmpty()
        && dropped.isEmpty();
  }

  /** Returns how many steps of each kind there are. */
  @Override
  public String toString() {
    return mappings.size()
        + " mappings, "
        + conversions.size()
        + " conversions, "
        + calculated.size()
        + " calculations, "
        + filters.size()
        + " filters";
  }
}
