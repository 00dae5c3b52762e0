package dev.tributary.examples.recording;

import dev.tributary.examples.recording.Screen.Run;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws a screen as SVG that is text, and readable by day and by night. */
final class Svg {
  private static final double CHARACTER = 8.43;
  private static final int LINE = 19;
  private static final int MARGIN = 22;
  private static final int BAR = 34;
  private static final Map<Integer, String> STYLES =
      Map.of(1, "b", 2, "d", 31, "r", 32, "g", 33, "y", 36, "c");

  private static final String STYLE =
      """
        svg { --back: #ffffff; --edge: #d0d7de; --text: #1f2328; --dim: #818b98;
              --green: #1a7f37; --red: #cf222e; --yellow: #9a6700; --cyan: #0969da }
        @media (prefers-color-scheme: dark) {
          svg { --back: #0d1117; --edge: #3d444d; --text: #f0f6fc; --dim: #6e7781;
                --green: #3fb950; --red: #f85149; --yellow: #d29922; --cyan: #58a6ff }
        }
        .screen { fill: var(--back); stroke: var(--edge) }
        .dot { fill: var(--edge) }
        text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; fill: var(--text); white-space: pre }
        .b { font-weight: bold } .d { fill: var(--dim) } .g { fill: var(--green) }
        .r { fill: var(--red) } .y { fill: var(--yellow) } .c { fill: var(--cyan) }
      """;

  private Svg() {}

  /**
   * Returns the picture.
   *
   * @param title what it shows, for those who do not see it
   */
  static String of(String title, List<List<Run>> lines) {
    int columns = lines.stream().mapToInt(Svg::length).max().orElse(0);
    int width = (int) Math.ceil(columns * CHARACTER) + 2 * MARGIN;
    int height = lines.size() * LINE + BAR + MARGIN;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\""
                + " role=\"img\" aria-label=\"%s\">%n<style>%n%s</style>%n"
                + "<rect class=\"screen\" x=\".5\" y=\".5\" width=\"%d\" height=\"%d\" rx=\"9\"/>%n",
            width,
            height,
            width,
            escaped(title),
            STYLE,
            width - 1,
            height - 1));
    for (int dot = 0; dot < 3; dot++) {
      svg.append(
          String.format(
              Locale.ROOT, "<circle class=\"dot\" cx=\"%d\" cy=\"18\" r=\"5\"/>%n", 22 + 18 * dot));
    }
    for (int i = 0; i < lines.size(); i++) {
      if (length(lines.get(i)) > 0) {
        svg.append(line(lines.get(i), BAR + (i + 1) * LINE));
      }
    }
    return svg.append("</svg>\n").toString().replace(System.lineSeparator(), "\n");
  }

  /** Each run stands where its column is, whatever font there is. */
  private static String line(List<Run> runs, int y) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "<text y=\"%d\" xml:space=\"preserve\">", y));
    int column = 0;
    for (Run run : runs) {
      String style = STYLES.get(run.style());
      int length = length(List.of(run));
      text.append(
          String.format(
              Locale.ROOT,
              "<tspan x=\"%.1f\" textLength=\"%.1f\"%s>%s</tspan>",
              MARGIN + column * CHARACTER,
              length * CHARACTER,
              style == null ? "" : " class=\"" + style + "\"",
              escaped(run.text())));
      column += length;
    }
    return text.append("</text>\n").toString();
  }

  private static int length(List<Run> runs) {
    return runs.stream().mapToInt(run -> run.text().codePointCount(0, run.text().length())).sum();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
  }
}
