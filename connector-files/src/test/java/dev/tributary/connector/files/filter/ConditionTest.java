package dev.tributary.connector.files.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.batch.BatchBuilder;
import dev.tributary.connector.batch.BatchTarget;
import dev.tributary.connector.batch.Column;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.Field;
import dev.tributary.connector.schema.StreamSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConditionTest {
  private static Column column(DataType type, @Nullable String... texts) {
    StreamSchema schema = StreamSchema.of(Field.of("c", type));
    BatchBuilder builder = BatchBuilder.of(BatchTarget.standalone("s", schema));
    for (String text : texts) {
      builder.add().set(0, text);
    }
    return builder.build().column(0);
  }

  private static boolean holds(
      DataType type, @Nullable String value, Operator operator, String... constants) {
    Condition condition = Condition.of("c", operator, List.of(constants));
    return condition.on(type).holds(column(type, value), 0);
  }

  /** A value that is less, the same and greater as they are stored, and what they are held to. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "int32|-5|3|4|3.0",
        "int64|-9223372036854775808|3|9223372036854775807|3.0",
        "int64|3|4|5|4",
        "decimal(12,2)|1.99|2.00|2.01|2",
        "decimal|-1e40|0.10|1e40|0.1",
        "decimal|-Infinity|7|Infinity|7",
        "float32|-1|0.1|0.2|0.1",
        "float64|-Infinity|-0.0|Infinity|0",
        "string|Z|a|ä|a",
        "string|\uFFFF|😀|😁|😀",
        "bytes|fwA=|gA==|gAE=|gA==",
        "date|-infinity|2026-01-31|2026-02-01|2026-01-31",
        "time|09:00:00|10:00:00|10:00:00.000000001|10:00:00",
        "duration|-PT1S|PT0S|PT1M|PT0S",
        "timestamp|2025-12-31T23:59:59.999999999|2026-01-01T00:00:00|infinity|2026-01-01",
        "timestamptz|2026-01-01T00:59:00+01:00|2026-01-01T01:00:00+01:00|2026-01-01T00:00:01Z"
            + "|2026-01-01 00:00:00",
        "uuid|00000000-0000-0000-ffff-ffffffffffff|00000000-0000-0001-0000-000000000000"
            + "|80000000-0000-0000-0000-000000000000|00000000-0000-0001-0000-000000000000",
        "boolean|false|true||true",
      })
  void eachTypeHasItsOrder(
      String type, String less, String same, @Nullable String greater, String value) {
    DataType of = DataType.parse(type);
    assertThat(holding(of, less, value)).isEqualTo("LESS_THAN LESS_OR_EQUAL NOT_EQUALS");
    assertThat(holding(of, same, value)).isEqualTo("LESS_OR_EQUAL GREATER_OR_EQUAL EQUALS");
    if (greater != null) {
      assertThat(holding(of, greater, value)).isEqualTo("GREATER_THAN GREATER_OR_EQUAL NOT_EQUALS");
    }
  }

  private static String holding(DataType type, String value, String constant) {
    return Stream.of(
            Operator.LESS_THAN,
            Operator.LESS_OR_EQUAL,
            Operator.GREATER_THAN,
            Operator.GREATER_OR_EQUAL,
            Operator.EQUALS,
            Operator.NOT_EQUALS)
        .filter(operator -> holds(type, value, operator, constant))
        .map(Operator::name)
        .collect(Collectors.joining(" "));
  }

  @Test
  void aNullMeetsIsNullOnly() {
    for (Operator operator : Operator.values()) {
      String[] values = operator.takes(0) ? new String[0] : new String[] {"1"};
      assertThat(holds(DataType.INT64, null, operator, values))
          .as(operator.name())
          .isEqualTo(operator == Operator.IS_NULL);
      if (!operator.takes(0)) {
        assertThat(holds(DataType.FLOAT64, "NaN", operator, values))
            .as("NaN " + operator)
            .isEqualTo(operator == Operator.NOT_EQUALS || operator == Operator.NOT_IN);
      }
    }
    assertThat(holds(DataType.JSON, null, Operator.IS_NULL)).isTrue();
    assertThat(holds(DataType.JSON, "{}", Operator.IS_NOT_NULL)).isTrue();
  }

  @Test
  void listsHoldAnyOrNone() {
    assertThat(holds(DataType.STRING, "b", Operator.IN, "a", "b")).isTrue();
    assertThat(holds(DataType.STRING, "c", Operator.IN, "a", "b")).isFalse();
    assertThat(holds(DataType.STRING, "c", Operator.NOT_IN, "a", "b")).isTrue();
    assertThat(holds(DataType.STRING, "a", Operator.NOT_IN, "a", "b")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"int64,abc", "float64,1e400", "date,2026-02-30", "json,{}", "boolean,1"})
  void whatIsNoValueOfTheTypeIsTheConfigurationsFault(String type, String value) {
    Condition condition = Condition.of("c", Operator.EQUALS, List.of(value));
    assertThatThrownBy(() -> condition.on(DataType.parse(type)))
        .hasMessageContaining("c equals " + value)
        .hasMessageContaining(type)
        .asInstanceOf(InstanceOfAssertFactories.type(ConnectorException.class))
        .satisfies(error -> assertThat(error.kind()).isEqualTo(ErrorKind.CONFIG));
  }

  @Test
  void eachOperatorHasItsNumberOfValues() {
    assertThatThrownBy(() -> Condition.of("c", Operator.EQUALS, List.of()))
        .hasMessageContaining("0 values");
    assertThatThrownBy(() -> Condition.of("c", Operator.LESS_THAN, List.of("1", "2")))
        .hasMessageContaining("2 values");
    assertThatThrownBy(() -> Condition.of("c", Operator.IS_NULL, List.of("1")))
        .hasMessageContaining("is_null");
  }

  /** Whatever holds for a value must not be excluded by bounds around it. */
  @ParameterizedTest
  @EnumSource(Operator.class)
  void boundsExcludeNothingThatHolds(Operator operator) {
    Random random = new Random(5);
    DataType[] types = {DataType.INT64, DataType.FLOAT64, DataType.STRING, DataType.decimal(5, 1)};
    int excluded = 0;
    for (int round = 0; round < 4000; round++) {
      DataType type = types[round % types.length];
      List<@Nullable String> texts = new ArrayList<>();
      int size = 1 + random.nextInt(3);
      for (int i = 0; i < size; i++) {
        int value = random.nextInt(6);
        boolean isNan = type.equals(DataType.FLOAT64) && value == 5;
        texts.add(value == 4 ? null : isNan ? "NaN" : Integer.toString(value));
      }
      String constant = Integer.toString(random.nextInt(6));
      List<String> constants = operator.takes(0) ? List.of() : List.of(constant);
      ColumnTest test = Condition.of("c", operator, constants).on(type);
      Column column = column(type, texts.toArray(String[]::new));
      boolean any = false;
      for (int i = 0; i < size; i++) {
        any |= test.holds(column, i);
      }
      List<String> known =
          texts.stream().filter(text -> text != null && !text.equals("NaN")).sorted().toList();
      boolean values = texts.stream().anyMatch(text -> text != null);
      Column bounds =
          known.isEmpty() ? null : column(type, known.get(0), known.get(known.size() - 1));
      boolean may = test.mayHold(texts.contains(null), values, bounds);
      assertThat(may || !any).as(test + " of " + texts).isTrue();
      excluded += may ? 0 : 1;
    }
    assertThat(excluded).isGreaterThan(100);
  }
}
