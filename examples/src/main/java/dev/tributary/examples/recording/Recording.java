package dev.tributary.examples.recording;

import dev.tributary.examples.quickstart.Quickstart;
import dev.tributary.examples.recording.Screen.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the quickstart, and draws what it shows in the end. */
public final class Recording {
  private Recording() {}

  /**
   * Writes the picture; its exit status is the quickstart's.
   *
   * @param args the file, such as {@code docs/quickstart.svg}
   * @throws Exception if it cannot be made
   */
  public static void main(String[] args) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Quickstart.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder
        .environment()
        .putAll(Map.of("CLICOLOR_FORCE", "1", "TERM", "xterm", "LANG", "C.UTF-8", "CI", ""));
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    if (status == 0) {
      write(Path.of(args[0]), printed);
    } else {
      System.out.print(printed);
    }
    System.exit(status);
  }

  private static void write(Path file, String printed) throws IOException {
    List<List<Run>> lines = new ArrayList<>(Screen.of(printed));
    while (!lines.isEmpty() && lines.get(0).isEmpty()) {
      lines.remove(0);
    }
    while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
      lines.remove(lines.size() - 1);
    }
    String title = "The quickstart: three pipelines, killed and gone on with, and nothing lost";
    Files.writeString(file, Svg.of(title, lines));
    System.out.println("written: " + file);
  }
}
