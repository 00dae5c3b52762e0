/** Avro's container files: a header, and blocks between markers. */
@NullMarked
package dev.tributary.connector.files.avro.container;

import org.jspecify.annotations.NullMarked;
