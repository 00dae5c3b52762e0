package dev.tributary.connector.files.selection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.FileListing;
import dev.tributary.connector.files.store.FileOutput;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.Narrowing;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.incremental.DatePattern;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A store is asked for no more than may be meant, and for all that is. */
class NarrowingTest {
  private static final List<String> PATHS = new ArrayList<>();

  static {
    for (int day = 0; day < 800; day += 3) {
      LocalDate date = LocalDate.of(2024, 12, 1).plusDays(day);
      PATHS.add("in/" + date.toString().replace('-', '/') + "/a.csv");
      PATHS.add("in/day=" + date + "/a.csv");
      PATHS.add("in/sales_" + date + ".csv");
      PATHS.add("in/" + date.getDayOfMonth() + "." + date.getYear() + "/a.csv");
    }
    PATHS.addAll(
        List.of(
            "orders.csv",
            "orders",
            "orders2.csv",
            "in/sales.csv",
            "in/other.csv",
            "in/deep/a.csv",
            "in/x[1].csv",
            "in/x]1.csv",
            "a/b.csv",
            "a/b.log",
            "b/b.csv",
            "c/b.csv"));
  }

  /** Keeps strictly to what it is asked for, and counts what it lists. */
  private static final class Strict implements FileStore {
    private final boolean keeps;
    private long listed;

    Strict(boolean keeps) {
      this.keeps = keeps;
    }

    @Override
    public String root() {
      return "strict";
    }

    @Override
    public FileListing list(String directory) {
      return list(directory, Narrowing.none());
    }

    @Override
    public FileListing list(String directory, Narrowing wanted) {
      String path = directory.isEmpty() ? "" : directory + "/";
      TreeSet<String> names = new TreeSet<>();
      for (String each : PATHS) {
        if (each.startsWith(path)) {
          int slash = each.indexOf('/', path.length());
          String name = each.substring(path.length(), slash < 0 ? each.length() : slash + 1);
          if (!keeps || isWanted(name, wanted)) {
            names.add(path + name);
          }
        }
      }
      Iterator<String> next = names.iterator();
      return new FileListing() {
        @Override
        public @Nullable StoredFile next() {
          if (!next.hasNext()) {
            return null;
          }
          listed++;
          String name = next.next();
          return name.endsWith("/")
              ? StoredFile.directory(name.substring(0, name.length() - 1))
              : StoredFile.of(name, 1, Instant.EPOCH);
        }

        @Override
        public void close() {}
      };
    }

    private static boolean isWanted(String name, Narrowing wanted) {
      return name.startsWith(wanted.prefix())
          && (wanted.files().isEmpty()
              || (!name.endsWith("/") && FilePattern.of(wanted.files().get()).matches(name)));
    }

    @Override
    public StoredFile stat(String path) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileInput open(StoredFile file) {
      throw new UnsupportedOperationException();
    }

    @Override
    public FileOutput create(String path) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void rename(String from, String to) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(String path) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  private static Criteria criteria(String pattern, @Nullable Partitions window) {
    return new Criteria(FilePattern.of(pattern), window, null, null, 0, Long.MAX_VALUE, null, null);
  }

  private static @Nullable Partitions window(
      @Nullable String field, @Nullable String from, @Nullable String until) {
    LocalDateTime start = from == null ? null : Partitions.bound(from);
    LocalDateTime end = until == null ? null : Partitions.bound(until);
    return new Partitions(field, DatePattern.of("YYYY-MM-DD"), start, end);
  }

  private static List<String> walk(Strict store, Criteria criteria) throws IOException {
    List<String> found = new ArrayList<>();
    try (FileWalk walk = new FileWalk(store, criteria)) {
      for (StoredFile file = walk.next(); file != null; file = walk.next()) {
        found.add(file.path());
      }
    }
    return found;
  }

  /** Returns how many entries were listed. */
  private static long same(Criteria criteria) throws IOException {
    Strict strict = new Strict(true);
    List<String> meant = PATHS.stream().filter(path -> meant(criteria, path)).distinct().toList();
    assertThat(walk(new Strict(false), criteria)).containsExactlyInAnyOrderElementsOf(meant);
    assertThat(walk(strict, criteria)).containsExactlyInAnyOrderElementsOf(meant);
    return strict.listed;
  }

  private static boolean meant(Criteria criteria, String path) {
    return criteria.mean(StoredFile.of(path, 1, Instant.EPOCH));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "**",
        "in/*.csv",
        "in/s*.csv",
        "in/sales_*",
        "in/sa?es*.csv",
        "in/x[1].csv",
        "in/x\\[1\\].csv",
        "in/*]1.csv",
        "*/b.csv",
        "{a,b}/*.csv",
        "{a,in/deep}/*.csv",
        "in/{sales,other}.csv",
        "{orders,orders.*,orders/**}",
        "in/**/a.csv",
        "in/d**",
        "./in/o*.csv",
        "re:in/sales.*",
        "in/{YYYY}/{MM}/{DD}/*.csv",
        "in/{DD}.{YYYY}/*.csv",
        "in/sales_{YYYY-MM-DD}.csv",
        "nowhere/*.csv",
        "in"
      })
  void leavesOutNothingThatIsMeant(String pattern) throws IOException {
    boolean dated = FilePattern.of(pattern).hasDate();
    same(criteria(pattern, dated ? window(null, null, null) : null));
    if (dated) {
      same(criteria(pattern, window(null, "2025-01-31", "2025-03-02")));
      same(criteria(pattern, window(null, "2025-01-31", null)));
      same(criteria(pattern, window(null, null, "2025-03-02T12:00:00")));
      same(criteria(pattern, window(null, "2025-03-02T12:00:00", "2025-03-02T12:00:01")));
    }
  }

  @ParameterizedTest
  @DisplayName("B4.64: what a pattern or a window leaves out is not listed")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "in/o*.csv | - | 1",
        "in/sales_{YYYY-MM-DD}.csv | - | 92",
        "in/{YYYY}/{MM}/{DD}/*.csv | - | 52",
        "in/day=*/*.csv | day | 113",
        "{orders,orders.*,orders/**} | - | 3",
      })
  void listsLittle(String pattern, @Nullable String field, long most) throws IOException {
    boolean dated = field != null || FilePattern.of(pattern).hasDate();
    long listed = same(criteria(pattern, dated ? window(field, "2025-02-01", "2025-04-01") : null));
    assertThat(listed).isPositive().isLessThanOrEqualTo(most);
  }

  @Test
  void entersNoDirectoryOutsideOfTheWindow() throws IOException {
    Criteria criteria = criteria("in/**", window("day", "2025-02-01", "2025-02-10"));
    assertThat(criteria.mayHold("in/day=2025-02-03")).isTrue();
    assertThat(criteria.mayHold("in/day=2025-02-11")).isFalse();
    assertThat(criteria.mayHold("in/deep")).isTrue();
  }
}
