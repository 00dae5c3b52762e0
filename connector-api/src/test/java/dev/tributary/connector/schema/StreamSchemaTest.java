package dev.tributary.connector.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamSchemaTest {
  private final StreamSchema orders =
      StreamSchema.of(
              Field.int64("id").required(),
              Field.decimal("total", 12, 2).sourceType("numeric(12,2)").doc("with \"tax\""),
              Field.of("lines", DataType.list(DataType.STRING)))
          .key("id");

  @Test
  void readsBackFromItsJson() {
    assertThat(StreamSchema.fromJson(orders.toJson())).isEqualTo(orders);
    assertThat(orders.toJson())
        .isEqualTo(
            "{\"version\":1,\"key\":[\"id\"],\"fields\":["
                + "{\"name\":\"id\",\"type\":\"int64\",\"required\":true},"
                + "{\"name\":\"total\",\"type\":\"decimal(12,2)\","
                + "\"source_type\":\"numeric(12,2)\",\"doc\":\"with \\\"tax\\\"\"},"
                + "{\"name\":\"lines\",\"type\":\"list(string)\"}]}");
  }

  @Test
  void passesOverMembersOfLaterVersions() {
    String later = orders.toJson().replace("{\"version\"", "{\"colour\":[1],\"version\"");
    assertThat(StreamSchema.fromJson(later)).isEqualTo(orders);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"version\":0,\"fields\":[]}",
        "{\"version\":1,\"fields\":[{\"name\":\"a\"}]}",
        "{\"version\":1,\"fields\":[{\"name\":\"\",\"type\":\"int\"}]}",
        "{\"version\":1,\"key\":[\"b\"],\"fields\":[]}",
        "{\"version\":99999999999,\"fields\":[]}"
      })
  void refusesOtherJson(String json) {
    assertThatThrownBy(() -> StreamSchema.fromJson(json)).isInstanceOf(ConnectorException.class);
  }

  @Test
  void findsFieldsByName() {
    assertThat(orders.indexOf("total")).isEqualTo(1);
    assertThat(orders.indexOf("Total")).isEqualTo(-1);
    assertThat(orders.find("lines")).contains(orders.field(2));
    assertThat(orders.find("x")).isEmpty();
  }

  @Test
  void refusesAmbiguousDeclarations() {
    assertThatThrownBy(() -> StreamSchema.of(Field.int64("a"), Field.date("a")))
        .hasMessageContaining("\"a\"");
    assertThatThrownBy(() -> orders.key("ids")).hasMessageContaining("\"ids\"");
    assertThatThrownBy(() -> orders.key("id", "id")).hasMessageContaining("twice");
    assertThatThrownBy(() -> Field.int64("")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void growsUnderTheNextVersion() {
    StreamSchema more = orders.with(Field.string("note"), Field.decimal("total"));
    assertThat(more.version()).isEqualTo(2);
    assertThat(more.key()).containsExactly("id");
    assertThat(more.fields()).hasSize(4);
    assertThat(more.field(1).type()).isEqualTo(DataType.DECIMAL);
    assertThat(more.field(1).sourceType()).contains("numeric(12,2)");
    assertThat(orders.with(Field.int32("id").required())).isSameAs(orders);
  }

  @Test
  void widensToWhatHoldsBoth() {
    StreamSchema other = StreamSchema.of(Field.string("note"), Field.float64("total")).version(4);
    StreamSchema both = orders.widen(other);
    assertThat(both.version()).isEqualTo(5);
    assertThat(both.fields())
        .extracting(Field::name)
        .containsExactly("id", "total", "lines", "note");
    assertThat(both.field(0).isNullable()).as("only one of them has it").isTrue();
    assertThat(both.field(1).type()).isEqualTo(DataType.DECIMAL);
    assertThat(both.key()).containsExactly("id");
  }

  @Test
  void keepsItsVersionWhenNothingIsNew() {
    assertThat(orders.widen(orders)).isSameAs(orders);
    StreamSchema more = orders.with(Field.string("note"));
    assertThat(orders.widen(more)).isSameAs(more);
    assertThat(more.widen(orders.version(1))).isSameAs(more);
    StreamSchema documented =
        StreamSchema.of(orders.fields().stream().map(f -> f.doc("x")).toList());
    assertThat(orders.widen(documented.key("id"))).isSameAs(orders);
  }

  @Test
  void twoReadersThatMeetDifferentFieldsAgree() {
    StreamSchema one = orders.with(Field.string("a"));
    StreamSchema two = orders.with(Field.string("b"));
    StreamSchema agreed = orders.widen(one).widen(two);
    assertThat(agreed.version()).isEqualTo(3);
    assertThat(agreed.widen(one)).isSameAs(agreed);
    assertThat(agreed.widen(two)).isSameAs(agreed);
  }
}
