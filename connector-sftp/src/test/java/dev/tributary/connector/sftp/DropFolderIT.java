package dev.tributary.connector.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.Extraction;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.files.FileLayout;
import dev.tributary.connector.files.FileSink;
import dev.tributary.connector.files.compression.Compression;
import dev.tributary.connector.files.store.FileOutput;
import dev.tributary.connector.files.store.StoredFile;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.read.ExtractionRequest;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that a partner drops: read once, put away when they are stored, and written. */
@Timeout(60)
class DropFolderIT {
  @TempDir private Path directory;
  private DropServer server;
  private volatile boolean full;

  @BeforeEach
  void start() throws IOException {
    SftpFileSystemAccessor disk =
        new SftpFileSystemAccessor() {
          @Override
          public void renameFile(
              SftpSubsystemProxy subsystem, Path from, Path to, Collection<CopyOption> how)
              throws IOException {
            if (full) {
              throw new FileSystemException(from.toString(), to.toString(), "No space left");
            }
            SftpFileSystemAccessor.super.renameFile(subsystem, from, to, how);
          }
        };
    server = DropServer.at(directory, disk, server -> server);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private Path file(String path, String text) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static ExtractionRequest archiving() {
    return Reads.all().with("after_commit", "archive").with("archive_path", "done");
  }

  @Test
  void readsEachFileOnce() throws IOException {
    file("in/a.csv", "id\n1\n2\n");
    file("in/deep/b.csv", "id\n3\n");
    Reads first = Reads.of(server.source(), Reads.all()).whole();
    assertThat(first.values).containsExactlyInAnyOrder("1", "2", "3");
    file("in/a0.csv", "id\n4\n");
    Reads second = Reads.of(server.source(), Reads.all().from(first.state)).whole();
    assertThat(second.values).containsExactly("4");
  }

  @Test
  void readsFilesThatChangeNameOnly() throws IOException {
    file("orders.csv.tmp", "id\n1\n");
    file("whole.csv", "id\n2\n");
    assertThat(Reads.of(server.source(), Reads.all()).whole().values).containsExactly("2");
  }

  @Test
  @DisplayName("B4.65: a file that is still uploaded waits until it is old enough, or marked")
  void waitsForUploads() throws IOException {
    Path old = file("old.csv", "id\n1\n");
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(600)));
    file("new.csv", "id\n2\n");
    Reads aged = Reads.of(server.source(), Reads.all().with("min_age", 60)).whole();
    assertThat(aged.values).containsExactly("1");
    file("new.csv.done", "");
    Reads marked = Reads.of(server.source(), Reads.all().with("marker_file", "{name}.done"));
    assertThat(marked.whole().values).containsExactly("2");
  }

  @Test
  @DisplayName("B4.65: a file that grows while it is read is an error, never half of it")
  void saysThatAFileGrew() throws IOException {
    Path file = file("a.csv", "id\n" + "1\n".repeat(200_000));
    Reads reads =
        Reads.of(
            server.source(),
            Reads.all().batchSize(100),
            () -> Files.writeString(file, Files.readString(file) + "2\n"));
    assertThat(reads.failed().kind()).isEqualTo(ErrorKind.DATA);
    assertThat(reads.failed()).hasMessageContaining("a.csv").hasMessageContaining("min_age");
  }

  @Test
  void saysThatAFileWasReplacedBeforeItWasRead() throws IOException {
    Path file = file("a.csv", "id\n1\n");
    try (SftpFileStore store = store()) {
      StoredFile listed = store.stat("a.csv");
      Files.writeString(file, "id\n12\n");
      assertThatThrownBy(() -> store.open(listed))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("a.csv")
          .hasMessageContaining("written or replaced");
      Files.delete(file);
      assertThatThrownBy(() -> store.open(listed)).isInstanceOf(NoSuchFileException.class);
    }
  }

  @Test
  void archivesOnlyWhatTheHostHasStored() throws IOException {
    file("in/a.csv", "id\n1\n");
    try (BaseConnector connector = Reads.connector(server.source());
        Extraction extraction = connector.extractData(archiving())) {
      extraction.forEach(RecordBatch::size);
      assertThat(directory.resolve("in/a.csv")).exists();
      extraction.acknowledge(extraction.state());
    }
    assertThat(directory.resolve("in/a.csv")).doesNotExist();
    assertThat(directory.resolve("done/in/a.csv")).hasContent("id\n1\n");
  }

  @Test
  void deletesWhatTheHostHasStored() throws IOException {
    file("in/a.csv", "id\n1\n");
    Reads.of(server.source(), Reads.all().with("after_commit", "delete")).whole();
    assertThat(directory.resolve("in/a.csv")).doesNotExist();
  }

  @Test
  void neverOverwritesInTheArchive() throws IOException {
    file("in/a.csv", "id\n1\n");
    file("in/b.csv", "id\n2\n");
    file("done/in/a.csv", "older");
    Reads reads = Reads.of(server.source(), archiving()).whole();
    assertThat(reads.warnings)
        .singleElement()
        .asString()
        .contains("in/a.csv to done", "holds a file of that name already", "archive_path");
    assertThat(directory.resolve("done/in/a.csv")).hasContent("older");
    assertThat(directory.resolve("in/a.csv")).hasContent("id\n1\n");
    assertThat(directory.resolve("done/in/b.csv")).exists();
  }

  @Test
  void losesNothingWhenTheArchiveIsFull() throws IOException {
    file("in/a.csv", "id\n1\n");
    full = true;
    Reads reads = Reads.of(server.source(), archiving()).whole();
    assertThat(reads.warnings)
        .singleElement()
        .asString()
        .contains("in/a.csv to done", "could not be archived", "room");
    assertThat(directory.resolve("in/a.csv")).hasContent("id\n1\n");
    full = false;
    assertThat(Reads.of(server.source(), archiving().from(reads.state)).whole().values).isEmpty();
    assertThat(directory.resolve("done/in/a.csv")).hasContent("id\n1\n");
  }

  @Test
  void saysWhichFileMayNotBeRead() throws IOException {
    Path file = file("a.csv", "id\n1\n");
    SftpFileSystemAccessor strict =
        new SftpFileSystemAccessor() {
          @Override
          public java.nio.channels.SeekableByteChannel openFile(
              SftpSubsystemProxy subsystem,
              org.apache.sshd.sftp.server.FileHandle fileHandle,
              Path path,
              String handle,
              java.util.Set<? extends java.nio.file.OpenOption> options,
              java.nio.file.attribute.FileAttribute<?>... attrs)
              throws IOException {
            throw new AccessDeniedException(path.toString());
          }
        };
    assertThat(file).exists();
    try (DropServer other = DropServer.at(directory, strict, server -> server)) {
      ConnectorException failed =
          Reads.of(other.source(), Reads.all().with("file_format", "CSV")).failed();
      assertThat(failed.kind()).isEqualTo(ErrorKind.PERMISSION);
      assertThat(failed).hasMessageContaining("a.csv");
    }
  }

  @Test
  void saysThatThereIsNoSuchDirectory() {
    ConnectorException failed =
        Reads.of(server.source().with("path", directory + "/nowhere"), Reads.all()).failed();
    assertThat(failed.kind()).isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(failed).hasMessageContaining("nowhere");
  }

  @Test
  void letsNoPathLeadOut() throws IOException {
    Path outside = Files.createTempDirectory("outside");
    Files.writeString(outside.resolve("secret.csv"), "id\n666\n");
    try {
      file("in/a.csv", "id\n1\n");
      Files.createSymbolicLink(directory.resolve("in/link.csv"), outside.resolve("secret.csv"));
      Files.createSymbolicLink(directory.resolve("in/out"), outside);
      Files.createSymbolicLink(directory.resolve("in/same.csv"), directory.resolve("in/a.csv"));
      assertThat(Reads.of(server.source(), Reads.all()).whole().values).containsExactly("1", "1");
      try (SftpFileStore store = store()) {
        for (String path :
            List.of("../x", "in/../../x", "/etc/passwd", "in//a.csv", "in/link.csv")) {
          assertThatThrownBy(() -> store.stat(path))
              .as(path)
              .isInstanceOf(AccessDeniedException.class)
              .hasMessageContaining("leads out");
        }
        assertThatThrownBy(() -> store.stat("in/out/secret.csv"))
            .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> store.list("in/out")).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> store.create("in/out/x.csv"))
            .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> store.rename("in/a.csv", "in/out/a.csv"))
            .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> store.delete("in/out/secret.csv"))
            .isInstanceOf(AccessDeniedException.class);
        store.delete("in/link.csv"); // the link itself
      }
      assertThat(outside.resolve("secret.csv")).exists();
    } finally {
      Files.delete(outside.resolve("secret.csv"));
      Files.delete(outside);
    }
  }

  private SftpFileStore store() throws IOException {
    return SftpFileStore.connect(server.source(), ConnectorContext.defaults());
  }

  @ParameterizedTest
  @CsvSource({"CSV,GZIP", "JSONL,GZIP", "AVRO,NONE", "PARQUET,NONE"})
  void stagesAndReadsBack(String format, Compression compression) throws IOException {
    file("in/a.csv", "id\n" + "1\n".repeat(50_000));
    FileLayout layout = FileLayout.of(format).compression(compression).maxRows(20_000);
    try (BaseConnector connector = Reads.connector(server.source());
        Extraction extraction =
            connector.extractData(ExtractionRequest.of("all").with("file_pattern", "in/*"));
        SftpFileStore store = store();
        FileSink sink = FileSink.open(store, "staged/orders", layout)) {
      for (RecordBatch batch : extraction) {
        sink.write(batch);
        try (Stream<Path> seen = Files.walk(directory.resolve("staged"))) {
          assertThat(seen.filter(Files::isRegularFile).map(path -> path.getFileName().toString()))
              .allMatch(
                  name -> name.startsWith(".") || name.contains(format.toLowerCase(Locale.ROOT)));
        }
      }
      assertThat(sink.commit()).hasSizeGreaterThan(1);
    }
    ExtractionRequest staged = ExtractionRequest.of("all").with("file_pattern", "staged/**");
    assertThat(Reads.of(server.source(), staged).whole().values).hasSize(50_000);
  }

  @Test
  void leavesNothingOfWhatWasNotCommitted() throws IOException {
    file("target/a.csv", "before");
    try (SftpFileStore store = store()) {
      try (FileOutput output = store.create("target/a.csv")) {
        output.write(new byte[100_000]);
      }
      try (Stream<Path> left = Files.list(directory.resolve("target"))) {
        assertThat(left).singleElement().asString().endsWith("a.csv");
      }
      assertThat(directory.resolve("target/a.csv")).hasContent("before");
      try (FileOutput output = store.create("target/a.csv")) {
        output.write("after".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(output.commit().size()).isEqualTo(5);
      }
      assertThat(directory.resolve("target/a.csv")).hasContent("after");
      file("target/b.csv", "b");
      assertThatThrownBy(() -> store.rename("target/a.csv", "target/b.csv"))
          .isInstanceOf(FileAlreadyExistsException.class);
      assertThat(directory.resolve("target/b.csv")).hasContent("b");
      store.rename("target/a.csv", "other/deep/a.csv");
      assertThat(directory.resolve("other/deep/a.csv")).hasContent("after");
      store.delete("target/gone.csv");
    }
  }
}
