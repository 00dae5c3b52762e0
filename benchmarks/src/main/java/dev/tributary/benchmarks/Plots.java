package dev.tributary.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Draws docs/plots/bars.svg from the table of docs/performance.md: each figure beside the bar that
 * it is held to. Run it when the table has changed: {@code measure Plots}.
 *
 * <p>A row takes part if its bar begins with ≥ or ≤. Of several figures at the beginning of what
 * was seen, the worst one counts; whether the bar is held is what the row's last column says.
 */
public final class Plots {
  private static final Pattern BAR = Pattern.compile("([≥≤]) ([\\d.]+)");
  private static final Pattern SEEN =
      Pattern.compile("^(?:[a-z ]+ )?(\\d[\\d.]*)((?:(?:,| and| to) \\d[\\d.]*)*)(?![\\d.,]*\\d)");
  private static final Pattern NUMBER = Pattern.compile("\\d+(?:\\.\\d+)?");
  private static final int LINE = 22;
  private static final int LEFT = 560;
  private static final int UNIT = 110;

  private Plots() {}

  /** How a figure stands to its bar: above 1 is better than asked for. */
  private record Figure(String what, double ratio, String verdict) {}

  /**
   * Draws the plot.
   *
   * @param arguments nothing
   * @throws IOException if the page cannot be read or the plot not written
   */
  public static void main(String[] arguments) throws IOException {
    Path docs = Path.of("..", "docs");
    List<Figure> figures = new ArrayList<>();
    for (String line : Files.readAllLines(docs.resolve("performance.md"))) {
      String[] cells = line.split("\\|");
      if (cells.length >= 6 && BAR.matcher(cells[2].strip()).lookingAt()) {
        figure(cells[1].strip(), cells[2].strip(), cells[3].strip(), cells).ifPresent(figures::add);
      }
    }
    Path plot = docs.resolve("plots").resolve("bars.svg");
    Files.createDirectories(plot.getParent());
    Files.writeString(plot, svg(figures));
    System.out.println(figures.size() + " figures in " + plot.normalize());
  }

  private static Optional<Figure> figure(String what, String bar, String seen, String[] cells) {
    Matcher asked = BAR.matcher(bar);
    Matcher measured = SEEN.matcher(seen);
    if (!asked.lookingAt() || !measured.find()) {
      return Optional.empty();
    }
    boolean atLeast = asked.group(1).equals("≥");
    double wanted = Double.parseDouble(asked.group(2));
    double worst = atLeast ? Double.MAX_VALUE : 0;
    Matcher number = NUMBER.matcher(measured.group(1) + measured.group(2));
    while (number.find()) {
      double value = Double.parseDouble(number.group());
      worst = atLeast ? Math.min(worst, value) : Math.max(worst, value);
    }
    String verdict = cells[cells.length - 1].strip();
    String held =
        !verdict.contains("missed") ? "held" : verdict.startsWith("held") ? "partly" : "missed";
    return Optional.of(new Figure(what, atLeast ? worst / wanted : wanted / worst, held));
  }

  private static String svg(List<Figure> figures) {
    double most = figures.stream().mapToDouble(Figure::ratio).max().orElse(1);
    int width = LEFT + (int) (UNIT * Math.ceil(most + 0.5));
    int height = LINE * (figures.size() + 3);
    StringBuilder svg = new StringBuilder();
    line(
        svg,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
            + " aria-label=\"Figures beside their bars\">",
        width,
        height);
    line(
        svg,
        "<style>text{font:12px sans-serif;fill:#1f2328}.axis{stroke:#1f2328}.held{fill:#2da44e}"
            + ".partly{fill:#bf8700}.missed{fill:#cf222e}@media (prefers-color-scheme:dark)"
            + "{text{fill:#e6edf3}.axis{stroke:#e6edf3}.held{fill:#3fb950}.partly{fill:#d29922}"
            + ".missed{fill:#f85149}}</style>");
    int x = 20;
    for (String[] key :
        new String[][] {
          {"held", "held"},
          {"partly", "held, but missed beside something else that the table names"},
          {"missed", "missed"}
        }) {
      line(svg, "<rect class=\"%s\" x=\"%d\" y=\"9\" width=\"12\" height=\"12\"/>", key[0], x);
      line(svg, "<text x=\"%d\" y=\"19\">%s</text>", x + 18, key[1]);
      x += 40 + 7 * key[1].length();
    }
    int y = LINE * 2;
    for (Figure figure : figures) {
      line(
          svg,
          "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>",
          LEFT - 8,
          y + 11,
          cut(figure.what()));
      line(
          svg,
          "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"14\"/>",
          figure.verdict(),
          LEFT,
          y,
          Math.max(1, Math.round(figure.ratio() * UNIT)));
      line(
          svg,
          "<text x=\"%d\" y=\"%d\">%.2f</text>",
          LEFT + Math.round(figure.ratio() * UNIT) + 6,
          y + 11,
          figure.ratio());
      y += LINE;
    }
    int bar = LEFT + UNIT;
    line(
        svg,
        "<line class=\"axis\" x1=\"%d\" x2=\"%d\" y1=\"%d\" y2=\"%d\"/>",
        bar,
        bar,
        LINE + 10,
        y);
    line(svg, "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">the bar</text>", bar, y + 14);
    return svg.append("</svg>\n").toString();
  }

  private static void line(StringBuilder svg, String format, Object... arguments) {
    svg.append(String.format(Locale.ROOT, format, arguments)).append('\n');
  }

  private static String cut(String what) {
    String plain = what.replace("`", "");
    String text = plain.length() <= 86 ? plain : plain.substring(0, 85) + "…";
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }
}
