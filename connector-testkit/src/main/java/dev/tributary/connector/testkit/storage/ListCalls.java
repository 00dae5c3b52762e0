package dev.tributary.connector.testkit.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lists objects, page by page. */
final class ListCalls {
  private static final int MOST = 1000;

  private final String base;
  private final int most;

  ListCalls(String base, int most) {
    this.base = base;
    this.most = Math.min(MOST, most);
  }

  WireResponse list(WireRequest request, FakeBucket bucket) {
    String prefix = text(request.query("prefix"));
    String delimiter = text(request.query("delimiter"));
    String start = text(request.query("startOffset"));
    String end = request.query("endOffset");
    String glob = request.query("matchGlob");
    Pattern matching = glob == null ? null : Pattern.compile(regex(glob), Pattern.DOTALL);
    String asked = request.query("maxResults");
    int room = asked == null ? most : Math.max(1, Math.min(most, Integer.parseInt(asked)));

    List<Object> items = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    String token = request.query("pageToken");
    String from = FakeBucket.ORDER.compare(prefix, start) > 0 ? prefix : start;
    boolean inclusive = true;
    if (token != null) {
      from = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      inclusive = false;
    }
    FakeObject next = bucket.next(from, inclusive);
    while (next != null && next.name().startsWith(prefix) && isBefore(next.name(), end)) {
      if (items.size() + prefixes.size() == room) {
        return page(items, prefixes, from);
      }
      int at = delimiter.isEmpty() ? -1 : next.name().indexOf(delimiter, prefix.length());
      if (at >= 0 && matching == null) {
        String group = next.name().substring(0, at + delimiter.length());
        prefixes.add(group);
        from = group + FakeBucket.LAST;
      } else {
        if (matching == null || matching.matcher(next.name()).matches()) {
          items.add(next.resource(bucket.name, base));
        }
        from = next.name();
      }
      next = bucket.next(from, false);
    }
    return page(items, prefixes, null);
  }

  private static boolean isBefore(String name, @Nullable String end) {
    return end == null || FakeBucket.ORDER.compare(name, end) < 0;
  }

  private static WireResponse page(
      List<Object> items, List<String> prefixes, @Nullable String last) {
    Map<String, Object> page = new LinkedHashMap<>();
    page.put("kind", "storage#objects");
    if (last != null) {
      page.put(
          "nextPageToken",
          Base64.getUrlEncoder().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
    }
    if (!prefixes.isEmpty()) {
      page.put("prefixes", prefixes);
    }
    if (!items.isEmpty()) {
      page.put("items", items);
    }
    return WireResponse.json(200, page);
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static String regex(String glob) {
    StringBuilder regex = new StringBuilder();
    int braces = 0;
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> {
          boolean two = glob.startsWith("**", i);
          regex.append(two ? ".*" : "[^/]*");
          i += two ? 1 : 0;
        }
        case '?' -> regex.append("[^/]");
        case '[', ']' -> regex.append(c);
        case '{' -> {
          braces++;
          regex.append("(?:");
        }
        case '}' -> {
          braces--;
          regex.append(')');
        }
        case ',' -> regex.append(braces > 0 ? "|" : ",");
        case '\\' -> regex.append(Pattern.quote(String.valueOf(glob.charAt(++i))));
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }
}
