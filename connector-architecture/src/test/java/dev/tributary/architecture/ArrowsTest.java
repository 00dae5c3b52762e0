package dev.tributary.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.TestInstance.Lifecycle.PER_CLASS;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between modules and packages point one way. */
@TestInstance(PER_CLASS)
class ArrowsTest {
  private final JavaClasses published = Published.classes();

  @Test
  void packagesFormNoCycle() {
    slices().matching("dev.tributary.(**)").should().beFreeOfCycles().check(published);
  }

  @Test
  void everyPackageOfTheApiIsInTheList() {
    List<String> packages =
        published.stream()
            .filter(type -> Published.isOf(Modules.API, type))
            .map(type -> type.getPackageName())
            .distinct()
            .toList();
    assertThat(Modules.API_PACKAGES).containsAll(packages);
  }

  static Stream<List<String>> upwards() {
    List<String> all = Modules.API_PACKAGES;
    return Stream.iterate(1, i -> i < all.size(), i -> i + 1)
        .map(i -> Stream.concat(Stream.of(all.get(i)), all.subList(0, i).stream()).toList());
  }

  @ParameterizedTest
  @MethodSource("upwards")
  void packagesOfTheApiUseOnlyThoseBelowThem(List<String> packageAndThoseAbove) {
    String[] above = packageAndThoseAbove.stream().skip(1).toArray(String[]::new);
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage(packageAndThoseAbove.get(0))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(above)
            .because("the arrows between the packages of connector-api point downwards")
            .allowEmptyShould(true);
    rule.check(published);
  }

  @Test
  void theApiKnowsNoneOfTheOtherModules() {
    forbid(
        Modules.API,
        Modules.HTTP,
        Modules.REST,
        Modules.CLOUD_SQL,
        Modules.FILES,
        Modules.GCS,
        Modules.SFTP,
        Modules.TESTKIT);
  }

  @Test
  void httpKnowsNoConnector() {
    forbid(
        Modules.HTTP,
        Modules.REST,
        Modules.CLOUD_SQL,
        Modules.FILES,
        Modules.GCS,
        Modules.SFTP,
        Modules.TESTKIT);
  }

  @Test
  void connectorsKnowNeitherOneAnotherNorTheTestkit() {
    forbid(Modules.REST, Modules.CLOUD_SQL, Modules.TESTKIT);
    forbid(Modules.CLOUD_SQL, Modules.HTTP, Modules.REST, Modules.FILES, Modules.TESTKIT);
    forbid(
        Modules.FILES,
        Modules.HTTP,
        Modules.REST,
        Modules.CLOUD_SQL,
        Modules.AVRO,
        Modules.PARQUET,
        Modules.TESTKIT);
    forbid(
        Modules.AVRO,
        Modules.HTTP,
        Modules.REST,
        Modules.CLOUD_SQL,
        Modules.PARQUET,
        Modules.TESTKIT);
    forbid(
        Modules.PARQUET,
        Modules.HTTP,
        Modules.REST,
        Modules.CLOUD_SQL,
        Modules.AVRO,
        Modules.TESTKIT);
    forbid(
        Modules.GCS,
        Modules.REST,
        Modules.CLOUD_SQL,
        Modules.AVRO,
        Modules.PARQUET,
        Modules.SFTP,
        Modules.TESTKIT);
    forbid(
        Modules.SFTP,
        Modules.HTTP,
        Modules.GCS,
        Modules.REST,
        Modules.CLOUD_SQL,
        Modules.AVRO,
        Modules.PARQUET,
        Modules.TESTKIT);
    forbid(Modules.FILES, Modules.GCS);
    forbid(Modules.REST, Modules.GCS);
    forbid(Modules.CLOUD_SQL, Modules.GCS);
  }

  @Test
  void pipelinesKnowFilesOnlyAndAreKnownToNobody() {
    forbid(
        Modules.PIPELINE,
        Modules.HTTP,
        Modules.REST,
        Modules.CLOUD_SQL,
        Modules.AVRO,
        Modules.PARQUET,
        Modules.GCS,
        Modules.SFTP,
        Modules.TESTKIT);
    for (Modules module : Modules.values()) {
      if (module != Modules.PIPELINE) {
        forbid(module, Modules.PIPELINE);
      }
    }
  }

  @Test
  void theTestkitKnowsNoConnector() {
    forbid(Modules.TESTKIT, Modules.HTTP, Modules.REST, Modules.CLOUD_SQL, Modules.FILES);
  }

  @Test
  void theEngineIsKnownToItsFacesOnly() {
    classes()
        .that()
        .resideInAPackage("dev.tributary.connector.engine")
        .should()
        .onlyBeAccessed()
        .byAnyPackage("dev.tributary.connector", "dev.tributary.connector.engine")
        .allowEmptyShould(true)
        .check(published);
  }

  @Test
  void jacksonStaysInsideTheJsonPackageOfTheApi() {
    noClasses()
        .that(resideInAnyPackage(Modules.API.packages()))
        .and(not(resideInAPackage("dev.tributary.connector.json")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..")
        .because("a library inside must be free to change")
        .check(published);
  }

  @Test
  void noSignatureThatOthersSeeHoldsSomebodyElsesType() {
    classes()
        .that(resideInAnyPackage(Modules.API.packages()))
        .and(not(resideInAnyPackage(Modules.INSIDE.toArray(String[]::new))))
        .should(Conditions.exposeOnly("java.", "dev.tributary.connector.", "org.jspecify."))
        .check(published);
  }

  private void forbid(Modules from, Modules... to) {
    for (Modules module : to) {
      noClasses()
          .that(resideInAnyPackage(from.packages()))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(module.packages())
          .because(from.artifact() + " does not depend on " + module.artifact())
          .allowEmptyShould(true)
          .check(published);
    }
  }
}
