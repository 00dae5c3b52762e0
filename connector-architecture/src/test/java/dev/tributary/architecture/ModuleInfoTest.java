package dev.tributary.architecture;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every published module says what it shows, and forgets no package. */
class ModuleInfoTest {
  @ParameterizedTest
  @EnumSource
  void everyPublishedModuleHasADescriptorWithItsName(Modules module) throws IOException {
    assertThat(descriptor(module).name()).isEqualTo(module.moduleName());
    assertThat(descriptor(module).isOpen()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void everyPackageIsExportedUnlessItIsMeantToStayInside(Modules module) throws IOException {
    TreeSet<String> exported =
        descriptor(module).exports().stream()
            .filter(export -> !export.isQualified())
            .map(ModuleDescriptor.Exports::source)
            .collect(toCollection(TreeSet::new));
    TreeSet<String> meant = packages(module);
    meant.removeIf(Modules.INSIDE::contains);
    assertThat(exported)
        .as("exports of %s/src/main/java/module-info.java", module.artifact())
        .isEqualTo(meant);
  }

  private static ModuleDescriptor descriptor(Modules module) throws IOException {
    Path file = module.classes().resolve("module-info.class");
    assertThat(file).as("module-info of %s", module.artifact()).isRegularFile();
    try (InputStream in = Files.newInputStream(file)) {
      return ModuleDescriptor.read(in);
    }
  }

  private static TreeSet<String> packages(Modules module) throws IOException {
    Path classes = module.classes();
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .filter(file -> file.toString().endsWith(".class"))
          .filter(
              file -> !file.endsWith("module-info.class") && !file.endsWith("package-info.class"))
          .map(file -> classes.relativize(file.getParent()).toString().replace('/', '.'))
          .collect(toCollection(TreeSet::new));
    }
  }
}
