/**
 * Which records of files are wanted: conditions on columns, tested on values and on the bounds of
 * values, so that formats with statistics leave out what cannot hold any.
 */
@NullMarked
package dev.tributary.connector.files.filter;

import org.jspecify.annotations.NullMarked;
