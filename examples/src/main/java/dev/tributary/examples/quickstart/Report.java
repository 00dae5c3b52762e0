package dev.tributary.examples.quickstart;

import java.util.List;
import java.util.Locale;

/** What the quickstart tells, step by step, and whether everything held so far. */
final class Report {
  private final Terminal terminal;
  private boolean held = true;

  Report(Terminal terminal) {
    this.terminal = terminal;
  }

  void title(String title) {
    terminal.line("");
    terminal.line(" " + terminal.bold(title));
  }

  void step(int number, String title) {
    title(number + "  " + title);
  }

  void say(String text, Object... values) {
    terminal.line(("    " + String.format(Locale.ROOT, text, values)).stripTrailing());
  }

  void lines(List<String> lines) {
    lines.forEach(line -> say("%s", line));
  }

  /** Tells what holds or does not, and returns whether it does. */
  boolean check(boolean holds, String yes, String no) {
    if (holds) {
      terminal.line("    " + terminal.green(terminal.sign("✓", "ok:") + " " + yes));
    } else {
      held = false;
      terminal.line("    " + terminal.red(terminal.sign("✗", "FAILED:") + " " + no));
    }
    return holds;
  }

  /** Tells what was compared, with each difference. */
  void check(Proof proof, String yes) {
    check(proof.holds(), yes, "what was read is not what the shop has");
    proof.findings().forEach(finding -> terminal.line("      " + finding));
  }

  boolean held() {
    return held;
  }
}
