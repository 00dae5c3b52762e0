package dev.tributary.connector.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.files.selection.Criteria;
import dev.tributary.connector.files.selection.FilePattern;
import dev.tributary.connector.files.selection.FileWalk;
import dev.tributary.connector.files.selection.Partitions;
import dev.tributary.connector.incremental.DatePattern;
import dev.tributary.connector.testkit.storage.Content;
import dev.tributary.connector.testkit.storage.StorageCall;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a pattern leaves out is not listed: pages of a listing are counted. */
class GcsListingIT {
  private static final Content ROW = Content.of("id\n1\n".getBytes(StandardCharsets.UTF_8));

  private Lake lake;

  @BeforeEach
  void open() throws Exception {
    lake = new Lake();
  }

  @AfterEach
  void close() throws Exception {
    lake.close();
  }

  private static Criteria files(String pattern, @Nullable Partitions window) {
    return new Criteria(FilePattern.of(pattern), window, null, null, 0, Long.MAX_VALUE, null, null);
  }

  /** Returns how many pages were asked for while so many files were found. */
  private int pages(Criteria criteria, int files) throws Exception {
    int before = lake.fake.calls(StorageCall.LIST);
    int found = 0;
    try (GcsFileStore store = lake.store();
        FileWalk walk = new FileWalk(store, criteria)) {
      while (walk.next() != null) {
        found++;
      }
    }
    assertThat(found).isEqualTo(files);
    return lake.fake.calls(StorageCall.LIST) - before;
  }

  private int pages(String pattern, int files) throws Exception {
    return pages(files(pattern, null), files);
  }

  private static Partitions window(@Nullable String field) {
    return new Partitions(
        field,
        DatePattern.of("YYYY-MM-DD"),
        Partitions.bound("2026-02-27"),
        Partitions.bound("2026-03-03"));
  }

  @Test
  @DisplayName("B4.64: only names are listed that begin as the pattern does")
  void takesThePrefixOfThePattern() throws Exception {
    lake.fake.number("lake", "in/other_", ".csv", 5_000, ROW);
    lake.put("in/sales_1.csv", "id\n1\n");
    lake.put("in/sales_2.csv", "id\n2\n");
    assertThat(pages("in/sales_?.csv", 2)).isEqualTo(1);
    assertThat(pages("in/sales_*", 2)).isEqualTo(1);
    lake.put("sales.csv", "id\n1\n");
    assertThat(pages("{sales,sales.*,sales/**}", 1)).isEqualTo(1);
  }

  @Test
  void hasCloudStorageMatchTheGlob() throws Exception {
    lake.fake.number("lake", "in/a", ".log", 5_000, ROW);
    lake.put("in/z.csv", "id\n1\n");
    lake.put("in/deep/z.csv", "id\n1\n");
    assertThat(pages("in/*.csv", 1)).isEqualTo(1);
  }

  @Test
  void asksOnlyForTheDatesOfTheWindow() throws Exception {
    for (LocalDate day = LocalDate.of(2024, 1, 1); day.getYear() < 2027; day = day.plusDays(1)) {
      lake.put("in/" + day.toString().replace('-', '/') + "/a.csv", "id\n1\n");
      lake.put("hive/day=" + day + "/a.csv", "id\n1\n");
    }
    // the months of 2026; February and March; their four days
    assertThat(pages(files("in/{YYYY}/{MM}/{DD}/*.csv", window(null)), 4)).isEqualTo(1 + 2 + 4);
    assertThat(pages(files("hive/day=*/*.csv", window("day")), 4)).isEqualTo(1 + 4);
  }

  @Test
  void takesLettersThatAreSpecialInAGlobAsTheyAre() throws Exception {
    lake.put("in/[a]{b}/1.csv", "id\n1\n");
    lake.put("in/[a]{b}/2.log", "id\n1\n");
    lake.put("in/,/x,1.csv", "id\n1\n");
    assertThat(pages("in/\\[a\\]\\{b\\}/*.csv", 1)).isEqualTo(1);
    assertThat(pages("in/,/x,*.csv", 1)).isEqualTo(1);
  }
}
