package dev.tributary.examples.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs a program of ours in a process of its own. */
public final class Child {
  private Child() {}

  /**
   * Runs a main class on our class path, on our terminal, and returns its exit status.
   *
   * @param main the class
   * @param environment variables that it gets besides ours
   * @param args its arguments
   * @throws IOException if the process cannot be started
   * @throws InterruptedException if this thread is interrupted; the process is ended then
   */
  public static int run(Class<?> main, Map<String, String> environment, Object... args)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // Faster to start, and no console of the JDK's own, which would see a terminal where is none.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Djdk.console=java.base"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    Arrays.stream(args).map(Object::toString).forEach(command::add);
    ProcessBuilder process = new ProcessBuilder(command).inheritIO();
    process.environment().putAll(environment);
    Process child = process.start();
    try {
      return child.waitFor();
    } finally {
      child.destroyForcibly();
    }
  }
}
