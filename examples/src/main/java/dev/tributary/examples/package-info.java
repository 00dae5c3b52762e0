/** The quickstart and other programs to start from. */
@NullMarked
package dev.tributary.examples;

import org.jspecify.annotations.NullMarked;
