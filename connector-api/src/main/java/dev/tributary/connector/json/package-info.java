/**
 * Small JSON documents as trees, read and written exactly: state, tasks, schemas and positions.
 *
 * <p>Not for a source's data, which is decoded as a stream straight into columns. A tree is made of
 * {@code Map<String, Object>} in the order of the text, {@code List<Object>}, {@link
 * java.lang.String}, {@link java.lang.Long}, {@link java.math.BigDecimal}, {@link
 * java.lang.Boolean} and {@code null}. This package is not exported.
 */
@NullMarked
package dev.tributary.connector.json;

import org.jspecify.annotations.NullMarked;
