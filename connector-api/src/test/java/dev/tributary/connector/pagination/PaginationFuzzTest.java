package dev.tributary.connector.pagination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.error.ConnectorException;
import java.net.URI;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** What comes from a source may be anything. */
class PaginationFuzzTest {
  private static final URI PAGE = URI.create("https://api.example/v1/orders?limit=5&page=1");

  @Property(tries = 3_000)
  @Label("B1.14: link headers of any text are read without failing")
  void readsAnyLinkHeader(
      @ForAll
          @StringLength(max = 60)
          @Chars({'<', '>', '"', '\\', ',', ';', '=', ' ', '\t', '*', 'r', 'e', 'l'})
          String header) {
    Links links = Links.parse(List.of(header, header));
    assertThat(links.all().size()).isLessThanOrEqualTo(2 * header.length());
    links.all().forEach(Link::relations);
  }

  @Property(tries = 500)
  @Label("B1.14: what is written as a link header is read from it")
  void readsWhatWasWritten(
      @ForAll @CharRange(from = '!', to = '=') @StringLength(max = 20) String target,
      @ForAll @CharRange(from = ' ', to = '~') @StringLength(max = 20) String title) {
    String quoted = title.replace("\\", "\\\\").replace("\"", "\\\"");
    String other = "</other>; rel=other; title=\"" + quoted + "\"";
    String next = "<" + target.replace("<", "") + ">; title=\"" + quoted + "\"; rel=next";
    Links links = Links.parse(List.of(other + ", " + next));
    assertThat(links.find("next")).hasValue(target.replace("<", ""));
    assertThat(links.all().get(1).attribute("title")).hasValue(title);
  }

  @Property(tries = 2_000)
  @Label("B1.13: a next URL of any text is resolved or refused")
  void resolvesOrRefusesAnyUrl(@ForAll String text) {
    assertResolvedOrRefused(text);
  }

  @Property(tries = 2_000)
  @Label("B1.13: what looks like a URL is resolved or refused")
  void resolvesOrRefusesWhatLooksLikeAUrl(
      @ForAll
          @StringLength(max = 30)
          @Chars({':', '/', '?', '#', '[', ']', '@', '%', '.', '&', '=', ' ', 'a', '2', '\u00e4'})
          String text) {
    assertResolvedOrRefused(text);
    assertResolvedOrRefused("https://" + text);
  }

  private static void assertResolvedOrRefused(String text) {
    try {
      assertThat(NextUrl.resolve(PAGE, text)).isNotNull();
    } catch (ConnectorException refused) {
      assertThat(refused).hasMessageContaining("next URL");
    }
  }

  @Property(tries = 200)
  @Label("B1.7: every cycle is found at its first repetition")
  void findsEveryCycle(
      @ForAll @IntRange(max = 3_000) int lead, @ForAll @IntRange(min = 1, max = 3_000) int cycle) {
    SeenCursors seen = new SeenCursors();
    for (int i = 0; i < lead + cycle; i++) {
      assertThat(seen.add(SeenCursors.hash("cursor " + i))).isTrue();
    }
    assertThat(seen.add(SeenCursors.hash("cursor " + lead))).isFalse();
  }
}
