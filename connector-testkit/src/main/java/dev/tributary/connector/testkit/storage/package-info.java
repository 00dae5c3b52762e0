/**
 * A Cloud Storage server in this process, for tests: {@link
 * dev.tributary.connector.testkit.storage.FakeStorage}.
 */
@NullMarked
package dev.tributary.connector.testkit.storage;

import org.jspecify.annotations.NullMarked;
