/** Output for people: a terminal, and tables. */
@NullMarked
package dev.tributary.examples.terminal;

import org.jspecify.annotations.NullMarked;
