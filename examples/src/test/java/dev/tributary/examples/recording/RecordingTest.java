package dev.tributary.examples.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.examples.recording.Screen.Run;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class RecordingTest {
  @Test
  void showsWhatIsThereInTheEnd() {
    String printed = "a\n\033[32mone\033[0m\ntwo\n\033[2A\r\033[Jthree\n\r\033[2Kfour";
    assertThat(Screen.of(printed))
        .containsExactly(
            List.of(new Run("a", 0)), List.of(new Run("three", 0)), List.of(new Run("four", 0)));
  }

  @Test
  void keepsColours() {
    assertThat(Screen.of("x \033[32m✓\033[0m y").get(0))
        .containsExactly(new Run("x ", 0), new Run("✓", 32), new Run(" y", 0));
  }

  @Test
  void drawsXmlThatSaysTheSame() throws Exception {
    String svg = Svg.of("a \"b\"", List.of(List.of(new Run("<✓ & ", 32), new Run("done", 0))));
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)));
    assertThat(document.getElementsByTagName("text").item(0).getTextContent())
        .isEqualTo("<✓ & done");
    assertThat(svg).contains("prefers-color-scheme: dark").contains("class=\"g\"");
  }

  @Test
  void theDocumentsPictureIsOfAQuickstartThatHeld() throws Exception {
    String svg = Files.readString(Path.of("../docs/quickstart.svg"));
    assertThat(svg)
        .contains("All of it held")
        .doesNotContain("/tmp/")
        .doesNotContain("class=\"r\"");
  }
}
