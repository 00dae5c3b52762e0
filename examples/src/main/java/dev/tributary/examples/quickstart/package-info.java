/** The quickstart. */
@NullMarked
package dev.tributary.examples.quickstart;

import org.jspecify.annotations.NullMarked;
