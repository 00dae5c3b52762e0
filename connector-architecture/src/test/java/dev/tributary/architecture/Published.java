package dev.tributary.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Arrays;

/** The compiled classes of all published modules. */
final class Published {
  private Published() {}

  static JavaClasses classes() {
    return new ClassFileImporter()
        .importPaths(Arrays.stream(Modules.values()).map(Modules::classes).toArray(Path[]::new));
  }

  static boolean isOf(Modules module, JavaClass type) {
    String directory = module.classes().toUri().toString();
    return type.getSource()
        .map(source -> source.getUri().toString().startsWith(directory))
        .orElse(false);
  }
}
