package dev.tributary.connector.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.FileChangedException;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.testkit.storage.StorageCall;
import dev.tributary.connector.testkit.storage.StorageFault;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large objects, of which several ranges are fetched at once. */
class GcsRangesIT {
  private static final byte[] LARGE = new byte[6 * RangesStream.PIECE + 12_345];

  static {
    new Random(11).nextBytes(LARGE);
  }

  private Lake lake;
  private GcsFileStore store;
  private StoredFile file;

  @BeforeEach
  void open() throws Exception {
    lake = new Lake();
    store = lake.store();
    lake.put("large", LARGE);
    file = store.stat("large");
  }

  @AfterEach
  void close() throws Exception {
    store.close();
    lake.close();
  }

  private byte[] all(GcsFileStore from) throws Exception {
    try (FileInput input = from.open(file);
        InputStream stream = input.stream(0)) {
      return stream.readAllBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 20})
  void handsOutRangesInOrder(int atOnce) throws Exception {
    try (GcsFileStore some = Lake.store(lake.source().with("download_parallelism", atOnce))) {
      assertThat(all(some)).isEqualTo(LARGE);
    }
    assertThat(lake.fake.calls(StorageCall.READ)).isEqualTo(atOnce == 1 ? 1 : 7);
    assertThat(lake.fake.sent()).isEqualTo(LARGE.length);
  }

  @Test
  void beginsAnywhere() throws Exception {
    try (FileInput input = store.open(file);
        InputStream stream = input.stream(1_000_001)) {
      assertThat(stream.readAllBytes())
          .isEqualTo(Arrays.copyOfRange(LARGE, 1_000_001, LARGE.length));
    }
  }

  @Test
  void fetchesNoMoreThanItMustForTheBeginning() throws Exception {
    try (FileInput input = store.open(file);
        InputStream stream = input.stream(0)) {
      assertThat(stream.readNBytes(256 << 10)).hasSize(256 << 10);
    }
    assertThat(lake.fake.calls(StorageCall.READ)).isEqualTo(1);
    assertThat(lake.fake.reads().get(0).length()).isEqualTo(RangesStream.PIECE);
  }

  @Test
  void goesOnWhereRangesAreCut() throws Exception {
    for (int i = 0; i < 6; i++) {
      lake.fake.order(StorageFault.cut(1_000_000 * i).on(StorageCall.READ).after(2 * i));
    }
    lake.fake.order(StorageFault.status(503).on(StorageCall.READ).after(5).times(2));
    assertThat(all(store)).isEqualTo(LARGE);
  }

  @Test
  void comparesTheChecksumOfTheWhole() throws Exception {
    lake.fake.order(StorageFault.corrupt(2_000_000).on(StorageCall.READ).after(4));
    assertThatThrownBy(() -> all(store))
        .isInstanceOfSatisfying(
            ConnectorException.class, bad -> assertThat(bad.kind()).isEqualTo(ErrorKind.DATA))
        .hasMessageContaining("gs://lake/large")
        .hasMessageContaining("crc32c");
    assertThat(all(store)).isEqualTo(LARGE);
  }

  @Test
  void saysThatItWasReplacedMeanwhile() {
    byte[] other = LARGE.clone();
    other[LARGE.length - 1]++;
    lake.fake.order(
        StorageFault.meanwhile(() -> lake.put("large", other)).on(StorageCall.READ).after(4));
    assertThatThrownBy(() -> all(store)).isInstanceOf(FileChangedException.class);
  }

  @Test
  void saysWhereItGaveUp() {
    lake.fake.order(StorageFault.cut(100).on(StorageCall.READ).after(3).always());
    lake.fake.order(StorageFault.status(503).on(StorageCall.READ).after(3).always());
    assertThatThrownBy(() -> all(store))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            failed -> assertThat(failed.kind()).isEqualTo(ErrorKind.TRANSIENT))
        .hasMessageContaining("large");
  }

  @Test
  void endsAtOnceWhenItIsClosedByAnotherThread() throws Exception {
    lake.fake.order(StorageFault.stall(1_000_000).on(StorageCall.READ).after(2).always());
    FileInput input = store.open(file);
    CountDownLatch begun = new CountDownLatch(1);
    AtomicReference<Throwable> ended = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              try (InputStream stream = input.stream(0)) {
                stream.readNBytes(RangesStream.PIECE + 1);
                begun.countDown();
                stream.readAllBytes();
              } catch (Throwable failed) {
                ended.set(failed);
              }
            });
    reader.start();
    begun.await();
    input.close();
    reader.join(10_000);
    assertThat(reader.isAlive()).isFalse();
    assertThat(ended.get())
        .isInstanceOfSatisfying(
            ConnectorException.class,
            stopped -> assertThat(stopped.kind()).isEqualTo(ErrorKind.CANCELLED));
  }
}
