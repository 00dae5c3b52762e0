package dev.tributary.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The published modules: where each one lives, and what it is called. */
enum Modules {
  API("connector-api", "dev.tributary.connector"),
  HTTP("connector-http", "dev.tributary.connector.http"),
  REST("connector-rest", "dev.tributary.connector.rest"),
  CLOUD_SQL("connector-cloudsql", "dev.tributary.connector.cloudsql"),
  FILES("connector-files", "dev.tributary.connector.files"),
  AVRO("connector-files-avro", "dev.tributary.connector.files.avro"),
  PARQUET("connector-files-parquet", "dev.tributary.connector.files.parquet"),
  GCS("connector-gcs", "dev.tributary.connector.gcs"),
  SFTP("connector-sftp", "dev.tributary.connector.sftp"),
  PIPELINE("connector-pipeline", "dev.tributary.connector.pipeline"),
  TESTKIT("connector-testkit", "dev.tributary.connector.testkit");

  /** The packages of connector-api, each of which may use only those that follow it. */
  static final List<String> API_PACKAGES =
      List.of(
          "dev.tributary.connector",
          "dev.tributary.connector.engine",
          "dev.tributary.connector.read",
          "dev.tributary.connector.host",
          "dev.tributary.connector.incremental",
          "dev.tributary.connector.pagination",
          "dev.tributary.connector.limit",
          "dev.tributary.connector.state",
          "dev.tributary.connector.batch",
          "dev.tributary.connector.split",
          "dev.tributary.connector.schema",
          "dev.tributary.connector.option",
          "dev.tributary.connector.json",
          "dev.tributary.connector.error",
          "dev.tributary.connector.stability");

  /** Packages that no host and no author sees; at most our own modules do. */
  static final List<String> INSIDE =
      List.of(
          "dev.tributary.connector.engine",
          "dev.tributary.connector.json",
          "dev.tributary.connector.cloudsql.connect",
          "dev.tributary.connector.cloudsql.mysql",
          "dev.tributary.connector.cloudsql.plan",
          "dev.tributary.connector.cloudsql.postgres",
          "dev.tributary.connector.cloudsql.server",
          "dev.tributary.connector.files.avro.container",
          "dev.tributary.connector.files.avro.read",
          "dev.tributary.connector.files.avro.schema",
          "dev.tributary.connector.files.avro.write",
          "dev.tributary.connector.files.csv",
          "dev.tributary.connector.files.json",
          "dev.tributary.connector.files.parquet.compression",
          "dev.tributary.connector.files.parquet.encoding",
          "dev.tributary.connector.files.parquet.footer",
          "dev.tributary.connector.files.parquet.page",
          "dev.tributary.connector.files.parquet.read",
          "dev.tributary.connector.files.parquet.wire",
          "dev.tributary.connector.files.parquet.write",
          "dev.tributary.connector.files.selection",
          "dev.tributary.connector.files.text",
          "dev.tributary.connector.sftp.ssh",
          "dev.tributary.connector.pipeline.document",
          "dev.tributary.connector.pipeline.work");

  /** The packages of connector-files, below whose root other modules add formats of their own. */
  private static final String[] FILES_PACKAGES = {
    "dev.tributary.connector.files",
    "dev.tributary.connector.files.compression",
    "dev.tributary.connector.files.csv",
    "dev.tributary.connector.files.filter",
    "dev.tributary.connector.files.format",
    "dev.tributary.connector.files.json",
    "dev.tributary.connector.files.selection",
    "dev.tributary.connector.files.store",
    "dev.tributary.connector.files.text"
  };

  private final String artifact;
  private final String moduleName;

  Modules(String artifact, String moduleName) {
    this.artifact = artifact;
    this.moduleName = moduleName;
  }

  String artifact() {
    return artifact;
  }

  /** The name of the Java module, which is also the root of its packages. */
  String moduleName() {
    return moduleName;
  }

  Path target() {
    return root().resolve(artifact).resolve("target");
  }

  /** Where the classes that these tests see were compiled to, checked or quickly. */
  Path classes() {
    String here = Modules.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return here.contains("/target/quick/")
        ? target().resolve("quick/classes")
        : target().resolve("classes");
  }

  /**
   * ArchUnit's pattern for this module's packages; the API's and the files' are lists, for others
   * grow under their roots.
   */
  String[] packages() {
    if (this == FILES) {
      return FILES_PACKAGES.clone();
    }
    return this == API ? API_PACKAGES.toArray(String[]::new) : new String[] {moduleName + ".."};
  }

  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(here.resolve("connector-api"))) {
      here = here.getParent();
      if (here == null) {
        throw new IllegalStateException("run this inside the repository");
      }
    }
    return here;
  }
}
