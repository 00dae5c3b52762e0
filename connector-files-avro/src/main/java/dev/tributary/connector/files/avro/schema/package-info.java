/** Avro's schemas: read from JSON, and what they become. */
@NullMarked
package dev.tributary.connector.files.avro.schema;

import org.jspecify.annotations.NullMarked;
