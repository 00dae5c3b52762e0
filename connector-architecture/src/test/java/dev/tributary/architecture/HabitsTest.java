package dev.tributary.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import com.tngtech.archunit.core.domain.JavaClasses;
import javax.sql.CommonDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a library must not do to the program it runs in. */
@TestInstance(PER_CLASS)
class HabitsTest {
  private final JavaClasses published = Published.classes();

  @Test
  void keepsNoStaticMutableState() {
    fields().should(Conditions.beNoSharedMutableState()).check(published);
  }

  @Test
  void writesNothingToTheStandardStreams() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(published);
  }

  @Test
  void logsThroughSlf4jOnly() {
    // ArchUnit's own rule sees fields only. A DataSource has a method that returns such a logger.
    noClasses()
        .that()
        .areNotAssignableTo(CommonDataSource.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.util.logging..")
        .check(published);
  }

  @Test
  void neverEndsTheProgram() {
    noClasses()
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "exit", int.class)
        .orShould()
        .callMethod(Runtime.class, "halt", int.class)
        .check(published);
  }

  @Test
  void namesPackagesByWhatTheyAreAbout() {
    noClasses()
        .should()
        .resideInAnyPackage(
            "..impl..",
            "..util..",
            "..utils..",
            "..common..",
            "..model..",
            "..helper..",
            "..helpers..",
            "..misc..")
        .check(published);
  }
}
