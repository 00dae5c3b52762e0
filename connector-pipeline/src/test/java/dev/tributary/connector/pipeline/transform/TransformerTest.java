package dev.tributary.connector.pipeline.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.ChangeKind;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Secret;
import dev.tributary.connector.pipeline.expression.Expression;
import dev.tributary.connector.pipeline.transform.Filter.Operator;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransformerTest {
  private static final StreamSchema SCHEMA =
      StreamSchema.of(Field.int64("id").required(), Field.string("n")).key("id");

  private static BatchBuilder rows(StreamSchema schema) {
    return BatchBuilder.of(BatchTarget.standalone("t", schema));
  }

  private static RecordBatch batch(int size) {
    BatchBuilder rows = rows(SCHEMA);
    for (int row = 0; row < size; row++) {
      rows.add().set("id", row).set("n", row == 16 ? "seventeen" : Integer.toString(row));
    }
    return rows.build();
  }

  private static Transformer transformer(Transformation transformation) {
    return Transformer.of(transformation, Instant.EPOCH);
  }

  @Test
  void namesRowAndColumnOfTheOneValueInTenThousandThatCannotBeConverted() {
    Shaped shaped =
        transformer(Transformation.none().convert("n", Conversion.to(DataType.INT64)))
            .apply(batch(10_000));
    assertThat(shaped.batch().size()).isEqualTo(9_999);
    assertThat(shaped.batch().column("n").getLong(16)).isEqualTo(17);
    assertThat(shaped.bad()).hasSize(1);
    assertThat(shaped.bad().get(0).place()).contains("row 17 of 10000");
    assertThat(shaped.bad().get(0).reason()).isEqualTo("n: 'seventeen' is no INT64");
  }

  @Test
  void countsRowsAsTheyWereReadAlsoBehindAFilter() {
    Shaped shaped =
        transformer(
                Transformation.none()
                    .filter(Filter.of("id", Operator.GREATER_OR_EQUAL, 10L))
                    .convert("n", Conversion.to(DataType.INT64)))
            .apply(batch(100));
    assertThat(shaped.bad()).singleElement().extracting(BadRow::row).isEqualTo(16);
    assertThat(shaped.batch().size()).isEqualTo(89);
  }

  @Test
  void judgesNoRecordThatAFilterLeavesOut() {
    Shaped shaped =
        transformer(
                Transformation.none()
                    .filter(Filter.of("n", Operator.NOT_EQUALS, "seventeen"))
                    .filter(Filter.of(Expression.parse("cast(n as integer) >= 0"))))
            .apply(batch(100));
    assertThat(shaped.bad()).isEmpty();
    assertThat(shaped.batch().size()).isEqualTo(99);
  }

  @Test
  void keepsRejectsAndCheckpointOfABatchWhoseEveryRecordIsLeftOut() {
    BatchBuilder rows = rows(SCHEMA);
    rows.add().set("id", 1);
    rows.end();
    rows.reject("here", "broken", "raw".getBytes(StandardCharsets.UTF_8));
    Shaped shaped =
        transformer(
                Transformation.none()
                    .filter(Filter.of("n", Operator.IS_NOT_NULL, null))
                    .calculate("m", Expression.parse("n || '!'")))
            .apply(rows.build());
    assertThat(shaped.batch().size()).isZero();
    assertThat(shaped.batch().rejects()).hasSize(1);
    assertThat(shaped.batch().schema().fields())
        .extracting(Field::name)
        .containsExactly("id", "n", "m");
  }

  @Test
  void compilesAgainForASchemaThatBecameWider() {
    Transformer transformer =
        transformer(Transformation.none().calculate("twice", Expression.parse("id * 2")));
    assertThat(transformer.apply(batch(2)).batch().schema().find("twice").orElseThrow().type())
        .isEqualTo(DataType.INT64);
    StreamSchema wider =
        SCHEMA.widen(
            StreamSchema.of(Field.decimal("id", 20, 1), Field.string("n"), Field.bool("x")));
    BatchBuilder rows = rows(wider);
    rows.add().set("id", new java.math.BigDecimal("1.5")).set("n", "a").set("x", true);
    RecordBatch shaped = transformer.apply(rows.build()).batch();
    assertThat(shaped.column("twice").getString(0)).isEqualTo("3.0");
    assertThat(shaped.column("x").getBoolean(0)).isTrue();
    assertThat(shaped.schema().version()).isEqualTo(wider.version());
  }

  @Test
  void takesNamesOfAnyCharacters() {
    StreamSchema odd = StreamSchema.of(Field.int64("a.b \"c\""), Field.int64("über`x"));
    BatchBuilder rows = rows(odd);
    rows.add().set(0, 2).set(1, 3);
    RecordBatch shaped =
        transformer(
                Transformation.none()
                    .map("a.b \"c\"", "d e")
                    .filter(Filter.of("über`x", Operator.IN, List.of(3L, 4L)))
                    .calculate("p", Expression.parse("\"d e\" * `über``x`")))
            .apply(rows.build())
            .batch();
    assertThat(shaped.schema().fields())
        .extracting(Field::name)
        .containsExactly("d e", "über`x", "p");
    assertThat(shaped.column("p").getLong(0)).isEqualTo(6);
  }

  @Test
  void swapsNamesAndKeepsTheKey() {
    RecordBatch shaped =
        transformer(Transformation.none().map("id", "n").map("n", "id")).apply(batch(1)).batch();
    assertThat(shaped.column("n").getLong(0)).isZero();
    assertThat(shaped.column("id").getString(0)).isEqualTo("0");
    assertThat(shaped.schema().key()).containsExactly("n");
  }

  @Test
  void refusesChanges() {
    BatchBuilder rows = rows(SCHEMA);
    rows.add().set("id", 1).set("n", "a").change(ChangeKind.DELETE, 1, 2);
    RecordBatch changes = rows.build();
    assertThatExceptionOfType(ConnectorException.class)
        .isThrownBy(() -> transformer(Transformation.none().map("n", "m")).apply(changes))
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.CONFIG))
        .withMessageContaining("changes");
    assertThat(transformer(Transformation.none()).apply(changes).batch()).isSameAs(changes);
  }

  @Test
  void hashesAreEqualForEqualTextsOfOneSalt() {
    String here = hashed("pepper");
    assertThat(here).hasSize(64).isEqualTo(hashed("pepper")).isNotEqualTo(hashed("salt"));
  }

  private static String hashed(String salt) {
    return String.valueOf(
        transformer(Transformation.none().hash(List.of("n"), Secret.literal(salt)))
            .apply(batch(1))
            .batch()
            .column("n")
            .getString(0));
  }

  @Test
  void saysNothingOfValuesInItsText() {
    Filter filter = Filter.of("n", Operator.EQUALS, "private");
    assertThat(filter.toString()).doesNotContain("private");
    assertThat(Transformation.none().filter(filter).toString()).doesNotContain("private");
  }
}
