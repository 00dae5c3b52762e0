package dev.tributary.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documents that people read, and the code blocks in them. */
final class Documents {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Documents() {}

  /** Returns every document: of the root, of docs, and those that the forge shows. */
  static List<Path> all() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (String directory : List.of(".", "docs", ".github")) {
      try (Stream<Path> files = Files.list(ROOT.resolve(directory))) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(documents::add);
      }
    }
    return documents;
  }

  /** Returns what stands in a document between fences of a language, as it stands there. */
  static List<String> blocks(Path document, String language) throws IOException {
    return Pattern.compile(
            "^( *)```" + language + "\n(.*?)^ *```", Pattern.DOTALL | Pattern.MULTILINE)
        .matcher(Files.readString(document))
        .results()
        .map((MatchResult block) -> block.group(2))
        .toList();
  }

  /** Returns a document's name for messages. */
  static String name(Path document) {
    return ROOT.relativize(document.normalize()).toString();
  }
}
