package dev.tributary.connector.pipeline.staging;

import dev.tributary.connector.json.JsonTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The JSON form of lists of staged files.
 *
 * @since 0.1.0
 */
public final class StagedFiles {
  private StagedFiles() {}

  /** Returns the form that {@link #read} takes. */
  public static List<Map<String, Object>> write(List<StagedFile> files) {
    return files.stream().map(StagedFiles::tree).toList();
  }

  /** Returns the files that a form lists. */
  public static List<StagedFile> read(@Nullable Object form) {
    return JsonTree.list(form).stream().map(StagedFiles::file).toList();
  }

  private static Map<String, Object> tree(StagedFile file) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("path", file.path());
    tree.put("rows", file.rows());
    tree.put("bytes", file.bytes());
    tree.put("crc32c", file.crc32c());
    tree.put("generation", file.generation());
    return tree;
  }

  private static StagedFile file(@Nullable Object form) {
    Map<String, @Nullable Object> tree = JsonTree.map(form);
    return new StagedFile(
        JsonTree.text(tree.get("path")),
        JsonTree.whole(tree.get("rows")),
        JsonTree.whole(tree.get("bytes")),
        JsonTree.text(tree.get("crc32c")),
        JsonTree.whole(tree.get("generation")));
  }
}
