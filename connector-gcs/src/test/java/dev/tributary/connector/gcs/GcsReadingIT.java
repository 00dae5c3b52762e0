package dev.tributary.connector.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.FileChangedException;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.FileListing;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.testkit.storage.Content;
import dev.tributary.connector.testkit.storage.StorageCall;
import dev.tributary.connector.testkit.storage.StorageFault;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects as they are read: pinned, raw, through cuts, with checksums, and no more than needed. */
class GcsReadingIT {
  private static final byte[] LARGE = new byte[3_000_000];

  static {
    new Random(7).nextBytes(LARGE);
    LARGE[0] = 'x'; // nothing that looks compressed
  }

  private Lake lake;
  private GcsFileStore store;

  @BeforeEach
  void open() throws Exception {
    lake = new Lake();
    store = lake.store();
  }

  @AfterEach
  void close() throws Exception {
    store.close();
    lake.close();
  }

  private byte[] all(String path) throws Exception {
    return all(store.stat(path));
  }

  private byte[] all(StoredFile file) throws Exception {
    try (FileInput input = store.open(file);
        InputStream stream = input.stream(0)) {
      return stream.readAllBytes();
    }
  }

  @Test
  void readsASmallObjectWithOneRequest() throws Exception {
    lake.put("a.csv", "id\n1\n");
    StoredFile file = store.stat("a.csv");
    try (FileInput input = store.open(file)) {
      byte[] two = new byte[2];
      input.readFully(3, two, 0, 2);
      assertThat(two).asString(StandardCharsets.UTF_8).isEqualTo("1\n");
      assertThat(input.stream(0).readAllBytes()).hasSize(5);
    }
    assertThat(lake.fake.calls(StorageCall.READ)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 16_383, 16_384, 16_385, 1_500_000, 2_999_999})
  void goesOnAfterACutByTheRest(int cut) throws Exception {
    lake.put("large", LARGE);
    for (int i = 0; i < 3; i++) {
      lake.fake.order(StorageFault.cut(cut).on(StorageCall.READ).after(i));
    }
    assertThat(all("large")).isEqualTo(LARGE);
    assertThat(lake.fake.sent()).isLessThan(LARGE.length * 8L);
  }

  @Test
  void goesOnAfterAStall() throws Exception {
    lake.put("large", LARGE);
    lake.fake.order(StorageFault.stall(1_000_000).on(StorageCall.READ));
    try (GcsFileStore hasty = Lake.store(lake.source().with("timeout", 1))) {
      try (FileInput input = hasty.open(hasty.stat("large"));
          InputStream stream = input.stream(0)) {
        assertThat(stream.readAllBytes()).isEqualTo(LARGE);
      }
    }
  }

  @Test
  void givesUpWhenNothingMoreComes() throws Exception {
    lake.put("large", LARGE);
    StoredFile file = store.stat("large");
    lake.fake.order(StorageFault.cut(0).on(StorageCall.READ).always());
    assertThatThrownBy(() -> all(file))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            failed -> assertThat(failed.kind()).isEqualTo(ErrorKind.TRANSIENT))
        .hasMessageContaining("large");
    assertThat(lake.fake.calls(StorageCall.READ)).isLessThan(10);
  }

  @Test
  @DisplayName("B4.61: what is stored with gzip encoding is read raw, by ranges too")
  void readsGzipEncodingRaw() throws Exception {
    StringBuilder text = new StringBuilder("id,name\n");
    Random random = new Random(3);
    for (int i = 0; i < 120_000; i++) {
      text.append(i).append(',').append(Long.toHexString(random.nextLong())).append('\n');
    }
    byte[] packed = Lake.gzip(text.toString());
    assertThat(packed.length).isGreaterThan(GcsFileInput.SMALL);
    lake.fake.put(
        "lake",
        "orders.csv",
        Content.of(packed),
        Map.of("contentEncoding", "gzip", "contentType", "text/csv"));
    lake.fake.order(StorageFault.cut(500_000).on(StorageCall.READ).times(2));
    assertThat(store.stat("orders.csv").size()).isEqualTo(packed.length);
    assertThat(all("orders.csv")).isEqualTo(packed);
    try (FileInput input = store.open(store.stat("orders.csv"))) {
      byte[] middle = new byte[1000];
      input.readFully(700_000, middle, 0, 1000);
      assertThat(middle).isEqualTo(Arrays.copyOfRange(packed, 700_000, 701_000));
    }
    assertThat(Lake.read(lake.source(), ExtractionRequest.of("orders"), "name")).hasSize(120_000);
  }

  @Test
  void pinsTheGeneration() throws Exception {
    lake.put("large", LARGE);
    StoredFile file = store.stat("large");
    byte[] other = LARGE.clone();
    other[2_000_000]++;
    lake.fake.order(
        StorageFault.meanwhile(() -> lake.put("large", other)).on(StorageCall.READ).after(1));
    lake.fake.order(StorageFault.cut(100_000).on(StorageCall.READ));
    assertThatThrownBy(() -> all(file)).isInstanceOf(FileChangedException.class);
    assertThatThrownBy(() -> all(file)).isInstanceOf(FileChangedException.class);
    assertThat(all("large")).isEqualTo(other);
  }

  @Test
  void saysThatAnObjectIsGone() throws Exception {
    lake.put("a.csv", "id\n1\n");
    StoredFile file = store.stat("a.csv");
    lake.fake.remove("lake", "a.csv");
    assertThatThrownBy(() -> all(file)).isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> store.stat("a.csv")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void comparesTheChecksumOfALargeObject() throws Exception {
    lake.put("large", LARGE);
    StoredFile file = store.stat("large");
    lake.fake.order(StorageFault.corrupt(1_234_567).on(StorageCall.READ));
    assertThatThrownBy(() -> all(file))
        .isInstanceOfSatisfying(
            ConnectorException.class, bad -> assertThat(bad.kind()).isEqualTo(ErrorKind.DATA))
        .hasMessageContaining("gs://lake/large")
        .hasMessageContaining("crc32c");
    assertThat(all(file)).isEqualTo(LARGE);
    lake.fake.order(StorageFault.lie().on(StorageCall.READ).always());
    assertThatThrownBy(() -> all(file)).hasMessageContaining("crc32c");
  }

  @Test
  void asksOnceMoreForASmallObjectThatCameDamaged() throws Exception {
    lake.put("a.csv", "id\n1\n");
    StoredFile file = store.stat("a.csv");
    lake.fake.order(StorageFault.corrupt(3).on(StorageCall.READ));
    assertThat(all(file)).asString(StandardCharsets.UTF_8).isEqualTo("id\n1\n");
    lake.fake.order(StorageFault.corrupt(3).on(StorageCall.READ).always());
    assertThatThrownBy(() -> all(file)).hasMessageContaining("crc32c");
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504})
  void triesAgainWhatGoogleSaysToTryAgain(int status) throws Exception {
    lake.put("a.csv", "id\n1\n");
    lake.fake.order(StorageFault.status(status).on(StorageCall.READ).times(2));
    lake.fake.order(StorageFault.status(status).on(StorageCall.LIST).times(2));
    lake.fake.order(StorageFault.lose().on(StorageCall.READ).after(2));
    assertThat(
            Lake.read(lake.source(), ExtractionRequest.of("x").with("file_pattern", "*.csv"), "id"))
        .hasSize(1);
  }

  @Test
  void endsAtOnceWhenItIsClosedByAnotherThread() throws Exception {
    lake.put("large", LARGE);
    StoredFile file = store.stat("large");
    lake.fake.order(StorageFault.stall(1_000_000).on(StorageCall.READ));
    FileInput input = store.open(file);
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              try (InputStream stream = input.stream(0)) {
                stream.readNBytes(900_000);
                begun.countDown();
                stream.readAllBytes();
              } catch (Throwable failed) {
                ended.set(failed);
              }
            });
    reader.start();
    begun.await();
    input.close();
    reader.join(5_000);
    assertThat(reader.isAlive()).isFalse();
    assertThat(ended.get())
        .isInstanceOfSatisfying(
            ConnectorException.class,
            stopped -> assertThat(stopped.kind()).isEqualTo(ErrorKind.CANCELLED));
  }

  @Test
  void countsRequestsAndRetriesAsTheExtractions() {
    for (int i = 0; i < 7; i++) {
      lake.put("in/" + i + ".csv", "id\n1\n");
    }
    lake.fake.order(StorageFault.status(503).on(StorageCall.READ).after(4).times(2));
    int before = lake.fake.calls(StorageCall.READ);
    try (BaseConnector connector = Lake.connector(lake.source());
        Extraction extraction = connector.extractData(ExtractionRequest.of("in"))) {
      extraction.forEach(batch -> assertThat(batch.size()).isPositive());
      long asked = lake.fake.calls(StorageCall.READ) - before;
      Map<String, Long> counters = extraction.metadata().counters();
      assertThat(counters).containsEntry("files", 7L);
      assertThat(counters.get("requests")).isBetween(9L, asked);
      assertThat(counters.get("bytes")).isGreaterThanOrEqualTo(7 * 5L);
      assertThat(counters).containsEntry("retries", 2L);
    }
  }

  @Test
  void readsALargeCsvOnceThoughItCouldBeDivided() throws Exception {
    String line = "a text that is as long as a line of text usually is, and a little longer";
    byte[] piece = (line + ",1\n").repeat(10_000).getBytes(StandardCharsets.UTF_8);
    long size = piece.length * 180L;
    assertThat(size).isGreaterThan(2 * (64L << 20));
    lake.fake.put("lake", "large.csv", Content.repeating(piece, size), Map.of());
    ExtractionRequest request =
        ExtractionRequest.of("large").parallelism(2).with("read_options", Map.of("header", false));
    assertThat(count(request)).isEqualTo(1_800_000);
    assertThat(lake.fake.sent()).isBetween(size, size * 11 / 10);
  }

  private long count(ExtractionRequest request) {
    long rows = 0;
    try (BaseConnector connector = Lake.connector(lake.source());
        Extraction extraction = connector.extractData(request)) {
      for (RecordBatch batch : extraction) {
        rows += batch.size();
      }
    }
    return rows;
  }

  @Test
  void readsHereAndThereWithFewRequests() throws Exception {
    lake.put("large", LARGE);
    try (FileInput input = store.open(store.stat("large"))) {
      byte[] into = new byte[200_000];
      input.readFully(0, into, 0, 4);
      input.readFully(2_999_992, into, 0, 8);
      input.readFully(2_960_000, into, 0, 30_000);
      assertThat(lake.fake.calls(StorageCall.READ)).isEqualTo(2);
      input.expect(500_000, 300_000);
      input.expect(805_000, 100_000); // with a small gap
      input.expect(1_500_000, 100_000);
      for (int at = 500_000; at < 900_000; at += 20_000) {
        input.readFully(at, into, 0, 20_000);
        assertThat(Arrays.copyOf(into, 20_000))
            .isEqualTo(Arrays.copyOfRange(LARGE, at, at + 20_000));
      }
      input.readFully(1_500_000, into, 0, 100_000);
      assertThat(lake.fake.calls(StorageCall.READ)).isEqualTo(4);
      assertThat(lake.fake.sent()).isLessThan(16_384 + 65_536 + 405_000 + 100_001);
      assertThatThrownBy(() -> input.readFully(2_999_999, into, 0, 2))
          .isInstanceOf(java.io.EOFException.class);
    }
  }

  @Test
  @DisplayName("B4.64: a directory is listed page by page, and its first file is there at once")
  void listsPageByPageAndStartsAtOnce() throws Exception {
    lake.fake.number("lake", "many/", ".csv", 5_000, Content.of(new byte[] {1}));
    lake.put("many/deep/x.csv", "x");
    lake.put("many/", "");
    try (FileListing listing = store.list("many")) {
      assertThat(listing.next()).isNotNull();
      assertThat(lake.fake.calls(StorageCall.LIST)).isEqualTo(1);
      List<StoredFile> rest = new ArrayList<>();
      for (StoredFile file = listing.next(); file != null; file = listing.next()) {
        rest.add(file);
      }
      assertThat(rest).hasSize(5_000);
      assertThat(rest).filteredOn(StoredFile::isDirectory).hasSize(1);
      assertThat(rest).extracting(StoredFile::path).doesNotHaveDuplicates().contains("many/deep");
    }
    assertThatThrownBy(() -> store.list("nowhere")).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void keepsAnyName() throws Exception {
    List<String> names =
        List.of(
            "a b+c%2F.csv", "ü/ß€😀.csv", "a//b.csv", "q?x=1&y#z.csv", "back\\slash", "new\nline");
    for (String name : names) {
      lake.put(name, "x");
      assertThat(store.stat(name).path()).isEqualTo(name);
      assertThat(all(name)).hasSize(1);
    }
    assertThat(store.stat("ü").isDirectory()).isTrue();
    try (FileListing listing = store.list("a/")) {
      assertThat(listing.next().path()).isEqualTo("a//b.csv");
    }
  }
}
