package dev.tributary.connector.pagination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The next page of linked pages, asked for before the one that names it was read. */
class ForeseenPageTest {
  private static PageRequest next(Paginator pages) {
    return Objects.requireNonNull(pages.next());
  }

  private static PageRequest foresee(Paginator pages, String next) {
    return Objects.requireNonNull(pages.foresee(next));
  }

  @Test
  void isTurnedLikeAnyOther() {
    Paginator pages = Pagination.cursor().start();
    PageRequest first = next(pages);
    PageRequest second = foresee(pages, "b");
    assertThat(second.cursor()).contains("b");
    assertThat(pages.next()).as("one page ahead, not more").isNull();
    assertThat(pages.foresee("c")).isNull();

    pages.turned(first, Page.of(3).next("b"));
    assertThat(pages.isObsolete(second)).isFalse();
    assertThat(pages.position().get("cursor")).isEqualTo("b");
    assertThat(pages.positionInside(second, 2).get("cursor")).isEqualTo("b");

    pages.turned(second, Page.of(2));
    assertThat(pages.isFinished()).isTrue();
    assertThat(pages.seenRecords()).isEqualTo(5);
  }

  @Test
  void isObsoleteIfThePageNamesAnother() {
    Paginator pages = Pagination.nextUrl().start();
    PageRequest first = next(pages);
    PageRequest wrong = foresee(pages, "/b");
    pages.turned(first, Page.of(3).next("/c"));
    assertThat(pages.isObsolete(wrong)).isTrue();
    assertThat(next(pages).url()).contains("/c");
  }

  @Test
  void isObsoleteBehindTheEnd() {
    Paginator pages = Pagination.cursor().stopOnEmpty(true).start();
    PageRequest first = next(pages);
    PageRequest second = foresee(pages, "b");
    pages.turned(first, Page.of(0).next("b"));
    assertThat(pages.isFinished()).isTrue();
    assertThat(pages.isObsolete(second)).isTrue();
  }

  @Test
  void keepsToMaxPages() {
    Paginator pages = Pagination.cursor().maxPages(1).start();
    next(pages);
    assertThat(pages.foresee("b")).isNull();
  }

  @Test
  void leavesRulesAndConstantHandlesAlone() {
    Paginator custom = Pagination.custom((request, page) -> null).start();
    next(custom);
    assertThat(custom.foresee("b")).isNull();

    Paginator handle = Pagination.cursor().onRepeatedCursor(OnRepeatedCursor.CONTINUE).start();
    next(handle);
    assertThat(handle.foresee("b")).isNull();

    Paginator empty = Pagination.cursor().start();
    next(empty);
    assertThat(empty.foresee("")).isNull();
  }

  @Test
  void numberedPagesNeedNoForesight() {
    Paginator pages = Pagination.pageNumber(1).start();
    next(pages);
    assertThat(pages.foresee("2")).isNull();
  }

  @Test
  void stillNoticesCircles() {
    Paginator pages = Pagination.cursor().start();
    PageRequest first = next(pages);
    PageRequest second = foresee(pages, "b");
    pages.turned(first, Page.of(3).next("b"));
    PageRequest third = foresee(pages, "b");
    assertThatThrownBy(() -> pages.turned(second, Page.of(3).next("b")))
        .hasMessageContaining("round in circles");
    assertThat(third).isNotNull();
  }
}
