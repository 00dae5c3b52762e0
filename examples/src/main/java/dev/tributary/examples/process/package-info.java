/** Processes of our own, to be killed. */
@NullMarked
package dev.tributary.examples.process;

import org.jspecify.annotations.NullMarked;
