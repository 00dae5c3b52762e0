package dev.tributary.connector.pipeline.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchLimits;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeyHashTest {
  private static Column column(DataType type, @Nullable Object value) {
    BatchBuilder builder =
        BatchBuilder.of(
            BatchTarget.standalone(
                "s", StreamSchema.of(Field.of("a", type)), BatchLimits.defaults()));
    builder.add();
    builder.set(0, value);
    return builder.build().column(0);
  }

  private static String hash(List<String> names, Column... key) {
    KeyHash hash = new KeyHash(names);
    return hash.hash(key, 0) ? hash.high() + " " + hash.low() : "none";
  }

  private static String hash(Column column) {
    return hash(List.of("a"), column);
  }

  @Test
  void isTheSameOnceTheTypeOfAColumnBecameWider() {
    String one = hash(column(DataType.INT32, 1));
    assertThat(hash(column(DataType.INT64, 1L))).isEqualTo(one);
    assertThat(hash(column(DataType.FLOAT64, 1.0))).isEqualTo(one);
    assertThat(hash(column(DataType.decimal(9, 2), new BigDecimal("1.00")))).isEqualTo(one);
    assertThat(hash(column(DataType.STRING, "1"))).isEqualTo(one);
    assertThat(hash(column(DataType.FLOAT64, (double) 0.1f)))
        .isEqualTo(hash(column(DataType.FLOAT32, 0.1f)));
    assertThat(hash(column(DataType.FLOAT64, -0.0))).isEqualTo(hash(column(DataType.INT32, 0)));
    assertThat(hash(column(DataType.INT64, 2L))).isNotEqualTo(one);
  }

  @Test
  void tellsPartsAndColumnsApart() {
    List<String> names = List.of("a", "b");
    Column ab = column(DataType.STRING, "ab");
    Column a = column(DataType.STRING, "a");
    Column b = column(DataType.STRING, "b");
    Column bc = column(DataType.STRING, "bc");
    Column c = column(DataType.STRING, "c");
    assertThat(hash(names, ab, c)).isNotEqualTo(hash(names, a, bc));
    assertThat(hash(names, a, b)).isNotEqualTo(hash(names, b, a));
    assertThat(hash(List.of("b"), a)).isNotEqualTo(hash(List.of("a"), a));
  }

  @Test
  void hasNoneWhereAPartHasNoValue() {
    List<String> names = List.of("a", "b");
    Column none = column(DataType.STRING, null);
    assertThat(hash(names, none, column(DataType.STRING, "x"))).isEqualTo("none");
    assertThat(hash(column(DataType.STRING, ""))).isNotEqualTo("none");
    assertThat(hash(column(DataType.FLOAT64, Double.NaN)))
        .isNotEqualTo("none")
        .isEqualTo(hash(column(DataType.FLOAT64, Double.NaN)));
  }
}
