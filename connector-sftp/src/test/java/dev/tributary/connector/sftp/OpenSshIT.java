package dev.tributary.connector.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.files.store.FileInput;
import dev.tributary.connector.files.store.FileOutput;
import dev.tributary.connector.host.ConnectorContext;
import dev.tributary.connector.testkit.FaultProxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same against OpenSSH's server, where it is installed; skipped elsewhere, saying so. */
@Timeout(60)
class OpenSshIT {
  @TempDir private Path directory;
  @TempDir private Path configuration;
  private OpenSshDrop server;

  @BeforeEach
  void start() throws Exception {
    server = OpenSshDrop.at(directory, configuration);
  }

  @AfterEach
  void stop() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private SourceConfig source() {
    return server.source(server.port());
  }

  private SftpFileStore store(SourceConfig source) throws Exception {
    return SftpFileStore.connect(source, ConnectorContext.defaults());
  }

  @Test
  void readsAndArchives() throws Exception {
    Files.createDirectories(directory.resolve("in/deep"));
    for (int i = 0; i < 250; i++) {
      Files.writeString(directory.resolve("in/deep/f" + i + ".csv"), "id\n" + i + "\n");
    }
    Reads reads =
        Reads.of(
                source(),
                Reads.all()
                    .parallelism(4)
                    .with("after_commit", "archive")
                    .with("archive_path", "done"))
            .whole();
    assertThat(reads.values).doesNotHaveDuplicates().hasSize(250);
    assertThat(reads.warnings).isEmpty();
    try (Stream<Path> done = Files.list(directory.resolve("done/in/deep"))) {
      assertThat(done).hasSize(250);
    }
  }

  @Test
  void goesOnAtTheOffsetAfterACut() throws Exception {
    byte[] bytes = new byte[5_000_000];
    new Random(3).nextBytes(bytes);
    Files.write(directory.resolve("large.bin"), bytes);
    try (FaultProxy line = FaultProxy.to(server.port());
        SftpFileStore store = store(server.source(line.port()));
        FileInput input = store.open(store.stat("large.bin"))) {
      line.cutAfter(2_000_000);
      assertThat(input.stream(0).readAllBytes()).isEqualTo(bytes);
      byte[] part = new byte[100_000];
      input.readFully(3_000_000, part, 0, part.length);
      assertThat(part).isEqualTo(java.util.Arrays.copyOfRange(bytes, 3_000_000, 3_100_000));
      assertThat(line.connections()).isGreaterThan(1);
    }
  }

  @Test
  void writesRenamesAndDeletes() throws Exception {
    try (SftpFileStore store = store(source())) {
      for (String text : new String[] {"first", "second"}) {
        try (FileOutput output = store.create("a/b/c.txt")) {
          output.write(text.getBytes(StandardCharsets.UTF_8));
          output.commit();
        }
        assertThat(directory.resolve("a/b/c.txt")).hasContent(text);
      }
      Files.writeString(directory.resolve("there.txt"), "there");
      assertThatThrownBy(() -> store.rename("a/b/c.txt", "there.txt"))
          .isInstanceOf(FileAlreadyExistsException.class);
      assertThat(directory.resolve("there.txt")).hasContent("there");
      store.rename("a/b/c.txt", "x/y/z.txt");
      assertThat(directory.resolve("x/y/z.txt")).hasContent("second");
      store.delete("x/y/z.txt");
      store.delete("x/y/z.txt");
      assertThat(directory.resolve("x/y/z.txt")).doesNotExist();
    }
  }

  @Test
  void letsNoLinkLeadOut() throws Exception {
    Path inside = Files.createDirectories(directory.resolve("in"));
    Files.writeString(inside.resolve("a.csv"), "id\n1\n");
    Files.createSymbolicLink(inside.resolve("b.csv"), Path.of("a.csv"));
    Files.createSymbolicLink(inside.resolve("c.csv"), Path.of("../../../../../../etc/passwd"));
    Files.createSymbolicLink(inside.resolve("d"), configuration);
    Files.createSymbolicLink(inside.resolve("loop"), Path.of("loop"));
    assertThat(Reads.of(source(), Reads.all()).whole().values).containsExactly("1", "1");
    try (SftpFileStore store = store(source())) {
      assertThatThrownBy(() -> store.stat("in/c.csv")).isInstanceOf(AccessDeniedException.class);
      assertThatThrownBy(() -> store.stat("in/d/sshd_config"))
          .isInstanceOf(AccessDeniedException.class);
    }
  }

  @Test
  void readsNamesThatAreNoText() throws Exception {
    // a shell makes the file, since a JVM cannot name it
    Process made =
        new ProcessBuilder("sh", "-c", "printf 'id\\n7\\n' > \"$(printf 'caf\\351.csv')\"")
            .directory(directory.toFile())
            .start();
    assertThat(made.waitFor(10, TimeUnit.SECONDS)).isTrue();
    Reads reads =
        Reads.of(
                source(),
                Reads.all()
                    .with("file_column", "file")
                    .with("columns", java.util.List.of("file"))
                    .with("after_commit", "archive")
                    .with("archive_path", "done"))
            .whole();
    assertThat(reads.values).containsExactly("caf\\xE9.csv");
    assertThat(reads.warnings).isEmpty();
    try (SftpFileStore store = store(source())) {
      assertThat(store.stat("done/caf\\xE9.csv").size()).isEqualTo(5);
      store.delete("done/caf\\xE9.csv"); // nor could a JVM clear it away
    }
  }
}
