package dev.tributary.connector.rest;

import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.error.ErrorKind;
import dev.tributary.connector.option.Option;
import dev.tributary.connector.pagination.PageRequest;
import dev.tributary.connector.pagination.PageTurner;
import dev.tributary.connector.pagination.Pagination;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a stream's pages follow one another, and what is sent to ask for one. */
final class Paging {
  private final Settings settings;
  private final PaginationType type;
  private final Pagination pagination;

  /**
   * @throws ConnectorException of kind CONFIG if a class is named that is no rule
   */
  Paging(Settings settings) {
    this.settings = settings;
    this.type = settings.paginationType();
    this.pagination = pagination(settings, type);
  }

  Pagination pagination() {
    return pagination;
  }

  PaginationType type() {
    return type;
  }

  /** Returns what is sent to ask for a page: numbers and texts by the names of parameters. */
  Map<String, Object> parameters(PageRequest page) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    switch (type) {
      case PAGE_NUMBER -> parameters.put(name(PaginationOptions.PAGE_PARAM), page.number());
      case OFFSET -> parameters.put(name(PaginationOptions.OFFSET_PARAM), page.offset());
      default ->
          page.cursor()
              .ifPresent(cursor -> parameters.put(name(PaginationOptions.CURSOR_PARAM), cursor));
    }
    if (page.size() > 0 && type != PaginationType.NONE) {
      boolean byOffset = type == PaginationType.OFFSET;
      parameters.put(
          name(byOffset ? PaginationOptions.LIMIT_PARAM : PaginationOptions.SIZE_PARAM),
          (long) page.size());
    }
    return parameters;
  }

  private String name(Option<String> option) {
    return settings.paging(option);
  }

  private static Pagination pagination(Settings settings, PaginationType type) {
    Pagination pagination =
        switch (type) {
          case NONE -> Pagination.none();
          case PAGE_NUMBER -> Pagination.pageNumber(settings.paging(PaginationOptions.START_PAGE));
          case OFFSET -> Pagination.offset();
          case CURSOR -> Pagination.cursor();
          case LINK_HEADER, NEXT_URL -> Pagination.nextUrl();
          case CUSTOM -> Pagination.custom(turner(settings));
          case AUTO -> throw new IllegalArgumentException("AUTO is refused before");
        };
    pagination =
        pagination
            .endOnShortPage(settings.paging(PaginationOptions.STOP_ON_SHORT_PAGE))
            .onRepeatedCursor(settings.paging(PaginationOptions.ON_REPEATED_CURSOR))
            .emptyCursorIsValue(settings.paging(PaginationOptions.EMPTY_CURSOR_IS_VALUE))
            .concurrent(settings.paging(PaginationOptions.CONCURRENT_REQUESTS))
            .pageSize(settings.findPaging(PaginationOptions.PAGE_SIZE).orElse(0));
    Pagination sized = pagination;
    Pagination bounded =
        settings.findPaging(PaginationOptions.MAX_PAGES).map(sized::maxPages).orElse(sized);
    return settings
        .findPaging(PaginationOptions.STOP_ON_EMPTY)
        .map(bounded::stopOnEmpty)
        .orElse(bounded);
  }

  private static PageTurner turner(Settings settings) {
    String name = settings.findPaging(PaginationOptions.TURNER_CLASS).orElse("");
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try {
      Object made =
          Class.forName(name, true, loader == null ? Paging.class.getClassLoader() : loader)
              .getConstructor()
              .newInstance();
      if (made instanceof PageTurner turner) {
        return turner;
      }
      throw refused(name, "is no PageTurner", null);
    } catch (InvocationTargetException broken) {
      throw refused(name, "cannot be made", broken.getCause());
    } catch (ClassNotFoundException missing) {
      throw refused(name, "is not on the class path", missing);
    } catch (ReflectiveOperationException | LinkageError broken) {
      throw refused(name, "has no public constructor without parameters", broken);
    }
  }

  private static ConnectorException refused(String name, String why, @Nullable Throwable cause) {
    return ConnectorException.of(
            ErrorKind.CONFIG,
            name.isEmpty() ? "no class is named" : "the class " + name + " " + why)
        .place("pagination_config." + PaginationOptions.TURNER_CLASS)
        .cause(cause)
        .remedy("Name a public class that implements dev.tributary.connector.pagination.PageTurner")
        .build();
  }
}
