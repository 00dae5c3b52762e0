package dev.tributary.connector.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "string | string",
        "text | string",
        "integer | int64",
        "int | int64",
        "long | int64",
        "float | float64",
        "double | float64",
        "decimal(12,2) | decimal(12,2)",
        "numeric | decimal",
        "NUMERIC( 12 , 2 ) | decimal(12,2)",
        "decimal(5) | decimal(5,0)",
        "decimal(5,-2) | decimal(5,-2)",
        "boolean | boolean",
        "date | date",
        "time | time",
        "timestamp | timestamp",
        "datetime | timestamp",
        "timestamptz | timestamptz",
        "json | json",
        "bytes | bytes",
        "uuid | uuid",
        "list(map(string, int)) | list(map(string,int64))",
        "struct(id int64 REQUIRED, \"a \"\"b\"\"\" list(text)) | struct(id int64 required, \"a"
            + " \"\"b\"\"\" list(string))",
        "struct() | struct()",
      })
  void readsTheNamesOfConfigurationsInAnyCase(String written, String canonical) {
    assertThat(DataType.parse(written)).hasToString(canonical);
    assertThat(DataType.parse(canonical)).isEqualTo(DataType.parse(written));
    if (!written.contains("\"")) {
      assertThat(DataType.parse(written.toUpperCase(Locale.ROOT))).hasToString(canonical);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "strin",
        "decimal(",
        "decimal(x)",
        "decimal(0,0)",
        "decimal(1,2",
        "decimal(99999999999)",
        "list",
        "list(int",
        "list()",
        "map(string)",
        "struct(int)",
        "struct(a int, a int)",
        "struct(\"a int)",
        "int int"
      })
  void refusesAnythingElseWithTheKnownNames(String text) {
    assertThatThrownBy(() -> DataType.parse(text))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("timestamptz");
  }

  @Test
  void refusesDepthWithoutOverflowingTheStack() {
    assertThatThrownBy(() -> DataType.parse("list(".repeat(100_000)))
        .isInstanceOf(ConnectorException.class)
        .hasMessageContaining("deep");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int32 | int64 | int64",
        "int32 | float32 | float64",
        "int32 | float64 | float64",
        "int64 | float32 | decimal",
        "int64 | float64 | decimal",
        "int32 | decimal(5,2) | decimal(12,2)",
        "int64 | decimal(5,2) | decimal(21,2)",
        "int64 | decimal(30,2) | decimal(30,2)",
        "decimal(12,2) | decimal(10,4) | decimal(14,4)",
        "decimal(999,0) | decimal(999,999) | decimal",
        "decimal(12,2) | float64 | decimal",
        "decimal | float32 | decimal",
        "decimal | int32 | decimal",
        "float32 | float64 | float64",
        "boolean | int32 | string",
        "date | timestamp | string",
        "timestamp | timestamptz | string",
        "time | duration | string",
        "bytes | string | string",
        "uuid | string | string",
        "json | list(int) | json",
        "list(int) | list(string) | json",
        "struct(a int) | map(string,int) | json",
        "json | string | string",
        "json | int64 | string",
      })
  void widensWithoutLosingAValue(String one, String other, String both) {
    assertThat(DataType.widen(DataType.parse(one), DataType.parse(other))).hasToString(both);
  }

  @Property
  void everyTypeReadsBack(@ForAll("types") DataType type) {
    assertThat(DataType.parse(type.toString())).isEqualTo(type);
  }

  @Property
  void wideningIsALattice(
      @ForAll("types") DataType a, @ForAll("types") DataType b, @ForAll("types") DataType c) {
    assertThat(DataType.widen(a, a)).isEqualTo(a);
    assertThat(DataType.widen(a, b)).isEqualTo(DataType.widen(b, a));
    assertThat(DataType.widen(DataType.widen(a, b), c))
        .isEqualTo(DataType.widen(a, DataType.widen(b, c)));
    assertThat(DataType.widen(DataType.widen(a, b), b)).isEqualTo(DataType.widen(a, b));
  }

  @Provide
  static Arbitrary<DataType> types() {
    Arbitrary<DataType> simple =
        Arbitraries.of(
            DataType.BOOLEAN,
            DataType.INT32,
            DataType.INT64,
            DataType.FLOAT32,
            DataType.FLOAT64,
            DataType.DECIMAL,
            DataType.STRING,
            DataType.BYTES,
            DataType.DATE,
            DataType.TIME,
            DataType.DURATION,
            DataType.TIMESTAMP,
            DataType.TIMESTAMP_TZ,
            DataType.UUID,
            DataType.JSON);
    Arbitrary<DataType> decimals =
        Arbitraries.integers()
            .between(1, 1000)
            .flatMap(
                p -> Arbitraries.integers().between(-20, 400).map(s -> DataType.decimal(p, s)));
    return Arbitraries.lazyOf(
        () -> simple,
        () -> decimals,
        () -> types().map(DataType::list),
        () -> types().map(value -> DataType.map(DataType.STRING, value)),
        () ->
            types()
                .list()
                .ofMaxSize(3)
                .map(
                    types -> {
                      Field[] fields = new Field[types.size()];
                      for (int i = 0; i < fields.length; i++) {
                        Field field = Field.of(List.of("a", "b c", "\"").get(i), types.get(i));
                        fields[i] = i == 1 ? field.required() : field;
                      }
                      return DataType.struct(fields);
                    }));
  }
}
