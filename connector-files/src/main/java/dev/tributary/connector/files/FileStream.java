package dev.tributary.connector.files;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.compression.Compression;
import dev.tributary.connector.files.filter.Condition;
import dev.tributary.connector.files.format.FileFormat;
import dev.tributary.connector.files.format.FileFormats;
import dev.tributary.connector.files.format.FileRules;
import dev.tributary.connector.files.selection.Criteria;
import dev.tributary.connector.files.selection.FilePattern;
import dev.tributary.connector.files.selection.HivePath;
import dev.tributary.connector.files.selection.Partitions;
import dev.tributary.connector.incremental.DatePattern;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.Options;
import dev.tributary.connector.option.Problems;
import dev.tributary.connector.option.Resolver;
import dev.tributary.connector.read.ExtractionOptions;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One stream of files, as an extraction's options mean it. Immutable and thread-safe. */
final class FileStream {
  private final String name;
  private final Options options;
  private final FileFormats formats;
  private final Resolver resolver;
  private final UnaryOperator<String> place;

  /** What does not depend on the file, worked out once: there may be very many files. */
  private final Map<String, Options> readOptions = new ConcurrentHashMap<>();

  private volatile @Nullable FileRules common;

  /**
   * Makes a stream.
   *
   * @param place turns a pattern as people write it into one of paths
   */
  FileStream(
      String name,
      Options options,
      FileFormats formats,
      Resolver resolver,
      UnaryOperator<String> place) {
    this.name = name;
    this.options = options;
    this.formats = formats;
    this.resolver = resolver;
    this.place = place;
  }

  <T> T get(Option<T> option) {
    return options.get(option);
  }

  boolean isSet(Option<?> option) {
    return options.isSet(option);
  }

  String name() {
    return name;
  }

  /** Returns whether this is that stream under these options. */
  boolean is(String other, Options under) {
    if (!name.equals(other)) {
      return false;
    }
    for (Option<?> option : FileOptions.ALL.options()) {
      if (!options.find(option).equals(under.find(option))) {
        return false;
      }
    }
    return options.get(ExtractionOptions.PATIENCE).equals(under.get(ExtractionOptions.PATIENCE))
        && options
            .find(ExtractionOptions.START_DATE)
            .equals(under.find(ExtractionOptions.START_DATE));
  }

  /**
   * Returns the pattern of the stream's paths below the store's root.
   *
   * @param rootName the last name of the root: the stream of that name is all of it
   */
  FilePattern pattern(String rootName) {
    String base = get(FileOptions.PATH).isEmpty() ? "" : get(FileOptions.PATH) + "/";
    String text = options.find(FileOptions.PATTERN).orElse(null);
    if (text == null) {
      String plain = name.replaceAll("([*?\\[{\\\\])", "\\\\$1");
      text =
          name.equals(rootName) && base.isEmpty()
              ? "**"
              : "{" + plain + "," + plain + ".*," + plain + "/**}";
      return FilePattern.of(place.apply(base + text));
    }
    boolean whole = text.startsWith("re:") || text.contains("://");
    return FilePattern.of(place.apply(whole ? text : base + text));
  }

  Criteria criteria(String rootName, Optional<ExtractionRequest.Window> window, Instant now) {
    Instant modifiedAfter =
        options
            .find(FileOptions.MODIFIED_AFTER)
            .map(text -> Partitions.bound(text).toInstant(ZoneOffset.UTC))
            .orElse(null);
    Instant oldest = forgetBefore(now);
    if (oldest != null && (modifiedAfter == null || oldest.isAfter(modifiedAfter))) {
      modifiedAfter = oldest;
    }
    boolean aged = !get(FileOptions.MIN_AGE).isZero();
    return new Criteria(
        pattern(rootName),
        partitions(rootName, window),
        modifiedAfter,
        aged ? now.minus(get(FileOptions.MIN_AGE)) : null,
        get(FileOptions.MIN_SIZE),
        options.find(FileOptions.MAX_SIZE).orElse(Long.MAX_VALUE),
        options.find(FileOptions.MARKER).orElse(null),
        options.find(FileOptions.ARCHIVE_PATH).orElse(null));
  }

  @Nullable Instant forgetBefore(Instant now) {
    return options.find(FileOptions.FORGET_AFTER).map(now::minus).orElse(null);
  }

  private @Nullable Partitions partitions(
      String rootName, Optional<ExtractionRequest.Window> window) {
    String field = options.find(FileOptions.PARTITION_FIELD).orElse(null);
    if (field == null && !pattern(rootName).hasDate()) {
      return null;
    }
    String from =
        window
            .map(ExtractionRequest.Window::from)
            .orElse(options.find(ExtractionOptions.START_DATE).orElse(null));
    String until = window.map(ExtractionRequest.Window::until).orElse(null);
    return new Partitions(
        field,
        DatePattern.of(get(FileOptions.PARTITION_FORMAT)),
        from == null ? null : Partitions.bound(from),
        until == null ? null : Partitions.bound(until));
  }

  /**
   * Returns the format of a file or of an archive's entry.
   *
   * @throws ConnectorException of kind CONFIG if nobody knows it
   */
  FileFormat format(String fileName) {
    Optional<String> named = options.find(FileOptions.FORMAT);
    if (named.isPresent()) {
      return formats.get(named.get());
    }
    return formats
        .byExtension(Compression.strip(fileName))
        .orElseThrow(
            () ->
                ConnectorException.of(
                        ErrorKind.CONFIG, "the name does not say which format the file has")
                    .place(fileName)
                    .remedy(
                        "Set `file_format` to one of "
                            + formats.all().stream()
                                .map(FileFormat::name)
                                .collect(Collectors.joining(", "))
                            + ", or leave it out by `file_pattern`")
                    .build());
  }

  /**
   * Returns the read options as a format understands them. Where the format is not named, options
   * of other formats are for those; what no format knows is an error in any case.
   *
   * @throws ConnectorException of kind CONFIG, naming every problem
   */
  Options readOptions(FileFormat format) {
    Options known = readOptions.get(format.name());
    if (known == null) {
      known = bindReadOptions(format);
      readOptions.put(format.name(), known);
    }
    return known;
  }

  private Options bindReadOptions(FileFormat format) {
    Configuration given = options.portable().section(FileOptions.READ_OPTIONS.name());
    if (!options.isSet(FileOptions.FORMAT)) {
      Set<String> own = names(format);
      Set<String> others =
          formats.all().stream()
              .flatMap(each -> names(each).stream())
              .collect(Collectors.toCollection(TreeSet::new));
      for (String key : given.keys()) {
        if (!own.contains(key) && others.contains(key)) {
          given = given.without(key);
        }
      }
    }
    Problems problems = Problems.of(given).under(FileOptions.READ_OPTIONS.name());
    Options bound = format.readOptions().bind(given, problems, resolver);
    problems.throwIfAny("files of " + format.name() + " cannot be read");
    return bound;
  }

  private static Set<String> names(FileFormat format) {
    return format.readOptions().options().stream().map(Option::name).collect(Collectors.toSet());
  }

  /** Returns what a file's path gives its records. */
  Map<String, String> given(String path) {
    Map<String, String> given = new LinkedHashMap<>();
    if (get(FileOptions.HIVE)) {
      given.putAll(HivePath.values(path));
    }
    options.find(FileOptions.FILE_COLUMN).ifPresent(column -> given.put(column, path));
    return given;
  }

  /** Returns the declared fields. */
  List<Field> declared() {
    List<Field> fields = new ArrayList<>();
    for (Options column : get(FileOptions.SCHEMA)) {
      DataType type = DataType.parse(column.get(ColumnOptions.TYPE));
      boolean instant = type.isNumber() && column.isSet(ColumnOptions.FORMAT);
      Field field =
          Field.of(column.get(ColumnOptions.NAME), instant ? DataType.TIMESTAMP_TZ : type);
      fields.add(column.get(ColumnOptions.REQUIRED) ? field.required() : field);
    }
    return fields;
  }

  /**
   * Returns what records must meet.
   *
   * @throws ConnectorException of kind CONFIG if a condition has not the values that it needs
   */
  List<Condition> conditions() {
    List<Condition> conditions = new ArrayList<>();
    for (Options filter : get(FileOptions.FILTERS)) {
      conditions.add(
          Condition.of(
              filter.get(FilterOptions.COLUMN),
              filter.get(FilterOptions.OPERATOR),
              filter.get(FilterOptions.VALUE)));
    }
    return conditions;
  }

  /** Returns the rules for the records of a file. */
  FileRules rules(String place, String path) {
    FileRules known = common;
    if (known == null) {
      known = commonRules();
      common = known;
    }
    return known.place(place).given(given(path));
  }

  private FileRules commonRules() {
    Map<String, String> dates = new HashMap<>();
    for (Options column : get(FileOptions.SCHEMA)) {
      column
          .find(ColumnOptions.FORMAT)
          .ifPresent(format -> dates.put(column.get(ColumnOptions.NAME), format));
    }
    Set<String> declared = declared().stream().map(Field::name).collect(Collectors.toSet());
    return FileRules.of(name)
        .differences(get(FileOptions.DIFFERENCES))
        .misfits(
            get(FileOptions.MISFITS),
            options.find(FileOptions.MAX_BAD_RECORDS).orElse(Long.MAX_VALUE))
        .columns(Set.copyOf(get(FileOptions.COLUMNS)))
        .declared(declared)
        .formats(dates)
        .conditions(conditions())
        .patience(options.get(ExtractionOptions.PATIENCE));
  }

  /**
   * Returns the stream's schema from what its files hold.
   *
   * @param found the files' own schema, and the columns of their paths
   */
  StreamSchema schema(StreamSchema found) {
    List<Field> fields = new ArrayList<>();
    Map<String, Field> declared = new LinkedHashMap<>();
    declared().forEach(field -> declared.put(field.name(), field));
    Set<String> wanted = Set.copyOf(get(FileOptions.COLUMNS));
    for (Field field : found.fields()) {
      Field own = declared.remove(field.name());
      fields.add(own != null ? own : field.nullable());
    }
    fields.addAll(declared.values());
    fields.removeIf(field -> !wanted.isEmpty() && !wanted.contains(field.name()));
    if (found.size() == 0 && declared().isEmpty()) {
      return StreamSchema.of(); // there are no files to know better
    }
    for (String key : get(FileOptions.PRIMARY_KEY)) {
      if (fields.stream().noneMatch(field -> field.name().equals(key))) {
        throw ConnectorException.of(
                ErrorKind.CONFIG, "the files have no column \"" + key + "\" of `primary_key`")
            .stream(name)
            .build();
      }
    }
    checkFilters(StreamSchema.of(fields));
    return StreamSchema.of(fields).key(get(FileOptions.PRIMARY_KEY).toArray(new String[0]));
  }

  private void checkFilters(StreamSchema schema) {
    for (Condition condition : conditions()) {
      Field field = schema.find(condition.column()).orElse(null);
      if (field == null) {
        boolean left = !get(FileOptions.COLUMNS).isEmpty();
        throw ConnectorException.of(
                ErrorKind.CONFIG,
                "the files have no column \"" + condition.column() + "\" of `filters`")
            .stream(name)
            .remedy(
                left
                    ? "Name it in `columns` too: only what is read is compared"
                    : "Name one of " + schema.fields().stream().map(Field::name).toList())
            .build();
      }
      condition.on(field.type());
    }
  }
}
