package dev.qoe.plugin.host;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.CollectorDescriptor;
import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.PushCollector;
import dev.qoe.api.spi.PushCollectorFactory;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Plugins on a class path made for one test, whose collectors do what the test says. */
final class Fixture {

  /** What the collectors of tests do, by the key in their settings. */
  private static final Map<String, Supplier<? extends AutoCloseable>> MADE =
      new ConcurrentHashMap<>();

  private static final Setting<String> KEY = Setting.requiredText("key", "which test is meant");
  private static final Setting<Integer> PORT =
      Setting.integer("port", 1, "a port").where(port -> port > 0 && port < 65_536, "a port");
  private static final Setting<String> PASSWORD =
      Setting.secret("password", "a password").orElse("");

  /** Polls. */
  public static class Polling implements CollectorFactory {
    /** For the service loader. */
    public Polling() {}

    String type() {
      return "polling";
    }

    @Override
    public CollectorDescriptor descriptor() {
      return CollectorDescriptor.of(
          type(), "Polls as told.", List.of(KEY, PORT, PASSWORD), Set.of(Kpi.UP));
    }

    @Override
    public Collector create(Settings settings, CollectorContext context) {
      if (settings.get(PORT) == 13) {
        throw new IllegalArgumentException("port 13 brings bad luck with any key");
      }
      return (Collector) made(settings);
    }
  }

  /** Polls too, as another plugin. */
  public static final class Other extends Polling {
    /** For the service loader. */
    public Other() {}

    @Override
    String type() {
      return "other";
    }
  }

  /** Is pushed to. */
  public static final class Pushed implements PushCollectorFactory {
    /** For the service loader. */
    public Pushed() {}

    @Override
    public CollectorDescriptor descriptor() {
      return CollectorDescriptor.of("pushed", "Listens.", List.of(KEY), Set.of(Kpi.UP));
    }

    @Override
    public PushCollector create(Settings settings, CollectorContext context) {
      return (PushCollector) made(settings);
    }
  }

  private Fixture() {}

  private static AutoCloseable made(Settings settings) {
    return Objects.requireNonNull(MADE.get(settings.get(KEY))).get();
  }

  /** Returns a key of settings under which collectors are made by {@code maker}. */
  static String key(Supplier<? extends AutoCloseable> maker) {
    String key = UUID.randomUUID().toString();
    MADE.put(key, maker);
    return key;
  }

  /** Returns a key of settings under which collectors do what {@code collector} does. */
  static String polling(Collector collector) {
    return key(() -> collector);
  }

  /**
   * Returns options of a host that has the plugins {@code polling}, {@code other}, {@code pushed}.
   */
  static PluginHostBuilder options(Path temp) {
    try {
      Path services = Files.createDirectories(temp.resolve("classpath/META-INF/services"));
      Files.writeString(
          services.resolve(CollectorFactory.class.getName()),
          Polling.class.getName() + "\n" + Other.class.getName());
      Files.writeString(
          services.resolve(PushCollectorFactory.class.getName()), Pushed.class.getName());
      URL[] path = {temp.resolve("classpath").toUri().toURL()};
      PluginHostBuilder options = PluginHost.builder().scratch(temp.resolve("scratch"));
      options.loader = new URLClassLoader(path, Fixture.class.getClassLoader());
      return options;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static CollectConfig config(Path temp, String yaml) {
    try {
      return CollectConfig.read(Files.writeString(temp.resolve("collect.yaml"), yaml));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Target target(int number) {
    return Target.of(ElementPath.of("acme/router-" + number), Integer.toString(number));
  }
}
