/** The contract as a JUnit class that every connector extends, and sources that fail on purpose. */
@NullMarked
package dev.tributary.connector.testkit;

import org.jspecify.annotations.NullMarked;
