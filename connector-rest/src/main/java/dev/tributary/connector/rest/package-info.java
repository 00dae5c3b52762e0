/**
 * A connector that reads paged REST APIs completely, politely and in parallel: {@code source_type}
 * API, or REST.
 *
 * <p>The options say where the API is and who asks ({@link
 * dev.tributary.connector.rest.RestOptions}, {@link dev.tributary.connector.rest.AuthOptions}), how
 * often it may be asked ({@link dev.tributary.connector.rest.RateLimitOptions}), what is read
 * ({@link dev.tributary.connector.rest.RestStreamOptions}), how pages follow one another ({@link
 * dev.tributary.connector.rest.PaginationOptions}) and how only what is new is asked for ({@link
 * dev.tributary.connector.rest.IncrementalOptions}):
 *
 * <pre>{@code
 * source_id: shop
 * source_type: API
 * connection_config:
 *   base_url: https://api.example.com/v1
 *   auth_type: BEARER
 *   auth_config: { token: "secret://shop" }
 *   pagination_type: CURSOR
 *   pagination_config: { cursor_param: after, cursor_path: meta.next, page_size: 500, size_param: limit }
 *   streams:
 *     orders: { data_path: data, incremental_field: updated_at, incremental_from_param: since }
 * }</pre>
 *
 * <p>A stream without a declared schema is described by a look at its first page, which costs one
 * request. What later records bring beyond that widens the schema; no value is lost.
 */
@NullMarked
package dev.tributary.connector.rest;

import org.jspecify.annotations.NullMarked;
