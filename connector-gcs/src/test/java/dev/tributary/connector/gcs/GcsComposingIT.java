package dev.tributary.connector.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.FileOutput;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.testkit.storage.StorageCall;
import dev.tributary.connector.testkit.storage.StorageFault;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Large files as they are written in parts: whole or not at all, once, and nothing is left. */
class GcsComposingIT {
  private static final int CHUNK = 256 << 10;

  private Lake lake;
  private GcsFileStore store;

  @BeforeEach
  void open() throws Exception {
    lake = new Lake();
    store = Lake.store(source());
  }

  @AfterEach
  void close() throws Exception {
    store.close();
    lake.close();
  }

  private SourceConfig source() {
    return lake.source().with("upload_chunk_bytes", CHUNK);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private StoredFile write(String path, byte[] bytes) throws IOException {
    try (FileOutput output = store.create(path)) {
      for (int at = 0; at < bytes.length; at += 100_000) {
        output.write(bytes, at, Math.min(100_000, bytes.length - at));
      }
      return output.commit();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {CHUNK, CHUNK + 1, 2 * CHUNK, 32 * CHUNK, 33 * CHUNK + 17, 70 * CHUNK})
  void writesAFileOfAnySize(int size) throws Exception {
    byte[] bytes = random(size);
    StoredFile made = write("out/a.bin", bytes);
    assertThat(lake.fake.get("lake", "out/a.bin")).contains(bytes);
    assertThat(made).isEqualTo(store.stat("out/a.bin"));
    assertThat(lake.fake.names("lake")).containsExactly("out/a.bin");
    int parts = (size + CHUNK - 1) / CHUNK;
    assertThat(lake.fake.calls(StorageCall.INSERT)).isEqualTo(parts);
    assertThat(lake.fake.calls(StorageCall.COMPOSE))
        .isEqualTo(parts == 1 ? 0 : parts <= 32 ? 1 : 1 + (parts + 31) / 32);
  }

  @Test
  void takesEffectOnceThoughAnswersAreLost() throws Exception {
    byte[] bytes = random(40 * CHUNK + 5);
    lake.fake.order(StorageFault.lose().on(StorageCall.INSERT).after(3).times(3));
    lake.fake.order(StorageFault.status(503).on(StorageCall.INSERT).after(20).times(2));
    lake.fake.order(StorageFault.lose().on(StorageCall.COMPOSE));
    lake.fake.order(StorageFault.lose().on(StorageCall.COMPOSE).object("out/a"));
    write("out/a", bytes);
    assertThat(lake.fake.get("lake", "out/a")).contains(bytes);
    assertThat(lake.fake.names("lake")).containsExactly("out/a");
  }

  @Test
  void leavesNothingWithoutACommit() throws Exception {
    try (FileOutput output = store.create("out/a.bin")) {
      output.write(random(9 * CHUNK));
    }
    assertThat(lake.fake.calls(StorageCall.INSERT)).isEqualTo(8);
    assertThat(lake.fake.names("lake")).isEmpty();
  }

  @Test
  void leavesNothingIfAPartCannotBeSent() throws Exception {
    lake.fake.order(StorageFault.status(403).on(StorageCall.INSERT).after(4));
    assertThatThrownBy(() -> write("out/a", random(30 * CHUNK)))
        .isInstanceOfSatisfying(
            ConnectorException.class,
            refused -> assertThat(refused.kind()).isEqualTo(ErrorKind.PERMISSION));
    assertThat(lake.fake.names("lake")).isEmpty();
  }

  @Test
  void replacesWhatWasThereButNotWhatSomebodyElseWroteMeanwhile() throws Exception {
    lake.put("out/a", "old");
    byte[] bytes = random(3 * CHUNK);
    write("out/a", bytes);
    assertThat(lake.fake.get("lake", "out/a")).contains(bytes);
    try (FileOutput output = store.create("out/a")) {
      output.write(random(2 * CHUNK + 1));
      lake.put("out/a", "theirs");
      assertThatThrownBy(output::commit).isInstanceOf(FileAlreadyExistsException.class);
    }
    assertThat(lake.fake.get("lake", "out/a")).contains("theirs".getBytes());
    assertThat(lake.fake.names("lake")).containsExactly("out/a");
  }

  @Test
  void deletesWhatAKilledProcessLeftADayLater() throws Exception {
    Instant now = Instant.now();
    lake.fake.clock(Clock.fixed(now.minus(Duration.ofHours(25)), Clock.systemUTC().getZone()));
    lake.put(".tributary/parts/killed/0", "x");
    lake.put("out/old", "x");
    lake.fake.clock(Clock.fixed(now.minus(Duration.ofHours(23)), Clock.systemUTC().getZone()));
    lake.put(".tributary/parts/somebody/0", "x");
    lake.fake.clock(Clock.systemUTC());
    write("out/a", random(2 * CHUNK));
    assertThat(lake.fake.names("lake"))
        .containsExactly(".tributary/parts/somebody/0", "out/a", "out/old");
  }

  @Test
  void sendsNoMorePartsAtOnceThanItMay() throws Exception {
    lake.fake.latency(Duration.ofMillis(20));
    try (GcsFileStore two = Lake.store(source().with("upload_parallelism", 2));
        FileOutput one = two.create("out/one");
        FileOutput other = two.create("out/other")) {
      one.write(random(6 * CHUNK));
      other.write(random(6 * CHUNK));
      one.commit();
      other.commit();
    }
    assertThat(lake.fake.names("lake")).containsExactly("out/one", "out/other");
    // two for parts, one for the thread that writes
    assertThat(lake.fake.mostConnections()).isLessThanOrEqualTo(3);
  }
}
