/** A host on the command line; {@link dev.tributary.examples.cli.Tributary} is where it begins. */
@NullMarked
package dev.tributary.examples.cli;

import org.jspecify.annotations.NullMarked;
