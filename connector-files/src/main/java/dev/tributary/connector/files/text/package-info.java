/** Texts as typed values: numbers, dates and times read from bytes straight into columns. */
@NullMarked
package dev.tributary.connector.files.text;

import org.jspecify.annotations.NullMarked;
