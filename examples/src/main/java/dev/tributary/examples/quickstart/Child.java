package dev.tributary.examples.quickstart;

import dev.tributary.examples.shop.ShopServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs a program of ours in a process of its own. */
final class Child {
  private Child() {}

  /** Runs a main class on our class path, on our terminal, and returns its exit status. */
  static int run(Class<?> main, Object... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Faster to start, and no console of the JDK's own, which would see a terminal where is none.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Djdk.console=java.base"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    Arrays.stream(args).map(Object::toString).forEach(command::add);
    ProcessBuilder process = new ProcessBuilder(command).inheritIO();
    process.environment().put("SHOP_CLIENT_ID", ShopServer.CLIENT_ID);
    process.environment().put("SHOP_CLIENT_SECRET", ShopServer.CLIENT_SECRET);
    Process child = process.start();
    try {
      return child.waitFor();
    } finally {
      child.destroyForcibly();
    }
  }
}
