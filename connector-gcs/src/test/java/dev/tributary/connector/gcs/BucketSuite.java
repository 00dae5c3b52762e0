package dev.tributary.connector.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.files.FileLayout;
import dev.tributary.connector.files.FileSink;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.FileListing;
import dev.tributary.connector.files.store.FileOutput;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ExtractionRequest;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What must hold on any bucket, the fake's and a real one. It writes below a name of its own. */
abstract class BucketSuite {
  private final String directory = "tributary-test-" + UUID.randomUUID();

  /** Returns a source whose bucket is free to use. */
  abstract SourceConfig bucket();

  abstract ConnectorContext host();

  private SourceConfig source() {
    String bucket = bucket().connection().find("bucket").orElseThrow().toString();
    return bucket().with("bucket", "gs://" + bucket + "/" + directory);
  }

  private GcsFileStore store() {
    return GcsFileStore.open(source().with("upload_chunk_bytes", 256 << 10), host());
  }

  @AfterEach
  void clear() throws Exception {
    try (GcsFileStore store = store()) {
      clear(store, "");
    }
  }

  private static void clear(GcsFileStore store, String path) throws Exception {
    try (FileListing listing = store.list(path)) {
      for (StoredFile file = listing.next(); file != null; file = listing.next()) {
        if (file.isDirectory()) {
          clear(store, file.path());
        } else {
          store.delete(file);
        }
      }
    } catch (NoSuchFileException empty) {
      // nothing was left of it
    }
  }

  private static StoredFile write(GcsFileStore store, String path, byte[] bytes) throws Exception {
    try (FileOutput output = store.create(path)) {
      output.write(bytes);
      return output.commit();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 262_144, 262_145, 2_000_000})
  void readsWhatItWrote(int size) throws Exception {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    try (GcsFileStore store = store()) {
      StoredFile made = write(store, "deep/ä b+c.bin", bytes);
      assertThat(store.stat("deep/ä b+c.bin")).isEqualTo(made);
      try (FileInput input = store.open(made);
          InputStream stream = input.stream(0)) {
        assertThat(stream.readAllBytes()).isEqualTo(bytes);
        byte[] some = new byte[size / 3];
        input.readFully(size / 2, some, 0, some.length);
        assertThat(some).isEqualTo(Arrays.copyOfRange(bytes, size / 2, size / 2 + some.length));
      }
    }
  }

  @Test
  void neverOverwritesByAnotherName() throws Exception {
    try (GcsFileStore store = store()) {
      write(store, "in/a", "1".getBytes(UTF_8));
      write(store, "done/a", "22".getBytes(UTF_8));
      assertThatThrownBy(() -> store.rename("in/a", "done/a"))
          .isInstanceOf(FileAlreadyExistsException.class);
      store.rename("in/a", "done/b");
      assertThatThrownBy(() -> store.stat("in/a")).isInstanceOf(NoSuchFileException.class);
      assertThat(store.stat("done/b").size()).isEqualTo(1);
      assertThat(store.stat("done").isDirectory()).isTrue();
    }
  }

  @Test
  void keepsToTheGenerationThatWasListed() throws Exception {
    try (GcsFileStore store = store()) {
      StoredFile first = write(store, "a", "one".getBytes(UTF_8));
      StoredFile second = write(store, "a", "two".getBytes(UTF_8));
      assertThat(second.version()).isNotEqualTo(first.version());
      store.delete(first);
      assertThat(store.stat("a")).isEqualTo(second);
      try (FileOutput late = store.create("a")) {
        late.write("late".getBytes(UTF_8));
        write(store, "a", "third".getBytes(UTF_8));
        assertThatThrownBy(late::commit).isInstanceOf(FileAlreadyExistsException.class);
      }
      assertThat(store.stat("a").size()).isEqualTo(5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"CSV", "JSONL", "PARQUET"})
  void readsAndArchivesWhatASinkWrote(String format) throws Exception {
    StreamSchema schema = StreamSchema.of(Field.int64("id"), Field.string("name"));
    try (GcsFileStore store = store()) {
      BatchBuilder rows = BatchBuilder.of(BatchTarget.standalone("orders", schema));
      for (int id = 0; id < 500; id++) {
        rows.add().set(0, (long) id).set(1, "name " + id);
      }
      try (FileSink sink = FileSink.open(store, "orders", FileLayout.of(format).maxRows(200))) {
        sink.write(rows.build());
        sink.commit();
      }
      List<String> names = new ArrayList<>();
      ExtractionRequest request =
          ExtractionRequest.of("orders")
              .with("after_commit", "archive")
              .with("archive_path", "done");
      try (BaseConnector connector = Lake.connector(source(), host());
          Extraction extraction = connector.extractData(request)) {
        for (RecordBatch batch : extraction) {
          batch.forEach(row -> names.add(row.getString("name")));
        }
        extraction.acknowledge(extraction.state());
        assertThat(extraction.metadata().warnings()).isEmpty();
      }
      assertThat(names).hasSize(500).doesNotHaveDuplicates();
      assertThatThrownBy(() -> store.stat("orders")).isInstanceOf(NoSuchFileException.class);
      assertThat(store.stat("done/orders").isDirectory()).isTrue();
    }
  }
}
