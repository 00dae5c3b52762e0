/**
 * JSON that is read as a stream, straight into columns.
 *
 * <p>{@link dev.tributary.connector.http.json.JsonRows} says where the records stand in a document
 * and how their members become columns; {@link dev.tributary.connector.http.json.JsonRecords} reads
 * one body piece by piece, whatever its size, and keeps what else the document says, such as the
 * next page's cursor:
 *
 * <pre>{@code
 * JsonPath cursor = JsonPath.parse("meta.next");
 * JsonRows orders = JsonRows.at(JsonPath.parse("data.orders")).capture(cursor);
 * try (JsonRecords records = orders.open(body, 0)) {
 *   while (!records.read(rows)) {
 *     hand(rows.build());
 *   }
 *   next = records.text(cursor);
 * }
 * }</pre>
 *
 * <p>Decoding is strict: RFC 8259, UTF-8, and limits on depth and size. Numbers and dates are
 * decoded from the bytes without a text in between and without rounding.
 */
@NullMarked
package dev.tributary.connector.http.json;

import org.jspecify.annotations.NullMarked;
