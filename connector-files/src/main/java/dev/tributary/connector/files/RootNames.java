package dev.tributary.connector.files;

import dev.tributary.connector.files.store.FileStore;

/** The last name of a store's root, which is a stream of all that is in it. */
final class RootNames {
  private RootNames() {}

  static String of(FileStore store) {
    String root = store.root();
    while (root.endsWith("/")) {
      root = root.substring(0, root.length() - 1);
    }
    return root.substring(Math.max(root.lastIndexOf('/'), root.lastIndexOf('\\')) + 1);
  }
}
