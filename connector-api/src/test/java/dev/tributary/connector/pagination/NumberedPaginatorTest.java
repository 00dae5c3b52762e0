package dev.tributary.connector.pagination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.pagination.FakePages.Answer;
import dev.tributary.connector.pagination.FakePages.Read;
import dev.tributary.connector.split.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NumberedPaginatorTest {
  private static Answer twentyFive(PageRequest request) {
    return FakePages.at((request.number() - 1) * 10, 10, 25, 10);
  }

  private static Function<PageRequest, Answer> offsets(int records, int most) {
    return request -> FakePages.at(request.offset(), request.size(), records, most);
  }

  private static List<Integer> numbers(int records) {
    return IntStream.range(0, records).boxed().toList();
  }

  @Test
  void readsOnePageWhereThereAreNone() {
    Read read = FakePages.read(Pagination.none(), request -> Answer.of(numbers(7)));
    assertThat(read.records()).hasSize(7);
    assertThat(read.pages().outcome().orElseThrow().isComplete()).isTrue();
  }

  @Test
  void saysThatThereWouldBeMoreThanOnePage() {
    Read read =
        FakePages.read(
            Pagination.none(), request -> new Answer(numbers(7), Page.of(7).hasMore(true)));
    PagingOutcome outcome = read.pages().outcome().orElseThrow();
    assertThat(outcome.isComplete()).isFalse();
    assertThat(outcome.reason()).hasValue("the source has more pages, and pagination is none");
  }

  @Test
  void asksForNumbersUntilAPageIsEmpty() {
    List<String> asked = new ArrayList<>();
    Read read =
        FakePages.read(
            Pagination.pageNumber(1),
            request -> {
              asked.add(request + (request.isFirst() ? ", first" : ""));
              return twentyFive(request);
            });
    assertThat(read.records()).isEqualTo(numbers(25));
    assertThat(asked)
        .containsExactly(
            "page 1, from record 0, first",
            "page 2, from record 10",
            "page 3, from record 20",
            "page 4, from record 25");
  }

  @Test
  void startsAtTheNumberThatTheSourceStartsAt() {
    assertThat(Pagination.pageNumber(0).start().next().number()).isZero();
    assertThat(Pagination.pageNumber(7).start().next().number()).isEqualTo(7);
  }

  @Test
  @DisplayName("B1.8: an empty page with has_more goes on; stopping there must be asked for")
  void followsHasMoreOverAnEmptyPage() {
    Function<PageRequest, Answer> gap =
        request -> {
          boolean empty = request.number() == 2;
          return new Answer(
              empty ? List.of() : numbers(3), Page.of(empty ? 0 : 3).hasMore(request.number() < 4));
        };
    assertThat(FakePages.read(Pagination.pageNumber(1), gap).records()).hasSize(9);
    assertThat(FakePages.read(Pagination.pageNumber(1).stopOnEmpty(true), gap).records())
        .hasSize(3);
  }

  @Test
  @DisplayName("B1.8: an offset moves on over an empty page, or says that it cannot")
  void movesAnOffsetOverAnEmptyPage() {
    Function<PageRequest, Answer> gap =
        request ->
            request.offset() == 0
                ? new Answer(List.of(), Page.of(0).hasMore(true))
                : Answer.of(request.offset() == 10 ? numbers(4) : List.of());
    assertThat(FakePages.read(Pagination.offset().pageSize(10), gap).records()).hasSize(4);
    assertThatThrownBy(() -> FakePages.read(Pagination.offset(), gap))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.DATA))
        .hasMessageContaining("page_size");
  }

  @Test
  @DisplayName("B1.11: a short page is not the end, unless told so")
  void goesOnAfterAShortPage() {
    Function<PageRequest, Answer> shrunk =
        request -> {
          int[] sizes = {10, 4, 10, 0};
          return Answer.of(numbers(sizes[(int) request.ordinal()]));
        };
    Pagination pages = Pagination.pageNumber(1).pageSize(10);
    assertThat(FakePages.read(pages, shrunk).records()).hasSize(24);
    assertThat(FakePages.read(pages.endOnShortPage(true), shrunk).records()).hasSize(14);
  }

  @Test
  void movesTheOffsetByWhatWasReallySent() {
    Read read = FakePages.read(Pagination.offset().pageSize(500), offsets(250, 100));
    assertThat(read.records()).isEqualTo(numbers(250));
    assertThat(read.requests()).isEqualTo(4);
  }

  @Test
  void endsWhereTheSourceSaysThatTheEndIs() {
    Function<PageRequest, Answer> total =
        request -> new Answer(offsets(30, 10).apply(request).records(), Page.of(10).total(30));
    Read read = FakePages.read(Pagination.offset(), total);
    assertThat(read.requests()).isEqualTo(3);
    assertThat(read.pages().outcome().orElseThrow().kind()).isEqualTo(PagingOutcome.Kind.COUNTED);
    Function<PageRequest, Answer> last =
        request -> new Answer(numbers(10), Page.of(10).totalPages(3));
    assertThat(FakePages.read(Pagination.pageNumber(0), last).requests()).isEqualTo(3);
    Function<PageRequest, Answer> more =
        request -> new Answer(numbers(10), Page.of(10).hasMore(request.number() < 5));
    assertThat(FakePages.read(Pagination.pageNumber(1), more).requests()).isEqualTo(5);
    Function<PageRequest, Answer> only = request -> new Answer(numbers(10), Page.of(10).last());
    assertThat(FakePages.read(Pagination.pageNumber(1), only).requests()).isEqualTo(1);
  }

  @Test
  @DisplayName("rule 11: fewer records than the source named are not complete")
  void showsThatATotalWasMissed() {
    Function<PageRequest, Answer> short49990 =
        request -> {
          List<Integer> records = offsets(49_990, 10_000).apply(request).records();
          return new Answer(records, Page.of(records.size()).total(50_000));
        };
    Read read = FakePages.read(Pagination.offset(), short49990);
    PagingOutcome outcome = read.pages().outcome().orElseThrow();
    assertThat(read.pages().expectedTotal()).hasValue(50_000);
    assertThat(read.pages().seenRecords()).isEqualTo(49_990);
    assertThat(outcome.fellShort()).isTrue();
    assertThat(outcome.isComplete()).isFalse();
    assertThat(outcome).hasToString("49990 of 50000 records");
  }

  @Test
  void doesNotTrustATotalThatIsTooSmall() {
    Function<PageRequest, Answer> capped =
        request -> {
          List<Integer> records = offsets(95, 10).apply(request).records();
          return new Answer(records, Page.of(records.size()).total(15));
        };
    assertThat(FakePages.read(Pagination.offset().concurrent(4), capped).records())
        .isEqualTo(numbers(95));
  }

  @Test
  @DisplayName("max_pages reached is said, and is not complete")
  void saysThatMaxPagesWasReached() {
    Read read =
        FakePages.read(
            Pagination.pageNumber(1).maxPages(2).concurrent(8), NumberedPaginatorTest::twentyFive);
    PagingOutcome outcome = read.pages().outcome().orElseThrow();
    assertThat(read.requests()).isEqualTo(2);
    assertThat(outcome.reason()).hasValue("max_pages 2 reached");
    assertThat(outcome.isComplete()).isFalse();
    assertThat(outcome).hasToString("stopped, max_pages 2 reached, after 20 records");
    Pagination enough = Pagination.pageNumber(1).maxPages(4);
    assertThat(
            FakePages.read(enough, NumberedPaginatorTest::twentyFive)
                .pages()
                .outcome()
                .orElseThrow()
                .isComplete())
        .isTrue();
  }

  @Test
  void refusesToRunForEver() {
    assertThatThrownBy(
            () ->
                FakePages.read(
                    Pagination.pageNumber(1).stopOnEmpty(false), NumberedPaginatorTest::twentyFive))
        .isInstanceOfSatisfying(
            ConnectorException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIG))
        .hasMessageContaining("has_more_path");
    Function<PageRequest, Answer> total =
        request -> {
          Answer answer = twentyFive(request);
          return new Answer(answer.records(), answer.page().total(33));
        };
    Read read = FakePages.read(Pagination.pageNumber(1).stopOnEmpty(false), total);
    assertThat(read.requests()).isEqualTo(4);
    assertThat(read.pages().outcome().orElseThrow().fellShort()).isTrue();
  }

  @Test
  @DisplayName("B1.7: a source that ignores the page asked for is noticed by its equal pages")
  void noticesTheSamePageAgain() {
    Function<PageRequest, Answer> ignorant =
        request -> new Answer(numbers(10), Page.of(10).digest(42));
    assertThatThrownBy(() -> FakePages.read(Pagination.pageNumber(1), ignorant))
        .hasMessageContaining("the page before once more")
        .hasMessageContaining("page 2")
        .hasMessageContaining("on_repeated_cursor");
    Pagination end = Pagination.pageNumber(1).onRepeatedCursor(OnRepeatedCursor.END);
    assertThat(FakePages.read(end, ignorant).requests()).isEqualTo(2);
    Pagination on =
        Pagination.pageNumber(1).onRepeatedCursor(OnRepeatedCursor.CONTINUE).maxPages(9);
    assertThat(FakePages.read(on, ignorant).requests()).isEqualTo(9);
  }

  @Test
  void asksForTheFirstPageAloneAndThenForSeveralAtOnce() {
    Paginator pages = Pagination.pageNumber(1).concurrent(4).start();
    PageRequest first = pages.next();
    assertThat(pages.next()).isNull();
    pages.turned(first, Page.of(10));
    List<PageRequest> asked = new ArrayList<>();
    for (PageRequest request; (request = pages.next()) != null; ) {
      asked.add(request);
    }
    assertThat(asked).extracting(PageRequest::number).containsExactly(2L, 3L, 4L, 5L);
    assertThat(asked).extracting(PageRequest::offset).containsExactly(10L, 20L, 30L, 40L);
    assertThat(asked).extracting(PageRequest::ordinal).containsExactly(1L, 2L, 3L, 4L);
    assertThatThrownBy(() -> pages.turned(asked.get(1), Page.of(10)))
        .isInstanceOf(IllegalStateException.class);
    pages.turned(asked.get(0), Page.of(10));
    assertThat(pages.next().number()).isEqualTo(6);
    pages.turned(asked.get(1), Page.of(0));
    assertThat(pages.isFinished()).isTrue();
    assertThat(pages.isObsolete(asked.get(2))).isTrue();
    assertThat(pages.next()).isNull();
  }

  @Test
  void asksForAnotherPageInPlaceOfOneWhoseAnswerWaits() {
    Paginator pages = Pagination.pageNumber(1).concurrent(2).start();
    pages.turned(pages.next(), Page.of(10));
    PageRequest slow = pages.next();
    PageRequest third = pages.next();
    assertThat(pages.next()).isNull();
    pages.answered(third);
    pages.answered(third);
    PageRequest fourth = pages.next();
    assertThat(fourth.number()).isEqualTo(4);
    assertThat(pages.next()).isNull();
    pages.answered(fourth);
    PageRequest fifth = pages.next();
    assertThat(fifth.number()).isEqualTo(5);
    pages.answered(fifth);
    assertThat(pages.next()).as("a third answer would wait").isNull();
    pages.turned(slow, Page.of(10));
    assertThat(pages.next().number()).isEqualTo(6);
    pages.answered(slow);
    assertThat(pages.next()).isNull();
  }

  @Test
  void asksNobodyForWhatLiesBehindTheTotal() {
    Function<PageRequest, Answer> total =
        request -> new Answer(offsets(45, 10).apply(request).records(), Page.of(10).total(45));
    Paginator pages = Pagination.offset().concurrent(100).start();
    pages.turned(pages.next(), total.apply(new PageRequest(0, 1, 0, 0, null, null, 0, 0)).page());
    List<Long> ahead = new ArrayList<>();
    for (PageRequest request; (request = pages.next()) != null; ) {
      ahead.add(request.offset());
    }
    assertThat(ahead).containsExactly(10L, 20L, 30L, 40L);
  }

  @Test
  void asksAgainInTheRightPlaceWhenAPageHadAnotherSize() {
    int[] most = {10, 10, 3, 10, 10, 10, 10, 10};
    Read read =
        FakePages.read(
            Pagination.offset().concurrent(3),
            request -> offsets(60, most[(int) Math.min(7, request.ordinal())]).apply(request));
    assertThat(read.records()).isEqualTo(numbers(60));
  }

  @Test
  void resumesWhereItStood() {
    Read first =
        FakePages.read(Pagination.pageNumber(1), null, NumberedPaginatorTest::twentyFive, 10);
    Position saved = first.pages().position();
    assertThat(saved).hasToString("{page=2, pages=1, records=10}");
    Read rest =
        FakePages.read(Pagination.pageNumber(1), saved, NumberedPaginatorTest::twentyFive, 99);
    assertThat(rest.records()).first().isEqualTo(10);
    assertThat(rest.records()).hasSize(15);
    Position end = rest.pages().position();
    assertThat(end).hasToString("{ended=, pages=4, records=25}");
    Paginator done = Pagination.pageNumber(1).start(end);
    assertThat(done.next()).isNull();
    assertThat(done.outcome().orElseThrow().seen()).isEqualTo(25);
  }

  @Test
  void resumesInsideAPage() {
    Paginator pages = Pagination.offset().pageSize(10).start();
    PageRequest first = pages.next();
    pages.turned(first, Page.of(10));
    PageRequest second = pages.next();
    assertThat(pages.positionInside(second, 4))
        .hasToString("{offset=10, pages=1, records=10, row=4}");
    pages.turned(second, Page.of(10));
    Position inside = pages.positionInside(second, 7);
    assertThat(pages.positionInside(first, 1)).hasToString("{offset=0, pages=0, records=0, row=1}");
    Paginator again = Pagination.offset().pageSize(10).start(inside);
    assertThat(again.position()).isEqualTo(inside);
    PageRequest same = again.next();
    assertThat(same.offset()).isEqualTo(10);
    assertThat(same.skip()).isEqualTo(7);
    again.turned(same, Page.of(10));
    assertThat(again.next().skip()).isZero();
    assertThat(again.seenRecords()).isEqualTo(20);
    assertThatThrownBy(() -> again.positionInside(first, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesThePositionOfSomethingElse() {
    assertThatThrownBy(() -> Pagination.offset().start(Position.of("lsn", 7)))
        .hasMessageContaining("not one of pages");
    Position byPage =
        FakePages.read(Pagination.pageNumber(1), null, NumberedPaginatorTest::twentyFive, 1)
            .pages()
            .position();
    assertThatThrownBy(() -> Pagination.offset().start(byPage)).hasMessageContaining("offset");
    assertThat(Pagination.offset().start(Position.empty()).next().isFirst()).isTrue();
  }

  @Test
  @DisplayName("B1.12: every split turns its own pages")
  void sharesNothingBetweenSplits() {
    Pagination shared = Pagination.pageNumber(1);
    Paginator one = shared.start();
    Paginator other = shared.start();
    one.turned(one.next(), Page.of(10));
    assertThat(one.next().number()).isEqualTo(2);
    assertThat(other.next().number()).isEqualTo(1);
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatThrownBy(() -> Pagination.offset().pageSize(-1)).hasMessageContaining("page_size");
    assertThatThrownBy(() -> Pagination.offset().maxPages(0)).hasMessageContaining("max_pages");
    assertThatThrownBy(() -> Pagination.offset().concurrent(0))
        .hasMessageContaining("concurrent_requests");
    assertThatThrownBy(() -> Page.of(-1)).hasMessageContaining("at least 0");
  }
}
