/**
 * What holds connectors to the contract, and sources that fail on purpose.
 *
 * <p>Authors extend {@link dev.tributary.connector.testkit.ConnectorContractTest}. Hosts and
 * engines are tested against a {@link dev.tributary.connector.testkit.FakeSource}, whose content is
 * known to the last record and whose faults are ordered beforehand; a {@link
 * dev.tributary.connector.testkit.FaultProxy} breaks the line to a real server; a {@link
 * dev.tributary.connector.testkit.ThreadWatch} tells what was left behind.
 */
@NullMarked
package dev.tributary.connector.testkit;

import org.jspecify.annotations.NullMarked;
