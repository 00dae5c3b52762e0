package dev.tributary.connector.files.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.RecordBatch;

/** Twenty thousand rows whose values follow from their number. */
final class Mixed {
  static final String SQL =
      "select i as id, i * 1000003 % 4294967291 as spread, (i % 50)::integer as few,"
          + " case when i % 7 = 0 then null else 'text ' || i end as name,"
          + " 'kind ' || (i % 10) as kind, i / 8.0 as ratio, i % 3 = 0 as flag,"
          + " (i / 100)::decimal(12, 2) as amount,"
          + " timestamp '2026-01-01' + to_seconds(i) as at,"
          + " case when i % 5 = 0 then null else [i, i + 1] end as list"
          + " from range(20000) t(i)";

  private Mixed() {}

  static void check(RecordBatch rows, int size) {
    assertThat(rows.size()).isEqualTo(size);
    for (int i = 0; i < size; i++) {
      assertThat(rows.column("id").getLong(i)).isEqualTo(i);
      assertThat(rows.column("spread").getLong(i)).isEqualTo(i * 1000003L % 4294967291L);
      assertThat(rows.column("few").getInt(i)).isEqualTo(i % 50);
      assertThat(rows.column("name").getString(i)).isEqualTo(i % 7 == 0 ? null : "text " + i);
      assertThat(rows.column("kind").getString(i)).isEqualTo("kind " + i % 10);
      assertThat(rows.column("ratio").get(i).toString())
          .isEqualTo(rows.column("ratio").getString(i));
      assertThat(Double.parseDouble(rows.column("ratio").getString(i))).isEqualTo(i / 8.0);
      assertThat(rows.column("flag").getBoolean(i)).isEqualTo(i % 3 == 0);
      assertThat(rows.column("at").getMicros(i)).isEqualTo((1_767_225_600L + i) * 1_000_000);
      assertThat(rows.column("list").getString(i))
          .isEqualTo(i % 5 == 0 ? null : "[" + i + "," + (i + 1) + "]");
    }
  }
}
