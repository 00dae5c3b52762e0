import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Holds a directory of artefacts to what Maven Central asks for, and to what we promise: {@code
 * CheckBundle DIRECTORY VERSION}.
 */
class CheckBundle {
  /** What Central's own validation wants to see in every POM. */
  private static final List<String> METADATA =
      List.of("name", "description", "url", "licenses", "developers", "scm");

  private static final List<String> OF_TESTS =
      List.of("junit-jupiter", "jqwik", "wiremock", "mockwebserver3", "jmh-core", "slf4j-nop");

  private final Path group;
  private final String version;
  private final List<String> findings = new ArrayList<>();
  private int files;

  private CheckBundle(Path group, String version) {
    this.group = group;
    this.version = version;
  }

  public static void main(String[] arguments) throws Exception {
    var check = new CheckBundle(Path.of(arguments[0]).resolve("dev/tributary"), arguments[1]);
    check.run();
    check.findings.forEach(System.err::println);
    if (!check.findings.isEmpty()) {
      System.exit(1);
    }
    System.out.println(check.files + " files are what Maven Central asks for");
  }

  private void run() throws Exception {
    Set<String> promised = new TreeSet<>(Set.of("connector-bom"));
    Element bom = pom("connector-bom");
    for (Element managed : dependencies(bom)) {
      promised.add(text(managed, "artifactId"));
      expect(
          version.equals(text(managed, "version")),
          "connector-bom: no version " + version + " of " + text(managed, "artifactId"));
    }
    Set<String> there = new TreeSet<>();
    try (Stream<Path> modules = Files.list(group)) {
      modules.forEach(module -> there.add(module.getFileName().toString()));
    }
    expect(promised.size() > 1, "connector-bom names nothing");
    expect(promised.equals(there), "connector-bom names " + promised + ", deployed is " + there);
    for (String module : there) {
      checkPom(module, pom(module));
      complete(module, ".pom");
      if (!module.equals("connector-bom")) {
        for (String end : List.of(".jar", "-sources.jar", "-javadoc.jar", "-cyclonedx.json")) {
          complete(module, end);
        }
        checkJar(module);
      }
    }
  }

  private void checkPom(String module, Element pom) {
    expect(child(pom, "parent") == null, module + ": its POM has a parent");
    for (String element : METADATA) {
      expect(child(pom, element) != null, module + ": its POM has no <" + element + ">");
    }
    String text = pom.getTextContent();
    expect(!text.contains("${"), module + ": its POM has properties that nobody resolves");
    expect(!text.contains("SNAPSHOT"), module + ": its POM names a snapshot");
    for (Element dependency : dependencies(pom)) {
      String name = text(dependency, "artifactId");
      String scope = text(dependency, "scope");
      expect(!"test".equals(scope), module + ": its POM shows its tests' " + name);
      expect(
          module.equals("connector-testkit") || !OF_TESTS.contains(name),
          module + ": gives its users " + name);
      expect(text(dependency, "version") != null, module + ": no version of " + name);
    }
  }

  private void complete(String module, String end) {
    Path file = file(module, end);
    for (String beside : List.of("", ".asc", ".md5", ".sha1")) {
      Path wanted = file.resolveSibling(file.getFileName() + beside);
      expect(Files.isRegularFile(wanted), "missing: " + group.relativize(wanted));
      files++;
    }
  }

  private void checkJar(String module) throws IOException {
    try (JarFile jar = new JarFile(file(module, ".jar").toFile())) {
      for (String entry :
          List.of("META-INF/LICENSE", "META-INF/THIRD-PARTY.txt", "module-info.class")) {
        expect(jar.getEntry(entry) != null, module + ": no " + entry + " in its jar");
      }
    }
  }

  private Element pom(String module) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(file(module, ".pom").toFile())
        .getDocumentElement();
  }

  private Path file(String module, String end) {
    return group.resolve(module).resolve(version).resolve(module + "-" + version + end);
  }

  private void expect(boolean held, String finding) {
    if (!held) {
      findings.add(finding);
    }
  }

  private static List<Element> dependencies(Element pom) {
    List<Element> found = new ArrayList<>();
    NodeList all = pom.getElementsByTagName("dependency");
    for (int i = 0; i < all.getLength(); i++) {
      found.add((Element) all.item(i));
    }
    return found;
  }

  private static String text(Element parent, String name) {
    Node child = child(parent, name);
    return child == null ? null : child.getTextContent().strip();
  }

  private static Node child(Element parent, String name) {
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node.getNodeName().equals(name)) {
        return node;
      }
    }
    return null;
  }
}
