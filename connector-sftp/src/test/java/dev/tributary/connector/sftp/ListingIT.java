package dev.tributary.connector.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.store.FileListing;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.host.ConnectorContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.sftp.server.DirectoryHandle;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Directories as streams of entries, whatever their size and names. */
@Timeout(60)
class ListingIT {
  private static final int MANY = 20_000;

  @TempDir private Path directory;

  /** Hands out the same few files again and again, under many names, and counts what was taken. */
  private final class ManyEntries implements SftpFileSystemAccessor {
    private final AtomicInteger taken = new AtomicInteger();
    private final Semaphore allowed;
    private final int many;

    ManyEntries(int allowed) {
      this(MANY, allowed);
    }

    ManyEntries(int many, int allowed) {
      this.many = many;
      this.allowed = new Semaphore(allowed);
    }

    @Override
    public DirectoryStream<Path> openDirectory(
        SftpSubsystemProxy subsystem,
        DirectoryHandle handle,
        Path dir,
        String name,
        java.nio.file.LinkOption... how) {
      Iterator<Path> entries =
          IntStream.range(0, many)
              .mapToObj(
                  i -> {
                    allowed.acquireUninterruptibly();
                    taken.incrementAndGet();
                    return directory.resolve(i == 0 ? "first.csv" : "other.bin");
                  })
              .iterator();
      return new DirectoryStream<>() {
        @Override
        public Iterator<Path> iterator() {
          return entries;
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public void putRemoteFileName(
        SftpSubsystemProxy subsystem, Path path, Buffer buffer, String name, boolean shortName) {
      buffer.putString(
          path.endsWith("other.bin") ? "other-" + taken.get() + "-" + shortName + ".bin" : name);
    }
  }

  @Test
  @DisplayName("B4.64: a directory is handed out page by page, never collected")
  void holdsOnlyAFewPages() throws IOException {
    Files.writeString(directory.resolve("first.csv"), "id\n1\n");
    Files.writeString(directory.resolve("other.bin"), "x");
    ManyEntries entries = new ManyEntries(MANY);
    try (DropServer server = DropServer.at(directory, entries, one -> one);
        SftpFileStore store = SftpFileStore.connect(server.source(), ConnectorContext.defaults());
        FileListing listing = store.list("")) {
      int seen = 1;
      listing.next();
      assertThat(entries.taken.get()).isLessThan(MANY / 4);
      for (StoredFile file = listing.next(); file != null; file = listing.next()) {
        seen++;
        // the server is at most a few pages ahead of us
        assertThat(entries.taken.get() - seen).isLessThan(MANY / 4);
      }
      assertThat(seen).isEqualTo(MANY);
    }
  }

  @Test
  @Tag("long")
  @DisplayName("B4.64: a hundred thousand entries are listed in constant memory")
  void listsAHundredThousandEntriesInConstantMemory() throws IOException {
    Files.writeString(directory.resolve("first.csv"), "id\n1\n");
    Files.writeString(directory.resolve("other.bin"), "x");
    int all = 100_000;
    long early = 0;
    int seen = 0;
    try (DropServer server = DropServer.at(directory, new ManyEntries(all, all), one -> one);
        SftpFileStore store = SftpFileStore.connect(server.source(), ConnectorContext.defaults());
        FileListing listing = store.list("")) {
      for (StoredFile file = listing.next(); file != null; file = listing.next()) {
        seen++;
        if (seen == all / 10) {
          early = lives();
        } else if (seen == all - all / 10) {
          assertThat(lives()).isLessThan(early + (4 << 20));
        }
      }
    }
    assertThat(seen).isEqualTo(all);
  }

  /** Returns how many bytes live, the server's in this process included. */
  private static long lives() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  @Test
  @DisplayName("B4.64: the first file is read before the listing ends")
  void readsBeforeTheListingEnds() throws IOException {
    Files.writeString(directory.resolve("first.csv"), "id\n1\n");
    Files.writeString(directory.resolve("other.bin"), "x");
    // describing the stream looks at the whole directory, planning only at the first part of it
    ManyEntries entries = new ManyEntries(MANY + MANY / 2);
    try (DropServer server = DropServer.at(directory, entries, one -> one);
        BaseConnector connector = Reads.connector(server.source());
        Extraction extraction = connector.extractData(Reads.all().with("file_pattern", "*.csv"))) {
      RecordBatch first = extraction.iterator().next();
      assertThat(first.size()).isEqualTo(1);
      assertThat(entries.taken.get()).isLessThan(2 * MANY);
      entries.allowed.release(MANY);
    }
  }

  /** Names files on the wire by the bytes that <code>%</code> stands for in their local names. */
  private static final class AnyBytes implements SftpFileSystemAccessor {
    @Override
    public void putRemoteFileName(
        SftpSubsystemProxy subsystem, Path path, Buffer buffer, String name, boolean shortName) {
      buffer.putBytes(
          name.replace("%E9", "\u00E9")
              .replace("%0A", "\n")
              .replace("%2F", "/")
              .getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public Path resolveLocalFilePath(SftpSubsystemProxy subsystem, Path root, String remote)
        throws IOException {
      // what is no UTF-8 was decoded to the sign for that
      return SftpFileSystemAccessor.super.resolveLocalFilePath(
          subsystem, root, remote.replace("\uFFFD", "%E9").replace("\n", "%0A"));
    }
  }

  @Test
  void readsFilesWhoseNamesHoldAnyByte() throws IOException {
    Files.writeString(directory.resolve("caf%E9.csv"), "id\n1\n");
    Files.writeString(directory.resolve("two%0Alines.csv"), "id\n2\n");
    Files.writeString(directory.resolve("-rf *.csv"), "id\n3\n");
    try (DropServer server = DropServer.at(directory, new AnyBytes(), one -> one)) {
      Reads reads =
          Reads.of(
              server.source(),
              Reads.all()
                  .with("file_pattern", "*.csv")
                  .with("after_commit", "archive")
                  .with("archive_path", "done"));
      assertThat(reads.whole().values).containsExactlyInAnyOrder("1", "2", "3");
      assertThat(reads.warnings).isEmpty();
      assertThat(directory.resolve("done/caf%E9.csv")).exists();
      assertThat(directory.resolve("done/two%0Alines.csv")).exists();
      assertThat(
              Reads.of(server.source(), Reads.all().with("file_pattern", "done/caf\\\\xE9.csv"))
                  .whole()
                  .values)
          .containsExactly("1");
    }
  }

  @Test
  void refusesNamesThatLeadToAnotherDirectory() throws IOException {
    Files.writeString(directory.resolve("..%2Fevil.csv"), "id\n1\n");
    try (DropServer server = DropServer.at(directory, new AnyBytes(), one -> one)) {
      ConnectorException failed = Reads.of(server.source(), Reads.all()).failed();
      assertThat(failed.kind()).isEqualTo(ErrorKind.DATA);
      assertThat(failed).hasMessageContaining("leads to another directory");
    }
    assertThatThrownBy(() -> RemoteNames.bytes("\uDC00")).isInstanceOf(IOException.class);
  }
}
