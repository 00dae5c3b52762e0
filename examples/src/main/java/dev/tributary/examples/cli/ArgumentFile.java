package dev.tributary.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what {@code java @FILE COMMAND} starts the command line with. */
public final class ArgumentFile {
  private ArgumentFile() {}

  /**
   * Writes it, for the class path of this process.
   *
   * @param args the file
   * @throws IOException if it cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[0]);
    Files.createDirectories(file.toAbsolutePath().getParent());
    String path = System.getProperty("java.class.path").replace("\\", "\\\\");
    Files.writeString(
        file,
        "-XX:TieredStopAtLevel=1\n-Djdk.console=java.base\n-cp\n\""
            + path
            + "\"\n"
            + Tributary.class.getName()
            + "\n");
    System.out.println("java @" + file + " --help");
  }
}
