package dev.tributary.connector.option;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DocumentationTest {
  enum Auth {
    NONE,
    BEARER
  }

  static final Option<URI> URL =
      Option.uri("base_url").required().doc("Where the shop is").example("https://shop.example");
  static final Option<Integer> SIZE =
      Option.integer("page_size", 100).between(1, 1000).aliases("limit").since("0.1");
  static final Option<Auth> AUTH = Option.enumeration("auth_type", Auth.NONE);
  static final Option<Options> AUTH_CONFIG = Option.object("auth_config", OptionSet.of());
  static final Option<Secret> TOKEN = Option.secret("token").required();
  static final OptionSet SET =
      OptionSet.of(URL, SIZE, AUTH, AUTH_CONFIG)
          .when(AUTH, Auth.BEARER, AUTH_CONFIG, OptionSet.of(TOKEN));

  @Test
  void writesAReferencePage() {
    assertThat(SET.toMarkdown())
        .isEqualTo(
            """
            | Option | Type | Default | Required | Description |
            |---|---|---|---|---|
            | `base_url` | URL |  | yes | Where the shop is. Example: `https://shop.example`. |
            | `page_size` | whole number | `100` | no | Must be between 1 and 1000. Also `limit`. Since 0.1. |
            | `auth_type` | NONE, BEARER | `NONE` | no |  |
            | `auth_config` | map |  | no |  |

            ### `auth_config` with `auth_type: BEARER`

            | Option | Type | Default | Required | Description |
            |---|---|---|---|---|
            | `token` | secret |  | yes |  |
            """);
  }

  @Test
  void writesAJsonSchema() {
    assertThat(OptionSet.of(URL, SIZE).toJsonSchema())
        .isEqualTo(
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "properties": {
                "base_url": {
                  "type": "string",
                  "description": "Where the shop is",
                  "examples": [
                    "https://shop.example"
                  ]
                },
                "page_size": {
                  "type": [
                    "integer",
                    "string"
                  ],
                  "pattern": "^[+-]?[0-9]+$|\\\\$\\\\{",
                  "minimum": 1,
                  "maximum": 1000,
                  "default": 100
                },
                "limit": {
                  "type": [
                    "integer",
                    "string"
                  ],
                  "pattern": "^[+-]?[0-9]+$|\\\\$\\\\{",
                  "minimum": 1,
                  "maximum": 1000,
                  "default": 100,
                  "description": "The same as `page_size`."
                }
              },
              "required": [
                "base_url"
              ],
              "additionalProperties": false
            }
            """);
  }

  @Test
  void hasEveryOptionAndRuleInBoth() {
    List<Option<?>> all = new ArrayList<>(Samples.SET.options());
    all.addAll(Samples.AUTH_OPTIONS.options());
    all.addAll(Samples.STREAM.options());
    String markdown = Samples.SET.toMarkdown();
    String schema = Samples.SET.toJsonSchema();
    for (Option<?> option : all) {
      assertThat(markdown).contains("| `" + option.name() + "` |");
      assertThat(schema).contains("\"" + option.name() + "\": {");
    }
    assertThat(markdown)
        .contains("- At most one of `text`, `uri` may be given.")
        .contains("### `streams.<name>`")
        .contains("| if `choice` is RED |");
    assertThat(schema).contains("\"if\"", "\"anyOf\"", "\"not\"");
  }

  @Test
  void hidesDefaultsThatAreSecret() {
    OptionSet set = OptionSet.of(Option.secret("token").orElse(Secret.literal("hush")));
    assertThat(set.toMarkdown() + set.toJsonSchema()).doesNotContain("hush");
  }
}
