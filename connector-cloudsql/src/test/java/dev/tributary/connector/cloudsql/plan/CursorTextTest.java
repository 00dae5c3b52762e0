package dev.tributary.connector.cloudsql.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.cloudsql.server.TableColumn;
import dev.tributary.connector.cloudsql.server.TableName;
import dev.tributary.connector.schema.Field;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The exact texts of bounds, and the names and patterns of tables. */
class CursorTextTest {
  private static final Instant MOMENT = Instant.parse("2026-03-01T23:59:59.999999999Z");

  private static Cursor cursor(Field field, CursorKind kind, Duration granule, ZoneId zone) {
    return new Cursor(List.of(new TableColumn(field, "x", 0, true)), List.of(kind), zone, granule);
  }

  @Test
  @DisplayName("B2.27: what is made is rounded down, never up")
  void roundsDown() {
    Field field = Field.timestampTz("at");
    Duration micro = Duration.ofNanos(1_000);
    assertThat(cursor(field, CursorKind.INSTANT, micro, ZoneOffset.UTC).at(MOMENT))
        .isEqualTo("2026-03-01 23:59:59.999999");
    assertThat(cursor(field, CursorKind.INSTANT, Duration.ofSeconds(60), ZoneOffset.UTC).at(MOMENT))
        .isEqualTo("2026-03-01 23:59:00.000000");
    assertThat(cursor(field, CursorKind.TIME, micro, ZoneId.of("Asia/Tokyo")).at(MOMENT))
        .isEqualTo("2026-03-02 08:59:59.999999");
    assertThat(
            cursor(Field.date("d"), CursorKind.DAY, Duration.ofDays(1), ZoneOffset.UTC).at(MOMENT))
        .isEqualTo("2026-03-01");
  }

  @Test
  void takesTheTextsOfPeopleAndServers() {
    Cursor time =
        cursor(
            Field.timestampTz("at"), CursorKind.INSTANT, Duration.ofNanos(1_000), ZoneOffset.UTC);
    assertThat(time.bound("2026-01-02")).isEqualTo("2026-01-02 00:00:00.000000");
    assertThat(time.bound("2026-01-02T03:04:05.1234567+02:00"))
        .isEqualTo("2026-01-02 01:04:05.123456");
    assertThat(time.isBefore("2026-01-01 00:00:00.5+00", "2026-01-01 00:00:00.500001")).isTrue();
    assertThat(time.back("2026-01-01 00:00:00.123456+00", Duration.ofSeconds(1)))
        .isEqualTo("2025-12-31 23:59:59.123456");
    Cursor number =
        cursor(Field.decimal("n", 20, 2), CursorKind.NUMBER, Duration.ZERO, ZoneOffset.UTC);
    assertThat(number.after(List.of("9.99"))).containsExactly("10.00");
  }

  @Test
  void namesAndPatterns() {
    TableName odd = new TableName("a.b", "c\"d");
    assertThat(Names.stream(odd)).isEqualTo("\"a.b\".\"c\"\"d\"");
    assertThat(Names.parts(Names.stream(odd))).containsExactly("a.b", "c\"d");
    assertThat(Names.parts("public.orders")).containsExactly("public", "orders");
    TableName orders = new TableName("sales", "orders_eu");
    assertThat(List.of("orders_*", "sales.*", "**", "orders_{eu,us}", "sales.orders_[a-f]?"))
        .allMatch(text -> TablePattern.isPattern(text) && TablePattern.of(text).matches(orders));
    assertThat(List.of("orders", "public.*", "orders_{de,us}", "re:orders"))
        .noneMatch(text -> TablePattern.of(text).matches(orders));
    assertThat(TablePattern.of("re:sales\\.ord.*").matches(orders)).isTrue();
  }
}
