package dev.tributary.connector.cloudsql;

import dev.tributary.connector.BaseConnector;
import dev.tributary.connector.SourceConfig;
import dev.tributary.connector.error.ConnectorException;
import dev.tributary.connector.option.Configuration;
import dev.tributary.connector.read.ExtractionRequest;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;

/** Reads on a class path without some of its jars, as hosts have it that did not add them. */
public final class OtherClassPath implements BinaryOperator<String> {
  /** Made by reflection. */
  public OtherClassPath() {}

  /**
   * Reads a stream and returns its rows, or what is said instead.
   *
   * @param without a pattern of the jars' names
   */
  public static String read(String without, SourceConfig source, String stream) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(classPath(without), ClassLoader.getPlatformClassLoader())) {
      thread.setContextClassLoader(loader);
      Object there =
          loader.loadClass(OtherClassPath.class.getName()).getDeclaredConstructor().newInstance();
      @SuppressWarnings("unchecked")
      BinaryOperator<String> reader = (BinaryOperator<String>) there;
      return reader.apply(source.connection().toJson(), stream);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static URL[] classPath(String without) throws IOException {
    List<URL> urls = new ArrayList<>();
    String all =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    for (String entry : all.split(File.pathSeparator)) {
      Path file = Path.of(entry);
      if (!file.getFileName().toString().matches(without)) {
        urls.add(url(file));
      }
    }
    if (urls.size() == all.split(File.pathSeparator).length) {
      throw new IOException("nothing on the class path is called " + without);
    }
    return urls.toArray(new URL[0]);
  }

  private static URL url(Path file) throws MalformedURLException {
    return file.toUri().toURL();
  }

  @Override
  public String apply(String connection, String stream) {
    SourceConfig source =
        SourceConfig.of("CLOUD_SQL", "elsewhere").connection(Configuration.fromJson(connection));
    try (BaseConnector connector = Db.connectors().create(source)) {
      return Db.read(connector, ExtractionRequest.of(stream)).toString();
    } catch (ConnectorException failure) {
      return failure.kind() + ": " + failure.getMessage();
    }
  }
}
