/**
 * The format AVRO of connector-files. Nothing here is called by hosts: with this module on the
 * class path, {@code file_format: avro} works.
 */
@NullMarked
package dev.tributary.connector.files.avro;

import org.jspecify.annotations.NullMarked;
