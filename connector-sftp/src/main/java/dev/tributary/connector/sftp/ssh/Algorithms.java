package dev.tributary.connector.sftp.ssh;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.common.Factory;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.transport.cipher.Cipher;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/**
 * What is offered to servers: what this platform does fast and is sound comes first, what only old
 * servers need comes last, and what is broken is left out.
 */
final class Algorithms {
  private static final List<String> OTHER_CIPHERS =
      List.of("chacha20-poly1305@openssh.com", "aes256-cbc", "aes128-cbc");
  private static final List<String> MACS =
      List.of(
          "hmac-sha2-256-etm@openssh.com",
          "hmac-sha2-512-etm@openssh.com",
          "hmac-sha2-256",
          "hmac-sha2-512",
          "hmac-sha1-etm@openssh.com",
          "hmac-sha1");

  private Algorithms() {}

  /** Returns the configuration of all connections of one source. */
  static Config config() {
    DefaultConfig config = new DefaultConfig();
    // every failure is told once, as an exception; the library would log each cut with its stack
    config.setLoggerFactory(new Silence());
    List<Factory.Named<Cipher>> ciphers = new ArrayList<>(PlatformCiphers.all());
    ciphers.addAll(named(config.getCipherFactories(), OTHER_CIPHERS));
    config.setCipherFactories(ciphers);
    config.setMACFactories(named(config.getMACFactories(), MACS));
    config.setKeyExchangeFactories(
        oldLast(
            config.getKeyExchangeFactories(),
            name -> name.endsWith("-sha1"),
            name -> name.equals("diffie-hellman-group1-sha1")));
    config.setKeyAlgorithms(
        oldLast(
            config.getKeyAlgorithms(),
            name -> name.equals("ssh-rsa"),
            name -> name.startsWith("ssh-dss")));
    return config;
  }

  private static <T> List<Factory.Named<T>> named(
      List<Factory.Named<T>> available, List<String> names) {
    List<Factory.Named<T>> chosen = new ArrayList<>();
    for (String name : names) {
      available.stream().filter(one -> one.getName().equals(name)).forEach(chosen::add);
    }
    return chosen;
  }

  private static <T> List<Factory.Named<T>> oldLast(
      List<Factory.Named<T>> available, Predicate<String> old, Predicate<String> broken) {
    List<Factory.Named<T>> chosen = new ArrayList<>();
    for (boolean last : new boolean[] {false, true}) {
      for (Factory.Named<T> one : available) {
        if (old.test(one.getName()) == last && !broken.test(one.getName())) {
          chosen.add(one);
        }
      }
    }
    return chosen;
  }

  /** Logs nothing. */
  private static final class Silence implements LoggerFactory {
    @Override
    public Logger getLogger(String name) {
      return NOPLogger.NOP_LOGGER;
    }

    @Override
    public Logger getLogger(Class<?> type) {
      return NOPLogger.NOP_LOGGER;
    }
  }
}
