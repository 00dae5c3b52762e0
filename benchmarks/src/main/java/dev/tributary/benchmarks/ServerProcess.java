package dev.tributary.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, so that its work is not on the bill of who reads from it. */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final String url;

  private ServerProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts {@link OrdersServer}. */
  static ServerProcess orders(int pages, int records, long latencyMillis) throws IOException {
    return start(
        OrdersServer.class,
        Integer.toString(pages),
        Integer.toString(records),
        Long.toString(latencyMillis));
  }

  /** Starts a main class that prints its URL as its first line and ends with its input. */
  static ServerProcess start(Class<?> main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(Jvm.command("-Xmx256m", "-XX:+UseSerialGC"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String url = out.readLine();
    if (url == null) {
      process.destroyForcibly();
      throw new IOException("the server did not start");
    }
    return new ServerProcess(process, url);
  }

  String url() {
    return url;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
