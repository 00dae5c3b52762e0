/**
 * What a file format is, for those who add one: it describes a file, divides it into ranges, and
 * reads or writes batches.
 *
 * <p>Formats are found by {@link java.util.ServiceLoader}. A {@link
 * dev.tributary.connector.files.format.FileFormat} reads from a {@link
 * dev.tributary.connector.files.format.FormatFile} into {@link
 * dev.tributary.connector.files.format.FileRows}, where everything that concerns all formats lives:
 * what happens when files differ, to bad records, and the columns that a file's path gives.
 */
@NullMarked
package dev.tributary.connector.files.format;

import org.jspecify.annotations.NullMarked;
