package dev.tributary.examples.terminal;

import java.util.List;
import java.util.Locale;

/** What a program tells, step by step, and whether everything held so far. Used by one thread. */
public final class Report {
  private final Terminal terminal;
  private boolean held = true;

  /** Makes a report that has told nothing. */
  public Report(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Begins a part. */
  public void title(String title) {
    terminal.line("");
    terminal.line(" " + terminal.bold(title));
  }

  /** Begins a numbered part. */
  public void step(int number, String title) {
    title(number + "  " + title);
  }

  /** Tells something; the text is a format. */
  public void say(String text, Object... values) {
    terminal.line(("    " + String.format(Locale.ROOT, text, values)).stripTrailing());
  }

  /** Tells lines as they are. */
  public void lines(List<String> lines) {
    lines.forEach(line -> say("%s", line));
  }

  /** Tells what holds or does not, and returns whether it does. */
  public boolean check(boolean holds, String yes, String no) {
    if (holds) {
      terminal.line("    " + terminal.green(terminal.sign("✓", "ok:") + " " + yes));
    } else {
      held = false;
      terminal.line("    " + terminal.red(terminal.sign("✗", "FAILED:") + " " + no));
    }
    return holds;
  }

  /** Tells what was found wrong. */
  public void findings(List<String> findings) {
    findings.forEach(finding -> terminal.line("      " + finding));
  }

  /** Tells at the end whether everything held, and returns it. */
  public boolean ended(String yes) {
    terminal.line("");
    return check(held, yes, "Something did not hold; see above.");
  }
}
