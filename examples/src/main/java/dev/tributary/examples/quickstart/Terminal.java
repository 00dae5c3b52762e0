package dev.tributary.examples.quickstart;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * Where the quickstart writes: a person's terminal, or a plain log.
 *
 * <p>Colours, and lines that change while one looks at them, are for a terminal; signs beyond ASCII
 * are for a locale that shows them.
 */
final class Terminal {
  private final PrintStream out;
  private final boolean live;
  private final boolean coloured;
  private final boolean unicode;

  private Terminal(PrintStream out, boolean live, boolean coloured, boolean unicode) {
    this.out = out;
    this.live = live;
    this.coloured = coloured;
    this.unicode = unicode;
  }

  /**
   * Our processes run with {@code jdk.console=java.base}: no console where there is no terminal.
   */
  @SuppressWarnings("SystemConsoleNull")
  static Terminal ofProcess() {
    Map<String, String> env = System.getenv();
    boolean live =
        System.console() != null
            && !"true".equalsIgnoreCase(env.getOrDefault("CI", ""))
            && !"dumb".equals(env.getOrDefault("TERM", "dumb"));
    String locale =
        env.getOrDefault("LC_ALL", env.getOrDefault("LC_CTYPE", env.getOrDefault("LANG", "")));
    return new Terminal(
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
        live,
        live && !env.containsKey("NO_COLOR"),
        locale.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8"));
  }

  /** Returns whether a person looks on, so that a line may change. */
  boolean isLive() {
    return live;
  }

  void line(String text) {
    out.println(text);
  }

  /** Replaces the line that the cursor stands in. */
  void replace(String text) {
    out.print("\r\033[2K" + text);
    out.flush();
  }

  String bold(String text) {
    return styled("1", text);
  }

  String dim(String text) {
    return styled("2", text);
  }

  String green(String text) {
    return styled("32", text);
  }

  String red(String text) {
    return styled("31", text);
  }

  String yellow(String text) {
    return styled("33", text);
  }

  /** Returns a sign, or what stands for it where only ASCII is shown. */
  String sign(String sign, String ascii) {
    return unicode ? sign : ascii;
  }

  private String styled(String code, String text) {
    return coloured ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
