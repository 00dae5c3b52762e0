package dev.tributary.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the documents lead to is there: pages, places in them, and artefacts. */
class DocumentLinksTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern FENCED =
      Pattern.compile("^ *```.*?^ *```", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.+?) *#*$", Pattern.MULTILINE);

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    int links = 0;
    for (Path document : Documents.all()) {
      for (String target :
          LINK.matcher(prose(document)).results().map(link -> link.group(1)).toList()) {
        if (!target.matches("[a-z]+:.*")) {
          links++;
          String fault = fault(document, target);
          if (fault != null) {
            broken.add(Documents.name(document) + ": " + target + " " + fault);
          }
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(links).isGreaterThan(50);
  }

  @Test
  void everyPageIsInTheIndex() throws IOException {
    String index = Files.readString(Documents.ROOT.resolve("docs/README.md"));
    for (Path document : Documents.all()) {
      if (document.getParent().endsWith("docs") && !document.endsWith("README.md")) {
        assertThat(index).contains("(" + document.getFileName());
      }
    }
  }

  @Test
  void everyArtefactIsInTheBom() throws Exception {
    Map<String, String> published = new HashMap<>();
    Element bom = xml(Files.readString(Documents.ROOT.resolve("connector-bom/pom.xml")));
    String version = text(bom, "version");
    published.put("connector-bom", version);
    elements(bom, "dependency").forEach(module -> published.put(text(module, "artifactId"), ""));
    int shown = 0;
    for (Path document : Documents.all()) {
      for (String block : Documents.blocks(document, "xml")) {
        for (Element dependency : elements(xml("<x>" + block + "</x>"), "dependency")) {
          if (text(dependency, "groupId").equals("dev.tributary")) {
            shown++;
            assertThat(published)
                .as(Documents.name(document))
                .containsKey(text(dependency, "artifactId"));
            if (!elements(dependency, "version").isEmpty()) {
              assertThat(text(dependency, "version")).isEqualTo(version);
            }
          }
        }
      }
    }
    assertThat(shown).isPositive();
  }

  private static String fault(Path document, String target) throws IOException {
    String[] parts = target.split("#", 2);
    Path file =
        parts[0].isEmpty()
            ? document
            : document.resolveSibling(parts[0]).toAbsolutePath().normalize();
    if (!Files.exists(file)) {
      return "is no file";
    }
    if (parts.length == 2 && file.toString().endsWith(".md")) {
      List<String> places =
          HEADING.matcher(prose(file)).results().map(heading -> place(heading.group(1))).toList();
      return places.contains(parts[1]) ? null : "is no heading of " + places;
    }
    return null;
  }

  private static String prose(Path document) throws IOException {
    return FENCED.matcher(Files.readString(document)).replaceAll("");
  }

  /** As forges make the name of a heading's place. */
  private static String place(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\[([^]]*)\\]\\([^)]*\\)", "$1")
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  private static Element xml(String text) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList all = parent.getElementsByTagName(name);
    List<Element> found = new ArrayList<>();
    for (int i = 0; i < all.getLength(); i++) {
      found.add((Element) all.item(i));
    }
    return found;
  }

  private static String text(Element parent, String name) {
    return elements(parent, name).get(0).getTextContent().strip();
  }
}
