package dev.tributary.connector.sftp.ssh;

import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/**
 * Looks at the keys that one server shows while a line is made. A server has keys of several types
 * and shows the one that is asked for first; one of a type that is not known proves nothing, so the
 * other types are asked for before it is refused.
 */
final class HostKeyCheck implements HostKeyVerifier {
  private final HostKeys expected;
  private final List<String> algorithms;
  private final List<String> shown = new ArrayList<>();
  private final List<String> shownTypes = new ArrayList<>();
  private volatile boolean again;
  private volatile boolean refused;

  HostKeyCheck(HostKeys expected, Config config) {
    this.expected = expected;
    this.algorithms = config.getKeyAlgorithms().stream().map(Factory.Named::getName).toList();
  }

  @Override
  public synchronized boolean verify(String host, int port, PublicKey key) {
    if (expected.accept(host, port, key)) {
      refused = false;
      return true;
    }
    String type = HostKeys.name(key);
    again = !shownTypes.contains(type);
    refused = true;
    if (again) {
      shownTypes.add(type);
      shown.add(type + " " + HostKeys.fingerprint(key));
    }
    return false;
  }

  @Override
  public synchronized List<String> findExistingAlgorithms(String host, int port) {
    List<String> types = expected.types(host, port);
    List<String> first = new ArrayList<>();
    for (String algorithm : algorithms) {
      String type = type(algorithm);
      boolean known = types.isEmpty() || types.contains(type) || types.contains(algorithm);
      if (known && !shownTypes.contains(type)) {
        first.add(algorithm);
      }
    }
    if (first.isEmpty()) {
      algorithms.stream().filter(name -> !shownTypes.contains(type(name))).forEach(first::add);
    }
    return first;
  }

  /** The type of the key that an algorithm signs with. */
  private static String type(String algorithm) {
    return algorithm.startsWith("rsa-sha2-") ? "ssh-rsa" : algorithm;
  }

  /** Returns whether the last key was refused. */
  boolean isRefused() {
    return refused;
  }

  /** Returns whether the server may have a key of another type to show. */
  boolean mayHaveOthers() {
    return again;
  }

  /** Returns the keys that were refused, each as type and fingerprint. */
  synchronized List<String> shown() {
    return List.copyOf(shown);
  }
}
