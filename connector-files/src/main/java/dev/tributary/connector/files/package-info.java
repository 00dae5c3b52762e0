/**
 * Files in directories as streams of records: {@code source_type} FILE reads local ones, and {@link
 * dev.tributary.connector.files.FilesConnector} is the ground for other places that hold files.
 *
 * <pre>{@code
 * source_id: sales_files
 * source_type: FILE
 * connection_config: { path: /data/in }
 * }</pre>
 *
 * <p>with an extraction such as
 *
 * <pre>{@code
 * file_pattern: sales/{YYYY-MM-DD}/*.csv.gz
 * file_format: CSV
 * read_options: { delimiter: ";", null_values: [NULL] }
 * }</pre>
 *
 * <p>Each file is read once: the state remembers which ones were finished. {@link
 * dev.tributary.connector.files.FileSink} writes batches as files.
 */
@NullMarked
package dev.tributary.connector.files;

import org.jspecify.annotations.NullMarked;
