package dev.tributary.connector.files.selection;

import dev.tributary.connector.incremental.DatePattern;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A pattern of paths: {@code *} stays within a directory, {@code **} crosses, {@code ?}, {@code
 * [a-z]}, {@code {a,b}}, dates such as {@code {YYYY-MM-DD}}; or a regular expression behind {@code
 * re:}.
 *
 * <p>Immutable and thread-safe.
 */
public final class FilePattern {
  private static final String REGEX = "re:";
  private static final String SPECIAL = "*?[{\\";

  private final String text;
  private final Pattern regex;
  private final List<String> dates;
  private final @Nullable DatePattern date;

  /** A pattern for each directory that must be gone through; null from where on any will do. */
  private final List<@Nullable Pattern> directories;

  private final String base;

  private FilePattern(
      String text,
      Pattern regex,
      List<String> dates,
      List<@Nullable Pattern> directories,
      String base) {
    this.text = text;
    this.regex = regex;
    this.dates = dates;
    this.date = dates.isEmpty() ? null : DatePattern.of(String.join("|", dates));
    this.directories = directories;
    this.base = base;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is none, saying why
   */
  public static FilePattern of(String text) {
    if (text.startsWith(REGEX)) {
      try {
        Pattern regex = Pattern.compile(text.substring(REGEX.length()));
        List<@Nullable Pattern> any = new ArrayList<>();
        any.add(null);
        return new FilePattern(text, regex, List.of(), any, "");
      } catch (PatternSyntaxException wrong) {
        throw new IllegalArgumentException(
            "\"" + text + "\" is no regular expression: " + wrong.getDescription(), wrong);
      }
    }
    String glob = text.startsWith("./") ? text.substring(2) : text;
    Glob.Translated whole = Glob.translate(glob);
    return new FilePattern(text, whole.regex(), whole.dates(), directories(glob), base(glob));
  }

  private static List<@Nullable Pattern> directories(String glob) {
    List<@Nullable Pattern> directories = new ArrayList<>();
    String[] names = glob.split("/", -1);
    for (int i = 0; i < names.length - 1; i++) {
      boolean open = names[i].indexOf('{') >= 0 && names[i].indexOf('}') < 0;
      if (names[i].contains("**") || open) {
        directories.add(null);
        return directories;
      }
      directories.add(Glob.translate(names[i]).regex());
    }
    if (names[names.length - 1].contains("**")) {
      directories.add(null);
    }
    return directories;
  }

  /** The directories at the start that are named plainly. */
  private static String base(String glob) {
    int end = 0;
    for (int i = 0; i < glob.length() && SPECIAL.indexOf(glob.charAt(i)) < 0; i++) {
      if (glob.charAt(i) == '/') {
        end = i;
      }
    }
    return glob.substring(0, end);
  }

  /** Returns the directory below which every path lies that the pattern means; may be empty. */
  public String base() {
    return base;
  }

  /**
   * Returns between which texts the paths lie that are meant, as far as the pattern begins with
   * plain names and dates.
   *
   * @param window which dates are meant
   */
  PathBounds bounds(Partitions window) {
    PathBounds.Builder bounds = new PathBounds.Builder();
    if (text.startsWith(REGEX)) {
      return bounds.build();
    }
    LocalDateTime from = window.first();
    LocalDateTime last = window.last();
    String[] first = date == null ? new String[0] : date.format(from).split("\\|", -1);
    String[] end = date == null ? new String[0] : date.format(last).split("\\|", -1);
    String key = !window.isOrdered() ? null : window.field() + "=";
    String glob = text.startsWith("./") ? text.substring(2) : text;
    int dated = date != null && date.isOrdered() ? dates.size() : 0;
    int shown = 0;
    for (int at = 0; at < glob.length(); ) {
      char c = glob.charAt(at);
      if (key != null && glob.startsWith("/" + key + "*/", at - 1)) {
        bounds.add(key, key).add(window.format().format(from), window.format().format(last));
        at += key.length() + 1;
      } else if (SPECIAL.indexOf(c) < 0 || c == '\\') {
        String plain = String.valueOf(c == '\\' ? glob.charAt(++at) : c);
        bounds.add(plain, plain);
        at++;
      } else if (shown < dated && glob.startsWith("{" + dates.get(shown) + "}", at)) {
        bounds.add(first[shown], end[shown]);
        at += dates.get(shown++).length() + 2;
      } else {
        String common = c == '{' ? common(glob, at) : "";
        bounds.add(common, common);
        break;
      }
    }
    return bounds.build();
  }

  /** Returns what all that is in braces begins with. */
  private static String common(String glob, int brace) {
    int end = glob.indexOf('}', brace);
    String inside = glob.substring(brace + 1, end);
    if (inside.indexOf('{') >= 0 || inside.indexOf('\\') >= 0) {
      return "";
    }
    String common = null;
    for (String each : inside.split(",", -1)) {
      int same = 0;
      int most = common == null ? each.length() : Math.min(common.length(), each.length());
      while (same < most
          && SPECIAL.indexOf(each.charAt(same)) < 0
          && (common == null || each.charAt(same) == common.charAt(same))) {
        same++;
      }
      common = each.substring(0, same);
    }
    return common == null || inside.indexOf(',') < 0 ? "" : common;
  }

  /**
   * Returns the glob that the names of files in a directory meet, if no directories are of interest
   * there and the glob is one that everybody understands alike.
   */
  Optional<String> files(String directory) {
    int slash = text.lastIndexOf('/');
    boolean plain = !text.startsWith(REGEX) && !text.contains("**") && !text.contains("\\");
    String name = text.substring(slash + 1);
    boolean simple = name.matches("[^\\[\\]{},]*");
    int deep = directory.isEmpty() ? 0 : directory.split("/", -1).length;
    boolean here = deep == directories.size() && !directories.contains(null);
    return plain && simple && here && name.indexOf('*') >= 0 ? Optional.of(name) : Optional.empty();
  }

  /** Returns whether a path is meant. */
  public boolean matches(String path) {
    return regex.matcher(path).matches();
  }

  /** Returns whether a directory can hold a path that is meant. */
  public boolean mayHold(String directory) {
    if (directory.isEmpty()) {
      return true;
    }
    String[] names = directory.split("/", -1);
    for (int i = 0; i < names.length; i++) {
      if (i >= directories.size()) {
        return false;
      }
      Pattern each = directories.get(i);
      if (each == null) {
        return true;
      }
      if (!each.matcher(names[i]).matches()) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether paths that are meant hold a date. */
  public boolean hasDate() {
    return date != null;
  }

  /** Returns the date in a path that is meant, if the pattern names one and the path has it. */
  public Optional<LocalDateTime> date(String path) {
    Matcher matcher = regex.matcher(path);
    if (date == null || !matcher.matches()) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 1; i <= dates.size(); i++) {
      texts.add(matcher.group(i));
    }
    String joined = String.join("|", texts);
    try {
      LocalDateTime time = date.parse(joined);
      return date.format(time).equals(joined) ? Optional.of(time) : Optional.empty();
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /** Returns the date of a time as the pattern would show it, cut to what it shows. */
  LocalDateTime floor(LocalDateTime time) {
    return date == null ? time : date.parse(date.format(time));
  }

  @Override
  public String toString() {
    return text;
  }
}
