package dev.tributary.examples.quickstart;

import dev.tributary.examples.terminal.Terminal;
import dev.tributary.examples.tours.DatabaseTour;
import dev.tributary.examples.tours.ShopTour;
import java.nio.file.Path;

/** Two tours, one after the other. */
public final class Quickstart {
  private Quickstart() {}

  /**
   * Runs the quickstart; its exit status is 0 only if everything held.
   *
   * @param args the directory to write to, {@code target/quickstart} if none is given
   * @throws Exception if something fails besides what is shown
   */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args.length > 0 ? args[0] : "target/quickstart");
    Terminal terminal = Terminal.ofProcess();
    boolean held = ShopTour.run(terminal, directory) && DatabaseTour.run(terminal, directory);
    System.exit(held ? 0 : 1);
  }
}
