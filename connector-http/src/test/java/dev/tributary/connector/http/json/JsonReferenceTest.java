package dev.tributary.connector.http.json;

import static dev.tributary.connector.http.json.Reading.at;
import static dev.tributary.connector.http.json.Reading.inPieces;
import static dev.tributary.connector.http.json.Reading.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.batch.Column;
import dev.tributary.connector.batch.RecordBatch;
import dev.tributary.connector.schema.DataType;
import dev.tributary.connector.schema.StreamSchema;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The decoder against Jackson, on documents that no person would write. */
class JsonReferenceTest {
  @Property(tries = 400)
  void readsWhatJacksonReads(@ForAll long seed) throws IOException {
    String text = new RandomJson(seed).records();

    check(text, Reading.inferred(text));
  }

  @Property(tries = 200)
  void readsTheSameInPiecesOfAnySize(@ForAll long seed) {
    String text = new RandomJson(seed).records();
    RecordBatch whole = Reading.inferred(text);

    int most = 1 + (int) Math.floorMod(seed, 40L);
    RecordBatch pieces = Reading.all(at("$"), StreamSchema.of(), inPieces(utf8(text), most));

    assertThat(pieces.schema()).isEqualTo(whole.schema());
    assertThat(Reading.values(pieces)).isEqualTo(Reading.values(whole));
  }

  private static void check(String text, RecordBatch batch) throws IOException {
    List<?> records = (List<?>) Reference.tree(text);
    assertThat(batch.size()).isEqualTo(records.size());
    for (int row = 0; row < records.size(); row++) {
      Map<?, ?> expected = (Map<?, ?>) records.get(row);
      for (Map.Entry<?, ?> member : expected.entrySet()) {
        if (member.getValue() != null) {
          same(member.getValue(), batch.column(member.getKey().toString()), row);
        }
      }
      for (int column = 0; column < batch.schema().size(); column++) {
        String name = batch.schema().field(column).name();
        assertThat(batch.column(column).isNull(row)).isEqualTo(expected.get(name) == null);
      }
    }
  }

  private static void same(Object expected, Column column, int row) throws IOException {
    String shown = column.getString(row);
    if (column.type().equals(DataType.JSON)) {
      assertThat(Reference.tree(shown)).isEqualTo(expected);
    } else if (expected instanceof Reference.Digits number) {
      assertThat(new BigDecimal(shown)).isEqualByComparingTo(new BigDecimal(number.text()));
    } else if (expected instanceof Boolean) {
      assertThat(shown).isEqualTo(expected.toString());
    } else if (expected instanceof Map || expected instanceof List) {
      assertThat(Reference.tree(shown)).isEqualTo(expected);
    } else {
      String text = expected.toString();
      switch (column.type().kind()) {
        case DATE -> assertThat(column.get(row)).isEqualTo(LocalDate.parse(text));
        case TIMESTAMP ->
            assertThat(column.get(row)).isEqualTo(LocalDateTime.parse(text.replace(' ', 'T')));
        case TIMESTAMP_TZ -> assertThat(column.get(row)).isEqualTo(instant(text));
        default -> {
          if (!shown.equals(text)) {
            // a date or time that was read before its column became text: in its canonical form
            assertThat(text).matches("\\d{4}-\\d\\d-\\d\\d.*");
            assertThat(shown).isIn(canonical(text));
          }
        }
      }
    }
  }

  private static Instant instant(String text) {
    String iso = text.replace(' ', 'T').replaceFirst("-0530$", "-05:30");
    return OffsetDateTime.parse(iso).toInstant();
  }

  private static List<String> canonical(String text) {
    String iso = text.replace(' ', 'T');
    if (iso.matches(".*(Z|\\+02:00|-0530)")) {
      return List.of(instant(text).toString());
    }
    LocalDateTime local = LocalDateTime.parse(iso);
    String seconds = local.getSecond() == 0 && local.getNano() == 0 ? ":00" : "";
    return List.of(local + seconds, local.toString());
  }
}
