/** Reads records: values into columns, nested ones as JSON text. */
@NullMarked
package dev.tributary.connector.files.avro.read;

import org.jspecify.annotations.NullMarked;
