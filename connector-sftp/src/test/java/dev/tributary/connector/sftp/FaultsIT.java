package dev.tributary.connector.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.ConnectionStatus;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.FileOutput;
import dev.tributary.connector.files.store.FileStore;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.testkit.FaultProxy;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Lines that are cut, silent, slow or closed by the server. */
@Timeout(60)
class FaultsIT {
  private static final int SIZE = 3_000_000;

  @TempDir private Path directory;
  private final AtomicInteger opened = new AtomicInteger();
  private DropServer server;
  private FaultProxy line;
  private byte[] bytes;

  @BeforeEach
  void start() throws IOException {
    bytes = new byte[SIZE];
    new Random(7).nextBytes(bytes);
    Files.write(directory.resolve("large.bin"), bytes);
    SftpFileSystemAccessor counting =
        new SftpFileSystemAccessor() {
          @Override
          public SeekableByteChannel openFile(
              SftpSubsystemProxy subsystem,
              org.apache.sshd.sftp.server.FileHandle fileHandle,
              Path file,
              String handle,
              java.util.Set<? extends java.nio.file.OpenOption> options,
              java.nio.file.attribute.FileAttribute<?>... attrs)
              throws IOException {
            opened.incrementAndGet();
            return SftpFileSystemAccessor.super.openFile(
                subsystem, fileHandle, file, handle, options, attrs);
          }
        };
    server = DropServer.at(directory, counting, server -> server);
    line = FaultProxy.to(server.port());
  }

  @AfterEach
  void stop() throws IOException {
    line.close();
    server.close();
  }

  private SourceConfig source() {
    return server.source(line.port()).with("timeout", 1);
  }

  private SftpFileStore store(SourceConfig source) throws IOException {
    return SftpFileStore.connect(source, ConnectorContext.defaults());
  }

  @Test
  @DisplayName("B4.63: reading goes on at the offset after a cut")
  void goesOnAtTheOffsetAfterACut() throws IOException {
    try (SftpFileStore store = store(source());
        FileInput input = store.open(store.stat("large.bin"))) {
      line.cutAfter(SIZE / 2);
      assertThat(input.stream(0).readAllBytes()).isEqualTo(bytes);
      input.verify();
    }
    assertThat(opened).hasValue(2);
    // what had come was not asked for again: only what was under way is lost with a line
    assertThat(line.sent()).isLessThan(SIZE + 64 * 40_000L);
  }

  @Test
  @DisplayName("B4.63: reading goes on at the offset after a stall, on another line")
  void goesOnAtTheOffsetAfterAStall() throws IOException {
    try (SftpFileStore store = store(source());
        FileInput input = store.open(store.stat("large.bin"))) {
      InputStream stream = input.stream(0);
      byte[] first = stream.readNBytes(100_000);
      line.stall();
      int before = line.connections();
      FutureTask<byte[]> rest = new FutureTask<>(stream::readAllBytes);
      new Thread(rest).start();
      while (line.connections() == before) {
        Thread.onSpinWait(); // until the silent line was given up
      }
      line.flow();
      byte[] others = rest.get(30, TimeUnit.SECONDS);
      assertThat(first.length + others.length).isEqualTo(SIZE);
      assertThat(others).isEqualTo(java.util.Arrays.copyOfRange(bytes, 100_000, SIZE));
    } catch (InterruptedException | ExecutionException | java.util.concurrent.TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("B4.63: a line that the server closed while it was idle is made again")
  void outlastsAnIdleTimeOutOfTheServer() throws IOException {
    try (SftpFileStore store = store(source());
        FileInput input = store.open(store.stat("large.bin"))) {
      InputStream stream = input.stream(0);
      byte[] first = stream.readNBytes(10_000_000 / 100);
      line.cut();
      byte[] rest = stream.readAllBytes();
      assertThat(first.length + rest.length).isEqualTo(SIZE);
      line.cut();
      assertThat(store.stat("large.bin").size()).isEqualTo(SIZE);
    }
  }

  @Test
  @DisplayName("B4.63: a server that never speaks is given up in time, and said so")
  void givesUpAServerThatShowsNoBanner() throws Exception {
    try (ServerSocket mute = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      SourceConfig source =
          server.source(mute.getLocalPort()).with("timeout", 1).with("max_retries", 1);
      try (BaseConnector connector = Reads.connector(source)) {
        ConnectionStatus status = connector.testConnection();
        ConnectorException error = status.error().orElseThrow();
        assertThat(error.kind()).isEqualTo(ErrorKind.TRANSIENT);
        assertThat(error).hasMessageContaining("cannot be reached");
        assertThat(error.attempts()).isEqualTo(2);
      }
    }
  }

  @Test
  @DisplayName("B4.63: a banner may be slow as long as the time-out allows")
  void waitsForASlowBanner() throws IOException {
    line.slow(32, Duration.ofMillis(20)); // a few bytes at a time
    try (SftpFileStore store = store(source().with("timeout", 20))) {
      line.slow(8192, Duration.ZERO);
      assertThat(store.stat("large.bin").size()).isEqualTo(SIZE);
    }
  }

  @Test
  void saysSoWhenNoLineHolds() throws IOException {
    try (SftpFileStore store = store(source().with("max_retries", 1));
        FileInput input = store.open(store.stat("large.bin"))) {
      line.close();
      assertThatThrownBy(() -> input.stream(0).readAllBytes())
          .isInstanceOfSatisfying(
              ConnectorException.class,
              failed -> {
                assertThat(failed.kind()).isEqualTo(ErrorKind.TRANSIENT);
                assertThat(failed.remedy()).isPresent();
              });
    }
  }

  @Test
  void writesOnAfterACut() throws Exception {
    try (SftpFileStore store = store(source())) {
      try (FileOutput output = store.create("staged/copy.bin")) {
        for (int i = 0; i < 10; i++) {
          output.write(bytes, i * SIZE / 10, SIZE / 10);
          if (i % 3 == 1) {
            line.cut();
          }
        }
        line.cut();
        assertThat(output.commit().size()).isEqualTo(SIZE);
      }
      assertThat(Files.readAllBytes(directory.resolve("staged/copy.bin"))).isEqualTo(bytes);
      try (var left = Files.list(directory.resolve("staged"))) {
        assertThat(left).hasSize(1);
      }
    }
  }

  @Test
  void isInterruptedWithinASecondWhileTheServerIsSilent() throws Exception {
    try (SftpFileStore store = store(source().with("timeout", 60));
        FileInput input = store.open(store.stat("large.bin"))) {
      line.stall();
      CountDownLatch reading = new CountDownLatch(1);
      AtomicLong ended = new AtomicLong();
      FutureTask<Throwable> read =
          new FutureTask<>(
              () -> {
                try {
                  reading.countDown();
                  input.stream(0).readAllBytes();
                  return new AssertionError("it was read");
                } catch (Throwable failed) {
                  ended.set(System.nanoTime());
                  return failed;
                }
              });
      Thread reader = new Thread(read);
      reader.start();
      reading.await();
      long from = System.nanoTime();
      reader.interrupt();
      assertThat(read.get(30, TimeUnit.SECONDS)).isInstanceOf(java.io.InterruptedIOException.class);
      assertThat(Duration.ofNanos(ended.get() - from)).isLessThan(Duration.ofSeconds(5));
      line.flow();
    }
  }

  @Test
  void isEndedByClosingFromAnotherThread() throws Exception {
    try (SftpFileStore store = store(source().with("timeout", 60))) {
      FileInput input = store.open(store.stat("large.bin"));
      line.stall();
      FutureTask<byte[]> read = new FutureTask<>(() -> input.stream(0).readAllBytes());
      Thread reader = new Thread(read);
      reader.start();
      while (reader.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait(); // until it waits for the server
      }
      input.close();
      assertThatThrownBy(() -> read.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(java.nio.channels.ClosedChannelException.class);
      line.flow();
    }
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    try (SftpFileStore store = store(source());
        FileInput input = store.open(store.stat("large.bin"))) {
      line.cutAfter(SIZE / 3);
      input.stream(0).readAllBytes();
      assertThat(threads()).isPositive();
    }
    while (threads() > 0) {
      Thread.sleep(10); // ended by the test's time-out if they stay
    }
    while (line.open() > 0) {
      Thread.sleep(10);
    }
  }

  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("sshj"))
        .filter(Thread::isAlive)
        .count();
  }

  @Test
  void waitsForNoLostLineThatAReaderHolds() throws IOException {
    try (SftpFileStore store = store(source().with("max_connections", 1));
        FileInput input = store.open(store.stat("large.bin"))) {
      input.stream(0).readNBytes(100_000);
      line.cut(); // the reader does not notice before it reads on
      assertThat(store.stat("large.bin").size()).isEqualTo(SIZE);
    }
  }

  @Test
  void sharesLinesWhereTheServerTakesNoMore() throws Exception {
    org.apache.sshd.core.CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(server.server(), 2);
    for (int i = 0; i < 6; i++) {
      Files.writeString(directory.resolve("f" + i + ".csv"), "id\n" + i + "\n");
    }
    Files.delete(directory.resolve("large.bin"));
    Reads reads = Reads.of(source().with("timeout", 10), Reads.all().parallelism(4)).whole();
    assertThat(reads.values).containsExactlyInAnyOrder("0", "1", "2", "3", "4", "5");
  }

  @Test
  void listsAgainWhenTheLineIsLostMeanwhile() throws Exception {
    Files.delete(directory.resolve("large.bin"));
    for (int i = 0; i < 300; i++) {
      Files.writeString(directory.resolve("f" + i + ".csv"), "id\n" + i + "\n");
    }
    long quiet;
    try (FileStore store = store(source())) {
      quiet = line.sent();
      assertThat(store.stat("f1.csv").size()).isPositive();
    }
    for (int cut = 0; cut < 5; cut++) {
      FaultProxy other = FaultProxy.to(server.port());
      try (other) {
        other.cutAfter(quiet + 5_000L * cut);
        Reads reads = Reads.of(server.source(other.port()).with("timeout", 5), Reads.all()).whole();
        assertThat(reads.values).doesNotHaveDuplicates().hasSize(300);
      }
    }
  }

  @Test
  void keepsToTheFileThatWasListedAcrossLines() throws IOException {
    try (SftpFileStore store = store(source())) {
      StoredFile listed = store.stat("large.bin");
      try (FileInput input = store.open(listed)) {
        InputStream stream = input.stream(0);
        stream.readNBytes(100_000);
        Files.write(directory.resolve("large.bin"), new byte[SIZE + 1]);
        line.cut();
        assertThatThrownBy(stream::readAllBytes)
            .isInstanceOf(java.nio.file.FileSystemException.class)
            .hasMessageContaining("written or replaced");
      }
    }
  }

  @Test
  void completesNothingThatTheHostHasNotTaken() throws IOException {
    Files.delete(directory.resolve("large.bin"));
    Files.writeString(directory.resolve("a.csv"), "id\n" + "1\n".repeat(1_000));
    try (BaseConnector connector = Reads.connector(source());
        Extraction extraction =
            connector.extractData(
                Reads.all()
                    .with("after_commit", "archive")
                    .with("archive_path", "done")
                    .batchSize(100))) {
      RecordBatch first = extraction.iterator().next();
      extraction.complete(first);
      extraction.acknowledge(extraction.state());
    }
    assertThat(directory.resolve("a.csv")).exists();
  }
}
