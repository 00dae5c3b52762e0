package dev.tributary.connector.cloudsql.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.cloudsql.server.OnUnfit;
import dev.tributary.connector.cloudsql.server.RowStream;
import dev.tributary.connector.cloudsql.server.Selection;
import dev.tributary.connector.cloudsql.server.Table;
import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.cloudsql.servers.Kind;
import dev.tributary.connector.cloudsql.servers.TestServer;
import dev.tributary.connector.schema.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Holds every row of the table of types in the documentation to what is read from servers. */
class TypesIT {
  private static final Pattern ROW =
      Pattern.compile("\\| `(.+?)` \\| `(.+?)` \\| `(.+?)` \\| `(.*?)` \\|");

  private record Example(String type, String becomes, String value, String text) {}

  @TestFactory
  @DisplayName("B2.30, 32, 33, 34, 39, 39a: every type arrives as the documentation says")
  Stream<DynamicTest> readsEveryTypeAsDocumented() throws Exception {
    return Stream.of(Kind.POSTGRES, Kind.OLDEST_POSTGRES).flatMap(this::tests);
  }

  private Stream<DynamicTest> tests(Kind kind) {
    try {
      String document = Files.readString(document());
      TestServer server = TestServer.shared(kind);
      String database = server.createDatabase();
      try (PlainSession session = PlainSession.open(server, database)) {
        Matcher setup = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL).matcher(document);
        assertThat(setup.find()).isTrue();
        session.run(setup.group(1));
      }
      List<Example> examples = new ArrayList<>();
      Matcher rows = ROW.matcher(document);
      while (rows.find()) {
        examples.add(new Example(rows.group(1), rows.group(2), rows.group(3), rows.group(4)));
      }
      assertThat(examples).hasSizeGreaterThan(100);
      return examples.stream()
          .map(
              example ->
                  DynamicTest.dynamicTest(
                      kind + ": " + example.type() + " " + example.value(),
                      () -> check(server, database, example)));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path document() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    while (!Files.exists(here.resolve("docs/cloudsql-postgres-types.md"))) {
      here = here.getParent();
    }
    return here.resolve("docs/cloudsql-postgres-types.md");
  }

  private static void check(TestServer testServer, String database, Example example)
      throws Exception {
    try (PlainSession session = PlainSession.open(testServer, database)) {
      session.run("CREATE TEMP TABLE t (v " + example.type() + ")");
      session.run("INSERT INTO t VALUES (" + example.value() + "), (NULL)");
      PostgresServer server = PostgresServer.of(session);
      Table table = server.table(session, "t").orElseThrow();
      TableColumn column = table.columns().get(0);

      assertThat(column.field().type()).hasToString(example.becomes());

      RecordBatch batch = Reads.all(server, session, Reads.of(server, table));
      assertThat(batch.size()).isEqualTo(2);
      assertThat(batch.column(0).getString(0)).isEqualTo(example.text());
      assertThat(batch.column(0).isNull(1)).isTrue();

      readsTheServersOwnText(session, server, table, column);
      readsBackWhatThePositionSays(session, server, table, column);
    }
  }

  /** The reference: what the driver itself shows. */
  private static void readsTheServersOwnText(
      PlainSession session, PostgresServer server, Table table, TableColumn column)
      throws Exception {
    TableColumn asText =
        new TableColumn(
            column.field().type(DataType.STRING),
            column.type(),
            column.code(),
            column.comparable());
    Selection selection =
        new Selection(
            server.from(table.name()), List.of(asText), List.of(), List.of(), OnUnfit.FAIL);
    session.run("SET intervalstyle = 'iso_8601'");
    RecordBatch batch = Reads.all(server, session, selection);

    assertThat(batch.column(0).getString(0))
        .isEqualTo(
            column.type().equals("money")
                ? session.one("SELECT v::text FROM t WHERE v IS DISTINCT FROM NULL")
                : session.one("SELECT v FROM t WHERE v IS DISTINCT FROM NULL"));
    assertThat(batch.column(0).isNull(1)).isTrue();
  }

  /** A key's exact text finds the row again. */
  private static void readsBackWhatThePositionSays(
      PlainSession session, PostgresServer server, Table table, TableColumn column)
      throws Exception {
    if (!column.comparable()) {
      return;
    }
    Selection selection =
        new Selection(
            server.from(table.name()),
            List.of(),
            List.of("v IS DISTINCT FROM NULL"),
            List.of(column),
            OnUnfit.FAIL);
    String text;
    try (RowStream rows = server.open(session, selection)) {
      rows.read(Reads.builder(List.of()));
      text = rows.position().get(0);
    }
    assertThat(session.one("SELECT count(*) FROM t WHERE v = " + server.literal(column, text)))
        .isEqualTo("1");
  }
}
