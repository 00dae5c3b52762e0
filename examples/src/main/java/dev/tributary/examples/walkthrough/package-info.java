/** The connector that CONTRIBUTING.md walks through. */
@NullMarked
package dev.tributary.examples.walkthrough;

import org.jspecify.annotations.NullMarked;
