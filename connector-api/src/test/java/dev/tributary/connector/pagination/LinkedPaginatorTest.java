package dev.tributary.connector.pagination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.split.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LinkedPaginatorTest {
  private final List<String> asked = new ArrayList<>();

  /** Turns pages of one record each that bring these cursors; the last one, if null, ends it. */
  private Paginator turn(Pagination pagination, @Nullable String... cursors) {
    return turnPages(
        pagination,
        Arrays.stream(cursors).map(cursor -> Page.of(1).next(cursor)).toArray(Page[]::new));
  }

  private Paginator turnPages(Pagination pagination, Page... found) {
    Paginator pages = pagination.start();
    for (Page page : found) {
      PageRequest request = pages.next();
      if (request == null) {
        return pages;
      }
      asked.add(request.cursor().or(request::url).orElse("first"));
      pages.turned(request, page);
    }
    return pages;
  }

  @Test
  void followsCursorsUntilThereIsNone() {
    Paginator pages = turn(Pagination.cursor(), "a", "b", null);
    assertThat(asked).containsExactly("first", "a", "b");
    assertThat(pages.isFinished()).isTrue();
    assertThat(pages.outcome().orElseThrow()).hasToString("3 records");
  }

  @Test
  void followsUrlsAsTheSourceWroteThem() {
    Paginator pages = Pagination.nextUrl().start();
    pages.turned(pages.next(), Page.of(1).next("/orders?page=2"));
    PageRequest second = pages.next();
    assertThat(second.url()).hasValue("/orders?page=2");
    assertThat(second.cursor()).isEmpty();
    assertThat(second).hasToString("page 2, by URL");
    assertThat(pages.position()).hasToString("{pages=1, records=1, url=/orders?page=2}");
  }

  @Test
  void followsAnAuthorsOwnRule() {
    Pagination keyset =
        Pagination.custom(
            (request, page) -> page.isEmpty() ? null : "after " + (request.ordinal() + 1) * 10);
    turnPages(keyset, Page.of(10), Page.of(10), Page.of(0));
    assertThat(asked).containsExactly("first", "after 10", "after 20");
  }

  @Test
  void asksForOneCursorAtATimeWhateverIsAllowed() {
    Pagination pagination = Pagination.cursor().concurrent(8);
    Paginator pages = pagination.start();
    pages.next();
    assertThat(pages.next()).isNull();
    assertThat(pages.isFinished()).isFalse();
    assertThat(pages.isAddressable()).isFalse();
    assertThat(pagination.concurrent()).isEqualTo(1);
  }

  @Test
  @DisplayName("B1.7: the same cursor again is a clear error")
  void failsOnTheSameCursorAgain() {
    assertThatThrownBy(() -> turn(Pagination.cursor(), "a", "a"))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.DATA))
        .hasMessageContaining("round in circles")
        .hasMessageContaining("on_repeated_cursor");
  }

  @Test
  @DisplayName("B1.7: so is a cycle of several")
  void failsOnACycle() {
    assertThatThrownBy(() -> turn(Pagination.cursor(), "a", "b", "a"))
        .hasMessageContaining("round in circles");
    assertThatThrownBy(() -> turn(Pagination.nextUrl(), "/a", "/b", "/c", "/b"))
        .hasMessageContaining("next URL");
  }

  @Test
  @DisplayName("B1.7: the error leaves the position before the page")
  void standsWhereItWasAfterAFailure() {
    Paginator pages = Pagination.cursor().start();
    pages.turned(pages.next(), Page.of(1).next("a"));
    Position before = pages.position();
    PageRequest second = pages.next();
    assertThatThrownBy(() -> pages.turned(second, Page.of(1).next("a")))
        .isInstanceOf(ConnectorException.class);
    assertThat(pages.position()).isEqualTo(before);
  }

  @Test
  @DisplayName("B1.7: ending or going on can be chosen")
  void endsOrGoesOnWhenTold() {
    Pagination end = Pagination.cursor().onRepeatedCursor(OnRepeatedCursor.END);
    assertThat(turn(end, "a", "a", "b").turnedPages()).isEqualTo(2);
    Pagination on = Pagination.cursor().onRepeatedCursor(OnRepeatedCursor.CONTINUE);
    assertThat(turn(on, "a", "a", "a", "a", null).turnedPages()).isEqualTo(5);
  }

  @Test
  @DisplayName("B1.7: a constant handle is legal while the pages differ")
  void acceptsAConstantHandleWithDifferentPages() {
    Page page = Page.of(1).next("handle");
    turnPages(
        Pagination.cursor(), page.digest(1), page.digest(2), page.digest(3), Page.of(0).next(null));
    assertThat(asked).containsExactly("first", "handle", "handle", "handle");
    assertThatThrownBy(
            () -> turnPages(Pagination.cursor(), page.digest(1), page.digest(2), page.digest(1)))
        .hasMessageContaining("round in circles");
  }

  @Test
  @DisplayName("B1.7: a resumed read still notices the cursor it stands at")
  void noticesRepetitionAfterResuming() {
    Paginator pages = Pagination.cursor().start();
    pages.turned(pages.next(), Page.of(1).next("a"));
    Paginator resumed = Pagination.cursor().start(pages.position());
    assertThatThrownBy(() -> resumed.turned(resumed.next(), Page.of(1).next("a")))
        .hasMessageContaining("round in circles");
  }

  @Test
  @DisplayName(
      "B1.8: an empty page with a next cursor is followed; stopping there must be asked for")
  void followsTheCursorOfAnEmptyPage() {
    turnPages(Pagination.cursor(), Page.of(0).next("a"), Page.of(0).next("b"), Page.of(3));
    assertThat(asked).containsExactly("first", "a", "b");
    Paginator stopping =
        turnPages(
            Pagination.cursor().stopOnEmpty(true), Page.of(2).next("a"), Page.of(0).next("b"));
    assertThat(stopping.isFinished()).isTrue();
  }

  @Test
  @DisplayName("B1.8: more without a cursor is a contradiction and no quiet end")
  void failsWhenMoreIsSaidWithoutACursor() {
    assertThatThrownBy(() -> turnPages(Pagination.cursor(), Page.of(5).hasMore(true)))
        .hasMessageContaining("gave no cursor")
        .hasMessageContaining("cursor_path");
  }

  @Test
  void endsWhenTheSourceSaysSoThoughItNamesACursor() {
    Paginator pages = turnPages(Pagination.cursor(), Page.of(5).next("a").hasMore(false));
    assertThat(pages.isFinished()).isTrue();
    assertThat(turnPages(Pagination.cursor(), Page.of(5).next("a").last()).isFinished()).isTrue();
  }

  @Test
  @DisplayName("B1.9: an empty cursor is the end, unless it is told to be a value")
  void endsAtAnEmptyCursor() {
    assertThat(turn(Pagination.cursor(), "a", "").isFinished()).isTrue();
    Paginator value = turn(Pagination.cursor().emptyCursorIsValue(true), "a", "");
    assertThat(value.next().cursor()).hasValue("");
    Position saved = value.position();
    Paginator resumed = Pagination.cursor().emptyCursorIsValue(true).start(saved);
    assertThat(resumed.next().cursor()).hasValue("");
  }

  @Test
  @DisplayName("B1.10: a token of 0 is a token")
  void followsTheTokenZero() {
    turn(Pagination.cursor(), "0", "false", "null", null);
    assertThat(asked).containsExactly("first", "0", "false", "null");
  }

  @Test
  void resumesAtACursorAndInsideAPage() {
    Paginator pages = Pagination.cursor().start();
    PageRequest first = pages.next();
    assertThat(pages.position()).hasToString("{pages=0, records=0}");
    assertThat(pages.positionInside(first, 2)).hasToString("{pages=0, records=0, row=2}");
    pages.turned(first, Page.of(5).next("a").total(99));
    PageRequest second = pages.next();
    Position inside = pages.positionInside(second, 3);
    assertThat(inside).hasToString("{cursor=a, pages=1, records=5, row=3, total=99}");
    Paginator resumed = Pagination.cursor().start(inside);
    PageRequest again = resumed.next();
    assertThat(again.cursor()).hasValue("a");
    assertThat(again.skip()).isEqualTo(3);
    assertThat(again.ordinal()).isEqualTo(1);
    assertThat(again.isFirst()).isFalse();
    resumed.turned(again, Page.of(5).next(null));
    assertThat(resumed.outcome().orElseThrow()).hasToString("10 of 99 records");
  }

  @Test
  void resumesInsideTheFirstPage() {
    Paginator pages =
        Pagination.cursor().start(Position.of("pages", 0).with("records", 0).with("row", 2));
    assertThat(pages.next().skip()).isEqualTo(2);
  }

  @Test
  void saysThatMaxPagesWasReachedAlsoOverSeveralRuns() {
    Pagination two = Pagination.cursor().maxPages(2);
    Paginator pages = two.start();
    pages.turned(pages.next(), Page.of(1).next("a"));
    Paginator resumed = two.start(pages.position());
    resumed.turned(resumed.next(), Page.of(1).next("b"));
    assertThat(resumed.outcome().orElseThrow().reason()).hasValue("max_pages 2 reached");
    Paginator done = two.start(resumed.position());
    assertThat(done.outcome().orElseThrow().reason()).hasValue("max_pages 2 reached");
    assertThat(done.next()).isNull();
  }

  @Test
  void failsClearlyWhenACursorIsTooLongForState() {
    Paginator pages = Pagination.cursor().start();
    pages.turned(pages.next(), Page.of(1).next("x".repeat(70_000)));
    assertThatThrownBy(pages::position).hasMessageContaining("does not fit into saved state");
  }
}
