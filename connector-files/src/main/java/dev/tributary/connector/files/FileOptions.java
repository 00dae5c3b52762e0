package dev.tributary.connector.files;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.compression.Compression;
import dev.tributary.connector.files.format.Differences;
import dev.tributary.connector.files.format.Misfits;
import dev.tributary.connector.files.selection.FilePattern;
import dev.tributary.connector.files.selection.Partitions;
import dev.tributary.connector.incremental.DatePattern;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;
import dev.tributary.connector.option.Options;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What an extraction says of files, wherever they are.
 *
 * @since 0.1.0
 */
public final class FileOptions {
  /** A directory below the source's. */
  public static final Option<String> PATH =
      Option.string("path", "")
          .check(
              path -> !path.startsWith("/") && !path.contains(".."),
              "a path below the source's, without ..")
          .doc("A directory below the source's own that everything else is relative to");

  /** Which files. */
  public static final Option<String> PATTERN =
      Option.string("file_pattern")
          .check(FileOptions::isPattern, "a file pattern")
          .doc(
              "Which files to read. `*` stays within a directory, `**` crosses; `?`, `[a-z]`,"
                  + " `{a,b}`; `{YYYY-MM-DD}` is a date; `re:` begins a regular expression of the"
                  + " whole path. Not set, a stream is the directory of its name, or the files of"
                  + " its name with any ending")
          .example("sales/{YYYY-MM-DD}/*.csv.gz");

  /** Which format. */
  public static final Option<String> FORMAT =
      Option.string("file_format")
          .doc(
              "`CSV`, `JSON`, `JSONL`, `AVRO` or `PARQUET`; by the ending of each name if not set");

  /** How the format is read. */
  public static final Option<Map<String, Object>> READ_OPTIONS =
      Option.tree("read_options")
          .orElse(Map.of())
          .doc("How files are read: the options of the format, listed below");

  /** How files are compressed. */
  public static final Option<Compression> COMPRESSION =
      Option.enumeration("compression", Compression.AUTO)
          .doc("How files are compressed; by their first bytes, of archives by name, if not set");

  /** The declared columns. */
  public static final Option<List<Options>> SCHEMA =
      Option.objects("schema", ColumnOptions.ALL)
          .orElse(List.of())
          .doc("Columns whose types are declared; the types of all others are inferred");

  /** The columns to read. */
  public static final Option<List<String>> COLUMNS =
      Option.strings("columns").orElse(List.of()).doc("The columns to read; all if not set");

  /** Which records to read. */
  public static final Option<List<Options>> FILTERS =
      Option.objects("filters", FilterOptions.ALL)
          .orElse(List.of())
          .doc(
              "Conditions that a record must meet, all of them; others are left out. What"
                  + " statistics of a file show to hold none is not read, nor are files whose path"
                  + " says so");

  /** The key. */
  public static final Option<List<String>> PRIMARY_KEY =
      Option.strings("primary_key").orElse(List.of()).doc("The columns that identify a record");

  /** What happens where files differ. */
  public static final Option<Differences> DIFFERENCES =
      Option.enumeration("schema_differences", Differences.WIDEN)
          .doc("What to do where the files of one stream do not have the same columns");

  /** What happens to bad records. */
  public static final Option<Misfits> MISFITS =
      Option.enumeration("misfits", Misfits.FAIL)
          .doc("What to do with a record that cannot be read or does not fit a declared column");

  /** How many bad records a file may have. */
  public static final Option<Long> MAX_BAD_RECORDS =
      Option.longInteger("max_bad_records")
          .atLeast(0L)
          .doc(
              "With `misfits: reject`, how many records of one file, or range of it, are set aside"
                  + " before it fails after all; any number if not set");

  /** The column for the file's path. */
  public static final Option<String> FILE_COLUMN =
      Option.string("file_column").doc("A column to put the path of each record's file in");

  /** Whether directories are columns. */
  public static final Option<Boolean> HIVE =
      Option.bool("hive_partitions", true)
          .doc("Whether directories such as `day=2026-01-31` are columns of the records in them");

  /** Which directory is the partition. */
  public static final Option<String> PARTITION_FIELD =
      Option.string("partition_field")
          .doc(
              "The directory's key (`day=…`) whose date is compared with `start_date` and the"
                  + " request's window; if not set, a date in `file_pattern` is");

  /** How a partition is named. */
  public static final Option<String> PARTITION_FORMAT =
      Option.string("partition_format", "YYYY-MM-DD")
          .check(FileOptions::isDateFormat, "a date format, such as YYYY-MM-DD")
          .doc("How the date of `partition_field` is written");

  /** What happens to files that were read. */
  public static final Option<AfterCommit> AFTER_COMMIT =
      Option.enumeration("after_commit", AfterCommit.LEAVE)
          .doc("What to do with a file once all of it is stored for good");

  /** Where files that were read go. */
  public static final Option<String> ARCHIVE_PATH =
      Option.string("archive_path")
          .check(
              path -> !path.startsWith("/") && !path.contains("..") && !path.isEmpty(),
              "a path below the source's, without ..")
          .doc("The directory below the source's that read files move to, keeping their paths");

  /** How old files must be. */
  public static final Option<Duration> MIN_AGE =
      Option.seconds("min_age", 0)
          .doc("How long ago a file must have been written last: newer ones wait for the next run");

  /** How large files must be. */
  public static final Option<Long> MIN_SIZE =
      Option.longInteger("min_size", 0).atLeast(0L).doc("Smaller files wait for the next run");

  /** How large files may be. */
  public static final Option<Long> MAX_SIZE =
      Option.longInteger("max_size").atLeast(0L).doc("Larger files are left out");

  /** How new files must be. */
  public static final Option<String> MODIFIED_AFTER =
      Option.string("modified_after")
          .check(FileOptions::isBound, "a day or an instant, such as 2026-01-31")
          .doc("Files last written then or before are left out; in UTC");

  /** The file that says that others are whole. */
  public static final Option<String> MARKER =
      Option.string("marker_file")
          .check(name -> !name.isEmpty() && !name.contains("/"), "a file's name")
          .doc(
              "A file's name that must be in the same directory before a file is read; `{name}`"
                  + " stands for the file's own")
          .example("{name}.done");

  /** What happens without files. */
  public static final Option<OnNoMatch> ON_NO_MATCH =
      Option.enumeration("on_no_match", OnNoMatch.FAIL)
          .doc("What to do if no file is meant and none was read before");

  /** What happens to files that change. */
  public static final Option<ChangedFiles> CHANGED_FILES =
      Option.enumeration("changed_files", ChangedFiles.FAIL)
          .doc("What to do with a file that is deleted or written while it is read");

  /** What is forgotten. */
  public static final Option<Duration> FORGET_AFTER =
      Option.seconds("forget_after")
          .doc(
              "Files last written longer ago are neither read nor remembered, which keeps the state"
                  + " small; every file is remembered if not set");

  /** How large ranges are. */
  public static final Option<Long> SPLIT_BYTES =
      Option.longInteger("split_bytes", 64L << 20)
          .atLeast(1L << 10)
          .doc("About how many bytes of one file are read as one piece, beside the others");

  /** How far files may expand. */
  public static final Option<Long> MAX_EXPANSION =
      Option.longInteger("max_expansion", 500)
          .atLeast(1L)
          .doc("How many times larger than itself a compressed file may become, beyond 64 MiB");

  /** How many files an archive may have. */
  public static final Option<Integer> MAX_ENTRIES =
      Option.integer("max_entries", 100_000).atLeast(1).doc("How many entries an archive may have");

  /** All of them. */
  public static final OptionSet ALL =
      OptionSet.of(
          PATH,
          PATTERN,
          FORMAT,
          READ_OPTIONS,
          COMPRESSION,
          SCHEMA,
          COLUMNS,
          FILTERS,
          PRIMARY_KEY,
          DIFFERENCES,
          MISFITS,
          MAX_BAD_RECORDS,
          FILE_COLUMN,
          HIVE,
          PARTITION_FIELD,
          PARTITION_FORMAT,
          AFTER_COMMIT,
          ARCHIVE_PATH,
          MIN_AGE,
          MIN_SIZE,
          MAX_SIZE,
          MODIFIED_AFTER,
          MARKER,
          ON_NO_MATCH,
          CHANGED_FILES,
          FORGET_AFTER,
          SPLIT_BYTES,
          MAX_EXPANSION,
          MAX_ENTRIES);

  private FileOptions() {}

  private static boolean isPattern(String text) {
    try {
      return !text.isEmpty() && FilePattern.of(text) != null;
    } catch (IllegalArgumentException wrong) {
      return false;
    }
  }

  private static boolean isDateFormat(String text) {
    try {
      return DatePattern.of(text) != null;
    } catch (IllegalArgumentException wrong) {
      return false;
    }
  }

  private static boolean isBound(String text) {
    try {
      return Partitions.bound(text) != null;
    } catch (ConnectorException wrong) {
      return false;
    }
  }
}
