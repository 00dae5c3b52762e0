package dev.tributary.examples.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Where a program writes: a person's terminal, or a plain log.
 *
 * <p>Colours, and lines that change while one looks at them, are for a terminal; signs beyond ASCII
 * are for a locale that shows them. As safe for use by several threads as a {@link PrintStream} is.
 */
public final class Terminal {
  private final PrintStream out;
  private final boolean live;
  private final boolean coloured;
  private final boolean unicode;

  private Terminal(PrintStream out, Map<String, String> env, boolean live) {
    this.out = out;
    this.live =
        (live || "1".equals(env.get("CLICOLOR_FORCE")))
            && !"true".equalsIgnoreCase(env.getOrDefault("CI", ""))
            && !"dumb".equals(env.getOrDefault("TERM", "dumb"));
    this.coloured = this.live && !env.containsKey("NO_COLOR");
    String locale =
        env.getOrDefault("LC_ALL", env.getOrDefault("LC_CTYPE", env.getOrDefault("LANG", "")));
    this.unicode = locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
  }

  /**
   * Returns what writes to a stream.
   *
   * @param out the stream
   * @param env the environment, which says what is shown well
   * @param live whether a person may look on; the environment can say no, or {@code
   *     CLICOLOR_FORCE=1}
   */
  public static Terminal of(PrintStream out, Map<String, String> env, boolean live) {
    return new Terminal(out, env, live);
  }

  /**
   * Returns the standard output of this process. Where there may be no terminal it is to run with
   * {@code jdk.console=java.base}: newer JDKs bring a console that takes every stream for one.
   */
  public static Terminal ofProcess() {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    return of(out, System.getenv(), isInteractive());
  }

  /** Returns whether this process talks to a person. */
  @SuppressWarnings("SystemConsoleNull")
  public static boolean isInteractive() {
    return System.console() != null;
  }

  /** Returns whether a person looks on, so that a line may change. */
  public boolean isLive() {
    return live;
  }

  /** Writes a line. */
  public void line(String text) {
    out.println(text);
  }

  /** Replaces the line that the cursor stands in. */
  public void replace(String text) {
    out.print("\r\033[2K" + text);
    out.flush();
  }

  /** Goes so many lines up, and clears everything from there on. */
  public void up(int lines) {
    out.print("\033[" + lines + "A\r\033[J");
    out.flush();
  }

  /** Returns the text in bold. */
  public String bold(String text) {
    return styled("1", text);
  }

  /** Returns the text in grey. */
  public String dim(String text) {
    return styled("2", text);
  }

  /** Returns the text in green. */
  public String green(String text) {
    return styled("32", text);
  }

  /** Returns the text in red. */
  public String red(String text) {
    return styled("31", text);
  }

  /** Returns the text in yellow. */
  public String yellow(String text) {
    return styled("33", text);
  }

  /** Returns the text in cyan. */
  public String cyan(String text) {
    return styled("36", text);
  }

  /** Returns a sign, or what stands for it where only ASCII is shown. */
  public String sign(String sign, String ascii) {
    return unicode ? sign : ascii;
  }

  private String styled(String code, String text) {
    return coloured ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
