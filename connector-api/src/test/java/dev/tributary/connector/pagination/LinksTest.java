package dev.tributary.connector.pagination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("B1.14: link headers by RFC 8288")
class LinksTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<https://a.example/2>; rel=\"next\"",
        "<https://a.example/2>;rel=next",
        "<https://a.example/2> ; REL = \"NEXT\"",
        "< https://a.example/2 >;\trel=\"next\"",
        "<https://a.example/2>; rel=\"prev next\"",
        "<https://a.example/2>; rel=\"  last   next \"",
        "<https://a.example/2>; title=\"a, b; c=\\\"d\\\" >\"; rel=next",
        "<https://a.example/2>; title; rel=next",
        "<https://a.example/2>;;; rel=next;",
        "<https://a.example/2>; rel=next; rel=prev",
        "<https://a.example/2>; title*=UTF-8''n%c3%a4chste; rel=next; foo",
        "<https://a.example/2>; anchor=\"\"; rel=next",
        "<https://a.example/1>; rel=prev, <https://a.example/2>; rel=next",
        "<https://a.example/1>; rel=\"first\",<https://a.example/2>; rel=\"next\"",
        ", ,<https://a.example/2>; rel=next,,",
        "garbage, <https://a.example/2>; rel=next",
        "<https://a.example/1>; rel=prev garbage, <https://a.example/2>; rel=next",
        "<https://a.example/9>; rel=next; anchor=\"/other\", <https://a.example/2>; rel=next",
        "<https://a.example/2>; rel=next, <https://a.example/3>; rel=next",
        "<https://a.example/1>; rel=\"prev\\\"\\\\\", <https://a.example/2>; rel=next",
      })
  void findTheNextPage(String header) {
    assertThat(Links.parse(List.of(header)).find("next")).hasValue("https://a.example/2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "<",
        "<>",
        "<https://a.example/2>",
        "<https://a.example/2>; rel",
        "<https://a.example/2>; rel=prev; rel=next",
        "<https://a.example/2>; rel=nextish",
        "<https://a.example/2>; rel=\"prev",
        "<https://a.example/2; rel=next",
        "https://a.example/2; rel=next",
        "<https://a.example/2>; rev=next",
        "<https://a.example/2>; title=\"; rel=next\"",
        "<https://a.example/2>; rel=next; anchor=\"#other\"",
      })
  void findNothingWhereThereIsNoNextPage(String header) {
    assertThat(Links.parse(List.of(header)).find("next")).isEmpty();
  }

  @Test
  void keepCommasAndSemicolonsOfUrls() {
    String url = "https://a.example/?ids=1,2,3;x=<y&fields=a,b;rel=prev";
    assertThat(Links.parse(List.of("<" + url + ">; rel=next")).find("next")).hasValue(url);
  }

  @Test
  void areReadFromRepeatedHeaders() {
    Links links =
        Links.parse(List.of("</1>; rel=prev", "</3>; rel=last", "</2>; rel=Next, </1>; rel=first"));
    assertThat(links.find("NEXT")).hasValue("/2");
    assertThat(links.all()).extracting(Link::target).containsExactly("/1", "/3", "/2", "/1");
    assertThat(Links.parse(List.of()).find("next")).isEmpty();
  }

  @Test
  void knowTheirAttributes() {
    Link link = Links.parse(List.of("</2>; rel=\"a B\"; title=\"one, two\"")).all().get(0);
    assertThat(link.relations()).containsExactly("a", "b");
    assertThat(link.attribute("title")).hasValue("one, two");
    assertThat(link.attribute("anchor")).isEmpty();
    assertThat(link.isAboutThisPage()).isTrue();
  }

  @Test
  void areReadInTimeThatGrowsWithTheText() {
    String endless = "<a>; rel=\"".repeat(100_000);
    assertThat(Links.parse(List.of(endless, "<".repeat(500_000), ",".repeat(500_000))).all())
        .isNotEmpty();
  }
}
