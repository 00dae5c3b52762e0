package dev.tributary.connector.pagination;

import dev.tributary.connector.split.Position;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A source of numbered records in pages, and a reader of it. */
final class FakePages {
  /** What a source finds for a request, and the page that it says it is. */
  record Answer(List<Integer> records, Page page) {
    static Answer of(List<Integer> records) {
      return new Answer(records, Page.of(records.size()));
    }
  }

  /** What a reader has, and where it stopped. */
  record Read(List<Integer> records, Paginator pages, int requests) {}

  private FakePages() {}

  /**
   * A source of so many records that sends no more than its own maximum at once, from an offset.
   */
  static Answer at(long offset, int asked, int records, int most) {
    int size = asked == 0 ? most : Math.min(asked, most);
    long end = Math.min(records, offset + size);
    return Answer.of(IntStream.range((int) Math.min(offset, end), (int) end).boxed().toList());
  }

  /** Reads to the end, with as many requests at once as the pagination allows. */
  static Read read(Pagination pagination, Function<PageRequest, Answer> source) {
    return read(pagination, null, source, Integer.MAX_VALUE);
  }

  /** Reads until so many records are there, which may be inside a page. */
  static Read read(
      Pagination pagination,
      @Nullable Position from,
      Function<PageRequest, Answer> source,
      int enough) {
    Paginator pages = pagination.start(from);
    ArrayDeque<PageRequest> asked = new ArrayDeque<>();
    List<Integer> records = new ArrayList<>();
    int requests = 0;
    while (!pages.isFinished() && records.size() < enough) {
      for (PageRequest request; (request = pages.next()) != null; ) {
        asked.add(request);
        requests++;
      }
      PageRequest first = asked.remove();
      if (pages.isObsolete(first)) {
        continue;
      }
      Answer answer = source.apply(first);
      records.addAll(answer.records().subList((int) first.skip(), answer.records().size()));
      pages.turned(first, answer.page());
    }
    return new Read(records, pages, requests);
  }
}
