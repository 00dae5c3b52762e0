package dev.tributary.connector.pagination;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.connector.pagination.FakePages.Answer;
import dev.tributary.connector.split.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** Whatever the source's habits and wherever it is cut: every record, once, in order. */
class PaginatorPropertiesTest {

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void offsetsLoseAndRepeatNothing(
      @ForAll @IntRange(max = 300) int records,
      @ForAll @IntRange(max = 40) int asked,
      @ForAll @IntRange(min = 1, max = 40) int most,
      @ForAll @IntRange(min = 1, max = 9) int concurrent,
      @ForAll boolean total,
      @ForAll long seed) {
    Random random = new Random(seed);
    Function<PageRequest, Answer> source =
        request -> {
          // Now and then a page is shorter than it could be.
          int size = random.nextInt(5) == 0 ? 1 + random.nextInt(most) : most;
          Answer answer = FakePages.at(request.offset(), request.size(), records, size);
          return total ? new Answer(answer.records(), answer.page().total(records)) : answer;
        };
    assertEverythingOnce(
        Pagination.offset().pageSize(asked).concurrent(concurrent), source, records, random, true);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void numbersLoseAndRepeatNothing(
      @ForAll @IntRange(max = 300) int records,
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll @IntRange(max = 2) int start,
      @ForAll @IntRange(min = 1, max = 9) int concurrent,
      @ForAll @IntRange(max = 4) int says,
      @ForAll long seed) {
    Function<PageRequest, Answer> source =
        request -> {
          Answer answer = FakePages.at((request.number() - start) * size, size, records, size);
          Page page = answer.page();
          boolean more = (request.number() - start + 1) * size < records;
          return new Answer(
              answer.records(),
              switch (says) {
                case 0 -> page.total(records);
                case 1 -> page.totalPages((records + size - 1) / size);
                case 2 -> page.hasMore(more);
                case 3 -> more ? page : page.last();
                default -> page;
              });
        };
    assertEverythingOnce(
        Pagination.pageNumber(start).concurrent(concurrent),
        source,
        records,
        new Random(seed),
        false);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void cursorsLoseAndRepeatNothing(
      @ForAll @IntRange(max = 300) int records,
      @ForAll @IntRange(min = 1, max = 40) int size,
      @ForAll boolean urls,
      @ForAll long seed) {
    Function<PageRequest, Answer> source =
        request -> {
          int at = Integer.parseInt(request.cursor().or(request::url).orElse("0"));
          Answer answer = FakePages.at(at, 0, records, size);
          String next = at + size < records ? String.valueOf(at + size) : null;
          return new Answer(answer.records(), answer.page().next(next));
        };
    Pagination pagination = urls ? Pagination.nextUrl() : Pagination.cursor();
    assertEverythingOnce(pagination, source, records, new Random(seed), false);
  }

  /** Reads with interruptions at random places, some of them inside a page. */
  private static void assertEverythingOnce(
      Pagination pagination,
      Function<PageRequest, Answer> source,
      int records,
      Random random,
      boolean sizesVary) {
    List<Integer> got = new ArrayList<>();
    @Nullable Position saved = null;
    @Nullable PagingOutcome outcome = null;
    int runs = 0;
    while (outcome == null) {
      assertThat(++runs).isLessThan(10_000);
      Paginator pages = pagination.start(saved);
      ArrayDeque<PageRequest> asked = new ArrayDeque<>();
      boolean cut = false;
      while (!cut && !pages.isFinished()) {
        for (PageRequest request; (request = pages.next()) != null; ) {
          asked.add(request);
        }
        PageRequest request = asked.remove();
        if (pages.isObsolete(request)) {
          continue;
        }
        Answer answer = source.apply(request);
        cut = random.nextInt(8) == 0;
        int size = answer.records().size();
        if (cut && !sizesVary && size > request.skip()) {
          int done = (int) request.skip() + random.nextInt(size - (int) request.skip());
          got.addAll(answer.records().subList((int) request.skip(), done));
          saved = pages.positionInside(request, done);
        } else {
          got.addAll(answer.records().subList((int) request.skip(), size));
          pages.turned(request, answer.page());
          saved = pages.position();
        }
      }
      outcome = pages.outcome().orElse(null);
    }
    assertThat(got).isEqualTo(IntStream.range(0, records).boxed().toList());
    assertThat(outcome.isComplete()).isTrue();
    assertThat(outcome.seen()).isEqualTo(records);
  }
}
