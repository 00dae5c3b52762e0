package dev.tributary.examples.cli;

import dev.tributary.connector.json.JsonTree;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list {@code streams} in the text of a pipeline's file. */
final class StreamList {
  private static final Pattern FLOW = Pattern.compile("(?m)^(streams:\\s*\\[)([^\\]\\n]*)(\\].*)$");
  private static final Pattern BLOCK = Pattern.compile("(?m)^streams:[ \\t]*(#.*)?\\n");
  private static final Pattern ID = Pattern.compile("(?m)^pipeline_id:.*$");

  private StreamList() {}

  /** Returns whether a file declares a pipeline. */
  static boolean declares(String text, String id) {
    Pattern declared =
        Pattern.compile("(?m)^pipeline_id:\\s*[\"']?" + Pattern.quote(id) + "[\"']?\\s*(#.*)?$");
    return declared.matcher(text).find();
  }

  /** Returns the text with these streams too; as it is, if the list is written in another way. */
  static String add(String text, List<String> more) {
    List<String> names = more.stream().map(StreamList::quoted).toList();
    Matcher flow = FLOW.matcher(text);
    if (flow.find()) {
      String there = flow.group(2).strip();
      String all = (there.isEmpty() ? "" : there + ", ") + String.join(", ", names);
      return text.substring(0, flow.start())
          + flow.group(1)
          + all
          + flow.group(3)
          + text.substring(flow.end());
    }
    Matcher block = BLOCK.matcher(text);
    if (block.find()) {
      return block(text, block.end(), names);
    }
    Matcher id = ID.matcher(text);
    if (!text.contains("\nstreams:") && id.find()) {
      return text.substring(0, id.end())
          + "\nstreams: ["
          + String.join(", ", names)
          + "]"
          + text.substring(id.end());
    }
    return text;
  }

  /** Adds items behind the last one, indented as the first one is. */
  private static String block(String text, int start, List<String> names) {
    Matcher items = Pattern.compile("\\G([ \\t]*)- .*(\\n|$)").matcher(text);
    int end = start;
    String indent = "  ";
    items.region(start, text.length());
    while (items.find()) {
      indent = items.group(1);
      end = items.end();
    }
    List<String> lines = new ArrayList<>();
    for (String name : names) {
      lines.add(indent + "- " + name + "\n");
    }
    String gap = text.startsWith("\n", end - 1) ? "" : "\n";
    return text.substring(0, end) + gap + String.join("", lines) + text.substring(end);
  }

  private static String quoted(String name) {
    return name.matches("[A-Za-z_][A-Za-z0-9_.-]*") ? name : JsonTree.write(name);
  }
}
