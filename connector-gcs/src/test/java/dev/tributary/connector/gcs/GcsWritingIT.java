package dev.tributary.connector.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.files.FileLayout;
import dev.tributary.connector.files.FileSink;
import dev.tributary.connector.files.store.FileOutput;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import dev.tributary.connector.testkit.storage.StorageCall;
import dev.tributary.connector.testkit.storage.StorageFault;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as they are written: whole or not at all, and once. */
class GcsWritingIT {
  private static final int CHUNK = 256 << 10;

  private Lake lake;
  private GcsFileStore store;

  @BeforeEach
  void open() throws Exception {
    lake = new Lake();
    store = Lake.store(resumable().with("upload_chunk_bytes", CHUNK));
  }

  @AfterEach
  void close() throws Exception {
    store.close();
    lake.close();
  }

  private SourceConfig resumable() {
    return lake.source().with("upload_parallelism", 1);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private StoredFile write(String path, byte[] bytes) throws IOException {
    try (FileOutput output = store.create(path)) {
      for (int at = 0; at < bytes.length; at += 10_000) {
        output.write(bytes, at, Math.min(10_000, bytes.length - at));
      }
      return output.commit();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 5 * CHUNK + 17})
  void writesAFileOfAnySize(int size) throws Exception {
    byte[] bytes = random(size);
    StoredFile made = write("out/a.bin", bytes);
    assertThat(lake.fake.get("lake", "out/a.bin")).contains(bytes);
    assertThat(made.size()).isEqualTo(size);
    assertThat(made.version()).contains("" + lake.fake.generation("lake", "out/a.bin"));
    assertThat(made).isEqualTo(store.stat("out/a.bin"));
    assertThat(lake.fake.calls(StorageCall.START_UPLOAD)).isEqualTo(size > CHUNK ? 1 : 0);
  }

  @Test
  void leavesNothingWithoutACommit() throws Exception {
    try (FileOutput output = store.create("out/a.bin")) {
      output.write(random(3 * CHUNK));
      assertThat(lake.fake.openUploads()).isEqualTo(1);
    }
    assertThat(lake.fake.names("lake")).isEmpty();
    assertThat(lake.fake.openUploads()).isZero();
  }

  @Test
  void takesEffectOnceThoughTheAnswerIsLost() throws Exception {
    lake.fake.order(StorageFault.lose().on(StorageCall.INSERT));
    write("out/small", "x".getBytes(UTF_8));
    assertThat(lake.fake.calls(StorageCall.INSERT)).isEqualTo(2);
    assertThat(lake.fake.get("lake", "out/small")).contains("x".getBytes(UTF_8));

    byte[] bytes = random(3 * CHUNK + 5);
    lake.fake.order(StorageFault.lose().on(StorageCall.UPLOAD).after(3));
    lake.fake.order(StorageFault.lose().on(StorageCall.START_UPLOAD));
    write("out/large", bytes);
    assertThat(lake.fake.get("lake", "out/large")).contains(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void goesOnWithAnUploadWhereverItIsCut(int piece) throws Exception {
    byte[] bytes = random(3 * (4 * CHUNK) + 5);
    try (GcsFileStore larger = Lake.store(resumable().with("upload_chunk_bytes", 4 * CHUNK))) {
      lake.fake.order(StorageFault.partly(2 * CHUNK + 100).on(StorageCall.UPLOAD).after(piece));
      lake.fake.order(StorageFault.status(503).on(StorageCall.UPLOAD).after(piece + 1));
      lake.fake.order(StorageFault.status(503).on(StorageCall.UPLOAD_STATUS));
      try (FileOutput output = larger.create("out/a")) {
        output.write(bytes);
        output.commit();
      }
    }
    assertThat(lake.fake.get("lake", "out/a")).contains(bytes);
  }

  @Test
  void saysThatAnUploadWasForgotten() throws Exception {
    try (FileOutput output = store.create("out/a")) {
      output.write(random(2 * CHUNK));
      lake.fake.forgetUploads();
      assertThatThrownBy(
              () -> {
                output.write(random(2 * CHUNK));
                output.commit();
              })
          .isInstanceOf(ConnectorException.class)
          .hasMessageContaining("forgotten")
          .hasMessageContaining("gs://lake/out/a");
    }
    assertThat(lake.fake.names("lake")).isEmpty();
  }

  @Test
  void replacesWhatWasThereButNotWhatSomebodyElseWroteMeanwhile() throws Exception {
    lake.put("out/a", "old");
    write("out/a", "new".getBytes(UTF_8));
    assertThat(lake.fake.get("lake", "out/a")).contains("new".getBytes(UTF_8));
    for (int size : new int[] {3, 2 * CHUNK}) {
      try (FileOutput output = store.create("out/a")) {
        output.write(random(size));
        lake.put("out/a", "theirs");
        assertThatThrownBy(output::commit).isInstanceOf(FileAlreadyExistsException.class);
      }
      assertThat(lake.fake.get("lake", "out/a")).contains("theirs".getBytes(UTF_8));
    }
  }

  @Test
  void givesAFileAnotherNameAndNeverOverwrites() throws Exception {
    byte[] bytes = random(1000);
    lake.put("in/a", bytes);
    lake.fake.rewriteAtOnce(300);
    store.rename("in/a", "done/a");
    assertThat(lake.fake.names("lake")).containsExactly("done/a");
    assertThat(lake.fake.get("lake", "done/a")).contains(bytes);

    lake.put("in/a", random(1001));
    assertThatThrownBy(() -> store.rename("in/a", "done/a"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(lake.fake.names("lake")).containsExactly("done/a", "in/a");
    assertThatThrownBy(() -> store.rename("in/none", "done/none"))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void goesOnWithARenameThatWasHalfDone() throws Exception {
    lake.put("in/a", "x");
    lake.fake.order(StorageFault.lose().on(StorageCall.REWRITE));
    lake.fake.order(StorageFault.lose().on(StorageCall.DELETE));
    store.rename("in/a", "done/a");
    assertThat(lake.fake.names("lake")).containsExactly("done/a");
    // as after a crash between copy and deletion
    lake.put("in/a", "x");
    store.rename("in/a", "done/a");
    assertThat(lake.fake.names("lake")).containsExactly("done/a");
  }

  @Test
  void leavesAloneWhatWasWrittenSinceItWasListed() throws Exception {
    lake.put("in/a", "old");
    StoredFile listed = store.stat("in/a");
    lake.put("in/a", "new");
    store.delete(listed);
    assertThat(lake.fake.names("lake")).containsExactly("in/a");
    assertThatThrownBy(() -> store.rename(listed, "done/a")).isInstanceOf(IOException.class);
    assertThat(lake.fake.get("lake", "in/a")).contains("new".getBytes(UTF_8));
    store.delete("in/a");
    store.delete("in/a");
    assertThat(lake.fake.names("lake")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"CSV", "JSONL", "PARQUET"})
  void isWhereASinkWrites(String format) throws Exception {
    StreamSchema schema = StreamSchema.of(Field.int64("id"), Field.string("name"));
    BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone("orders", schema));
    for (int id = 0; id < 1_000; id++) {
      rows.add().set(0, (long) id).set(1, "name " + id);
    }
    try (FileSink sink =
        FileSink.open(store, "staging/orders", FileLayout.of(format).maxRows(400))) {
      sink.write(rows.build());
      sink.commit();
    }
    assertThat(
            Lake.read(
                lake.source().with("bucket", "gs://lake/staging"),
                ExtractionRequest.of("orders"),
                "name"))
        .hasSize(1_000);
    List<String> before = lake.fake.names("lake");
    try (FileSink sink = FileSink.open(store, "staging/orders2", FileLayout.of(format))) {
      sink.write(rows.build());
    }
    assertThat(lake.fake.names("lake")).isEqualTo(before);
  }
}
