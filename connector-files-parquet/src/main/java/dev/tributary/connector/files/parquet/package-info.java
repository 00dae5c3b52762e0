/**
 * The format PARQUET of connector-files. Nothing here is called by hosts: with this module on the
 * class path, {@code file_format: parquet} works.
 */
@NullMarked
package dev.tributary.connector.files.parquet;

import org.jspecify.annotations.NullMarked;
