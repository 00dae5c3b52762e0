package dev.tributary.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every public type says since which version it is there; what is nested in it is as old. */
class SinceTest {
  private static final Pattern VERSION =
      Pattern.compile("<version>([\\d.]+)(-SNAPSHOT)?</version>");

  @ParameterizedTest
  @EnumSource
  void everyPublicTypeSaysSinceWhen(Modules module) throws IOException {
    List<String> silent = new ArrayList<>();
    for (Class<?> type : PublicApi.types(module)) {
      Path source =
          Modules.root()
              .resolve(module.artifact())
              .resolve("src/main/java")
              .resolve(type.getName().replace('.', '/') + ".java");
      String text = Files.readString(source);
      Matcher comment = commentOf(type, text);
      assertThat(comment.find()).as("the comment of %s", type.getName()).isTrue();
      if (!comment.group(1).contains("@since ")) {
        if (System.getProperty("api.update") == null) {
          silent.add(type.getName());
        } else {
          Files.writeString(
              source,
              text.substring(0, comment.start())
                  + dated(comment.group(1))
                  + text.substring(comment.end(1)));
        }
      }
    }
    assertThat(silent).as("without @since; this writes it: %s", ApiTest.UPDATE).isEmpty();
  }

  /** The comment right before a type, with whatever annotations stand between. */
  private static Matcher commentOf(Class<?> type, String text) {
    return Pattern.compile(
            "(/\\*\\*(?:(?!\\*/).)*\\*/)(?=(?:(?!/\\*\\*|\\n"
                + "\\}\\n"
                + ").)*?\\n"
                + "(?:public |sealed |abstract |final |strictfp"
                + " )*(?:class|interface|@interface|enum|record) "
                + type.getSimpleName()
                + "\\b)",
            Pattern.DOTALL)
        .matcher(text);
  }

  private static String dated(String comment) throws IOException {
    Matcher version =
        VERSION.matcher(Files.readString(Modules.root().resolve("connector-bom/pom.xml")));
    assertThat(version.find()).isTrue();
    String inside = comment.substring(3, comment.length() - 2).stripTrailing();
    String body = inside.startsWith("\n") ? inside : "\n *" + inside;
    boolean tagged = body.contains("\n * @");
    return "/**" + body + (tagged ? "" : "\n *") + "\n * @since " + version.group(1) + "\n */";
  }
}
