package dev.tributary.architecture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the jars that get published. */
class JarsIT {
  private static String license;

  @BeforeAll
  static void readLicense() throws IOException {
    license = Files.readString(Modules.root().resolve("LICENSE"));
  }

  static Stream<Path> jars() {
    return Stream.of(Modules.values())
        .flatMap(
            module -> Stream.of("", "-sources", "-javadoc").map(suffix -> jar(module, suffix)));
  }

  @ParameterizedTest
  @MethodSource("jars")
  void carriesTheLicense(Path path) throws IOException {
    try (JarFile jar = new JarFile(path.toFile())) {
      ZipEntry entry = jar.getEntry("META-INF/LICENSE");
      assertThat(entry).as("META-INF/LICENSE in %s", path.getFileName()).isNotNull();
      try (InputStream in = jar.getInputStream(entry)) {
        assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(license);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void saysWhoseWorkItNeeds(Modules module) throws IOException {
    try (JarFile jar = new JarFile(jar(module, "").toFile())) {
      ZipEntry entry = jar.getEntry("META-INF/THIRD-PARTY.txt");
      assertThat(entry).as("META-INF/THIRD-PARTY.txt in %s", module.artifact()).isNotNull();
      try (InputStream in = jar.getInputStream(entry)) {
        assertThat(new String(in.readAllBytes(), UTF_8)).contains("Apache-2.0");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jars")
  void doesNotTellWhenAndByWhomItWasBuilt(Path path) throws IOException {
    LocalDateTime fixed =
        OffsetDateTime.parse(System.getProperty("project.build.outputTimestamp")).toLocalDateTime();
    try (JarFile jar = new JarFile(path.toFile())) {
      Set<LocalDateTime> times = new TreeSet<>();
      jar.stream().map(ZipEntry::getTimeLocal).forEach(times::add);
      assertThat(times).as("times in %s", path.getFileName()).containsExactly(fixed);
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertThat(manifest.keySet())
          .map(Object::toString)
          .doesNotContain("Built-By", "Build-Jdk", "Build-Time", "Created-At");
    }
  }

  private static Path jar(Modules module, String suffix) {
    Path target = module.target();
    try (Stream<Path> files = Files.list(target)) {
      List<Path> found =
          files
              .filter(
                  file ->
                      file.getFileName()
                          .toString()
                          .matches(
                              module.artifact() + "-\\d[\\w.]*(-SNAPSHOT)?" + suffix + "\\.jar"))
              .toList();
      assertThat(found).as("the jar of %s%s", module.artifact(), suffix).hasSize(1);
      return found.get(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
