package dev.tributary.connector.files.json;

import dev.tributary.connector.option.Option;
import dev.tributary.connector.option.OptionSet;

/** What {@code read_options} hold for JSON and JSON Lines. */
final class JsonOptions {
  static final Option<String> DATA_PATH =
      Option.string("data_path", "")
          .doc(
              "Where the records stand in a document, such as `result.items`; its top if not set: an"
                  + " array's elements, or objects one after another")
          .example("result.items");
  static final Option<Integer> MAX_RECORD =
      Option.integer("max_record_bytes", 16 << 20)
          .between(1 << 10, 1 << 29)
          .doc("How many bytes one record may have; this bounds the memory of a reader");

  static final OptionSet LINES = OptionSet.of(MAX_RECORD);
  static final OptionSet DOCUMENT = OptionSet.of(DATA_PATH, MAX_RECORD);

  private JsonOptions() {}
}
