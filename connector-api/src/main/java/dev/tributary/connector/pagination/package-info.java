/**
 * Pagination strategies as plain values, for any protocol that hands out its data page by page.
 *
 * <p>Nothing in this package knows HTTP. A {@link dev.tributary.connector.pagination.Pagination}
 * says how pages follow each other: by number, by offset, by a cursor, by the URL of the next page,
 * or by a rule of the author's own. {@link dev.tributary.connector.pagination.Pagination#start}
 * makes a {@link dev.tributary.connector.pagination.Paginator} for one split, which says what to
 * ask for next ({@link dev.tributary.connector.pagination.PageRequest}) and learns from what was
 * found ({@link dev.tributary.connector.pagination.Page}):
 *
 * <pre>{@code
 * Paginator pages = Pagination.cursor().start(resumeFrom);
 * for (PageRequest request; (request = pages.next()) != null; ) {
 *   Reply reply = fetch(request.cursor());
 *   pages.turned(request, Page.of(reply.size()).next(reply.nextCursor()));
 *   save(pages.position());
 * }
 * }</pre>
 *
 * <p>The defaults never end early in silence and never go round in circles in silence. An empty
 * page that names a next one is followed; a cursor that comes back a second time is an error; an
 * empty text is no cursor; a token of {@code 0} is one; a short page proves nothing. Each disputed
 * default has one setting. {@link dev.tributary.connector.pagination.Links} reads link headers and
 * {@link dev.tributary.connector.pagination.NextUrl} resolves next URLs, both from text.
 */
@NullMarked
package dev.tributary.connector.pagination;

import org.jspecify.annotations.NullMarked;
