package dev.tributary.connector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreeTest {
  @Test
  void numbersStayExact() {
    assertThat(JsonTree.parse("9007199254740993")).isEqualTo(9007199254740993L);
    assertThat(JsonTree.parse("18446744073709551616"))
        .isEqualTo(new BigDecimal("18446744073709551616"));
    assertThat(JsonTree.parse("0.1000000000000000000000000001"))
        .isEqualTo(new BigDecimal("0.1000000000000000000000000001"));
  }

  @Test
  void membersKeepTheirOrder() {
    String text = "{\"b\":[1,null,true],\"a\":{\"x\":\"\\u00e9\\n\"}}";
    assertThat(JsonTree.write(JsonTree.parse(text)))
        .isEqualTo("{\"b\":[1,null,true],\"a\":{\"x\":\"é\\n\"}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "  ", "{", "[1,]", "{\"a\":1,\"a\":2}", "1 2", "nul", "// no\n1", "{a:1}"})
  void refusesWhatIsNotOneDocument(String text) {
    assertThatThrownBy(() -> JsonTree.parse(text)).isInstanceOf(ConnectorException.class);
  }

  @Test
  void saysWhereADocumentBreaks() {
    assertThatThrownBy(() -> JsonTree.parse("{\n  \"a\": x}"))
        .hasMessageContaining("line 2, column 8");
  }

  @Test
  void refusesDepthWithoutOverflowingTheStack() {
    String deep = "[".repeat(1_000_000);
    assertThatThrownBy(() -> JsonTree.parse(deep)).isInstanceOf(ConnectorException.class);
  }

  @Test
  void refusesATreeWithoutJsonForm() {
    assertThatThrownBy(() -> JsonTree.write(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonTree.write(new Object()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> JsonTree.write(Map.of(1, 2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void writesEveryNumberPlainlyReadable() {
    Object tree = List.of(1, (short) 2, new BigInteger("123456789012345678901"), 0.5, 1.5f);
    assertThat(JsonTree.write(tree)).isEqualTo("[1,2,123456789012345678901,0.5,1.5]");
  }

  @Test
  void writesForPeople() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("a", 1L);
    tree.put("b", List.of("x"));
    assertThat(JsonTree.writePretty(tree))
        .isEqualTo("{\n  \"a\": 1,\n  \"b\": [\n    \"x\"\n  ]\n}");
  }

  @Test
  void namesWhatStandsWhereSomethingElseBelongs() {
    assertThatThrownBy(() -> JsonTree.text(5L)).hasMessageContaining("the number 5");
    assertThatThrownBy(() -> JsonTree.whole("x")).hasMessageContaining("a text");
    assertThatThrownBy(() -> JsonTree.map(List.of())).hasMessageContaining("an array");
    assertThatThrownBy(() -> JsonTree.list(Map.of())).hasMessageContaining("an object");
    assertThatThrownBy(() -> JsonTree.truth(null)).hasMessageContaining("nothing");
  }

  @Property(tries = 300)
  void everyTreeReadsBack(@ForAll("trees") Object tree) {
    assertThat(JsonTree.parse(JsonTree.write(tree))).isEqualTo(tree);
    assertThat(JsonTree.parse(JsonTree.writePretty(tree))).isEqualTo(tree);
  }

  @Provide
  Arbitrary<Object> trees() {
    return trees(3);
  }

  private static Arbitrary<Object> trees(int depth) {
    Arbitrary<Object> leaves =
        Arbitraries.oneOf(
            Arbitraries.strings().all().filter(JsonTreeTest::isWhole).map(text -> text),
            Arbitraries.longs().map(number -> number),
            Arbitraries.of(true, false).map(truth -> truth),
            Arbitraries.bigDecimals().ofScale(3).map(number -> number));
    if (depth == 0) {
      return leaves;
    }
    return Arbitraries.oneOf(
        leaves,
        trees(depth - 1).list().ofMaxSize(3).map(list -> list),
        Arbitraries.maps(Arbitraries.strings().ascii().ofMaxLength(4), trees(depth - 1))
            .ofMaxSize(3)
            .map(map -> map));
  }

  private static boolean isWhole(String text) {
    return Arrays.equals(
        text.toCharArray(),
        new String(
                text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                java.nio.charset.StandardCharsets.UTF_8)
            .toCharArray());
  }
}
