package dev.tributary.connector.gcs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.paging.Page;
import com.google.cloud.NoCredentials;
import com.google.cloud.ReadChannel;
import com.google.cloud.WriteChannel;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.BucketInfo;
import com.google.cloud.storage.CopyWriter;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobListOption;
import com.google.cloud.storage.Storage.BlobSourceOption;
import com.google.cloud.storage.Storage.BlobTargetOption;
import com.google.cloud.storage.Storage.BlobWriteOption;
import com.google.cloud.storage.Storage.ComposeRequest;
import com.google.cloud.storage.Storage.CopyRequest;
import com.google.cloud.storage.StorageException;
import com.google.cloud.storage.StorageOptions;
import dev.tributary.connector.testkit.storage.Content;
import dev.tributary.connector.testkit.storage.FakeStorage;
import dev.tributary.connector.testkit.storage.StorageCall;
import dev.tributary.connector.testkit.storage.StorageFault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Google's own client works on the fake without noticing. */
class GoogleClientIT {
  private FakeStorage fake;
  private Storage client;

  @BeforeEach
  void open() throws Exception {
    fake = FakeStorage.start().bucket("lake");
    client =
        StorageOptions.newBuilder()
            .setHost(fake.url().toString())
            .setProjectId("fake-project")
            .setCredentials(NoCredentials.getInstance())
            .build()
            .getService();
  }

  @AfterEach
  void close() throws Exception {
    client.close();
    fake.close();
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @Test
  void makesAndShowsBuckets() {
    client.create(BucketInfo.of("other"));
    assertThat(client.get("other").getLocation()).isEqualTo("US");
    assertThat(client.list().iterateAll()).extracting(each -> each.getName()).contains("lake");
    assertThat(client.get("nowhere")).isNull();
  }

  @Test
  void uploadsInOneRequest() throws Exception {
    byte[] bytes = random(100_000);
    Blob made =
        client.create(
            BlobInfo.newBuilder("lake", "in/a b+ü.bin")
                .setContentType("text/plain")
                .setMetadata(Map.of("who", "me"))
                .build(),
            bytes);
    assertThat(fake.get("lake", "in/a b+ü.bin")).contains(bytes);
    assertThat(fake.calls(StorageCall.INSERT)).isEqualTo(1);
    Blob again = client.get(made.getBlobId());
    assertThat(again.getSize()).isEqualTo(100_000);
    assertThat(again.getContentType()).isEqualTo("text/plain");
    assertThat(again.getMetadata()).containsEntry("who", "me");
    assertThat(again.getCrc32c()).isEqualTo(made.getCrc32c());
    assertThat(client.readAllBytes(made.getBlobId())).isEqualTo(bytes);
  }

  @Test
  void uploadsPieceByPiece() throws Exception {
    byte[] bytes = random(3 << 20);
    try (WriteChannel channel = client.writer(BlobInfo.newBuilder("lake", "large").build())) {
      channel.setChunkSize(1 << 20);
      channel.write(ByteBuffer.wrap(bytes));
    }
    assertThat(fake.get("lake", "large")).contains(bytes);
    assertThat(fake.calls(StorageCall.UPLOAD)).isGreaterThanOrEqualTo(3);
    client.createFrom(
        BlobInfo.newBuilder("lake", "stream").build(), new ByteArrayInputStream(bytes));
    assertThat(fake.get("lake", "stream")).contains(bytes);
  }

  @Test
  void goesOnWithAnUploadThatWasCut() throws Exception {
    byte[] bytes = random(3 << 20);
    fake.order(StorageFault.partly(512 << 10).on(StorageCall.UPLOAD).after(1));
    fake.order(StorageFault.lose().on(StorageCall.UPLOAD).after(3));
    try (WriteChannel channel = client.writer(BlobInfo.newBuilder("lake", "large").build())) {
      channel.setChunkSize(1 << 20);
      channel.write(ByteBuffer.wrap(bytes));
    }
    assertThat(fake.get("lake", "large")).contains(bytes);
    assertThat(fake.calls(StorageCall.UPLOAD_STATUS)).isPositive();
  }

  @Test
  void listsByPagePrefixDelimiterAndGlob() {
    for (int i = 0; i < 25; i++) {
      fake.put("lake", "in/%02d.csv".formatted(i), "x");
      fake.put("lake", "in/deep/%02d.json".formatted(i), "x");
    }
    fake.put("lake", "out/a.csv", "x");
    Page<Blob> page = client.list("lake", BlobListOption.pageSize(10));
    assertThat(page.getValues()).hasSize(10);
    List<String> all = new ArrayList<>();
    page.iterateAll().forEach(blob -> all.add(blob.getName()));
    assertThat(all).hasSize(51).isSorted().doesNotHaveDuplicates();
    assertThat(
            client
                .list("lake", BlobListOption.prefix("in/"), BlobListOption.currentDirectory())
                .iterateAll())
        .hasSize(26)
        .anyMatch(blob -> blob.isDirectory() && blob.getName().equals("in/deep/"));
    assertThat(client.list("lake", BlobListOption.matchGlob("in/*.csv")).iterateAll()).hasSize(25);
    assertThat(client.list("lake", BlobListOption.matchGlob("**.csv")).iterateAll()).hasSize(26);
    assertThat(client.list("lake", BlobListOption.startOffset("out")).iterateAll()).hasSize(1);
  }

  @Test
  void readsRangesAndGoesOnAfterACut() throws Exception {
    byte[] bytes = random(3 << 20);
    fake.put("lake", "large", Content.of(bytes), Map.of());
    fake.order(StorageFault.cut(100_000).on(StorageCall.READ));
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try (ReadChannel channel = client.reader("lake", "large")) {
      ByteBuffer buffer = ByteBuffer.allocate(70_000);
      while (channel.read(buffer) >= 0) {
        all.write(buffer.array(), 0, buffer.position());
        buffer.clear();
      }
    }
    assertThat(all.toByteArray()).isEqualTo(bytes);
    try (ReadChannel channel = client.reader("lake", "large")) {
      channel.seek(1_000_000);
      channel.limit(1_000_010);
      ByteBuffer ten = ByteBuffer.allocate(100);
      while (channel.read(ten) >= 0) {
        // until the limit
      }
      assertThat(ten.position()).isEqualTo(10);
      assertThat(ten.get(0)).isEqualTo(bytes[1_000_000]);
    }
  }

  @Test
  void keepsToGenerationsAndConditions() {
    Blob first = client.create(BlobInfo.newBuilder("lake", "a").build(), "one".getBytes(UTF_8));
    assertThatThrownBy(
            () ->
                client.create(
                    BlobInfo.newBuilder("lake", "a").build(),
                    "two".getBytes(UTF_8),
                    BlobTargetOption.doesNotExist()))
        .isInstanceOfSatisfying(
            StorageException.class, refused -> assertThat(refused.getCode()).isEqualTo(412));
    Blob second = client.create(BlobInfo.newBuilder("lake", "a").build(), "two".getBytes(UTF_8));
    assertThat(second.getGeneration()).isGreaterThan(first.getGeneration());
    assertThat(client.get(BlobId.of("lake", "a", first.getGeneration()))).isNull();
    assertThatThrownBy(() -> client.readAllBytes(BlobId.of("lake", "a", first.getGeneration())))
        .isInstanceOfSatisfying(
            StorageException.class, refused -> assertThat(refused.getCode()).isEqualTo(404));
    assertThat(client.delete(BlobId.of("lake", "a", first.getGeneration()))).isFalse();
    assertThatThrownBy(
            () ->
                client.delete("lake", "a", BlobSourceOption.generationMatch(first.getGeneration())))
        .isInstanceOfSatisfying(
            StorageException.class, refused -> assertThat(refused.getCode()).isEqualTo(412));
    assertThat(client.delete(BlobId.of("lake", "a"))).isTrue();
    assertThat(client.delete(BlobId.of("lake", "a"))).isFalse();
  }

  @Test
  void copiesInStepsAndComposes() {
    byte[] bytes = random(1000);
    fake.put("lake", "a", Content.of(bytes), Map.of("contentType", "text/x"));
    fake.rewriteAtOnce(300);
    CopyWriter copy =
        client.copy(
            CopyRequest.newBuilder()
                .setSource("lake", "a")
                .setTarget(BlobId.of("lake", "dir/b"))
                .build());
    assertThat(copy.getResult().getContentType()).isEqualTo("text/x");
    assertThat(fake.calls(StorageCall.REWRITE)).isEqualTo(4);
    assertThat(fake.get("lake", "dir/b")).contains(bytes);
    Blob whole =
        client.compose(
            ComposeRequest.newBuilder()
                .addSource("a", "dir/b")
                .setTarget(BlobInfo.newBuilder("lake", "c").build())
                .build());
    assertThat(whole.getSize()).isEqualTo(2000);
    assertThat(whole.getMd5()).isNull();
  }

  @Test
  void unpacksWhatIsStoredPackedUnlessAskedNotTo() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("id\n1\n".repeat(1000).getBytes(UTF_8));
    }
    client.create(
        BlobInfo.newBuilder("lake", "a.csv").setContentEncoding("gzip").build(),
        packed.toByteArray());
    assertThat(client.readAllBytes(BlobId.of("lake", "a.csv"))).hasSize(5000);
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    client
        .get("lake", "a.csv")
        .downloadTo(raw, Blob.BlobSourceOption.shouldReturnRawInputStream(true));
    assertThat(raw.toByteArray()).isEqualTo(packed.toByteArray());
  }

  @Test
  void isRefusedAsGoogleRefuses() {
    fake.put("lake", "a", "x");
    fake.deny("lake", "storage.objects.get");
    assertThatThrownBy(() -> client.get("lake", "a"))
        .isInstanceOfSatisfying(
            StorageException.class,
            refused -> {
              assertThat(refused.getCode()).isEqualTo(403);
              assertThat(refused.getReason()).isEqualTo("forbidden");
            });
    assertThatThrownBy(() -> client.list("nowhere").iterateAll().forEach(each -> {}))
        .isInstanceOfSatisfying(
            StorageException.class, refused -> assertThat(refused.getCode()).isEqualTo(404));
    fake.bucket("costly");
    fake.requesterPays("costly");
    assertThatThrownBy(() -> client.list("costly"))
        .isInstanceOfSatisfying(
            StorageException.class, refused -> assertThat(refused.getCode()).isEqualTo(400));
    assertThat(client.list("costly", BlobListOption.userProject("payer")).getValues()).isEmpty();
  }

  @Test
  void triesAgainWhatFailsInPassing() {
    fake.put("lake", "a", "x");
    fake.order(StorageFault.status(503).on(StorageCall.STAT));
    fake.order(StorageFault.lose().on(StorageCall.STAT).after(1));
    assertThat(client.get("lake", "a")).isNotNull();
    assertThat(fake.calls(StorageCall.STAT)).isEqualTo(3);
  }

  @Test
  void refusesWhatDoesNotHaveItsChecksum() throws Exception {
    WriteChannel channel =
        client.writer(
            BlobInfo.newBuilder("lake", "b").setCrc32c("AAAAAA==").build(),
            BlobWriteOption.crc32cMatch());
    channel.write(ByteBuffer.wrap("x".getBytes(UTF_8)));
    assertThatThrownBy(channel::close).hasStackTraceContaining("CRC32C");
    assertThat(fake.names("lake")).isEmpty();
  }
}
