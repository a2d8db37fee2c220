package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.qoe.api.spi.Descriptor;
import dev.qoe.api.spi.PayloadDecoderFactory;
import dev.qoe.api.spi.PluginFactory;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * What all plugins promise that are made by a factory, whatever they do.
 *
 * <p>Confine to one thread.
 *
 * @param <F> the factory
 * @param <P> what it makes
 */
@Isolated("it looks at the threads and sockets of the whole process")
abstract class PluginTck<F extends PluginFactory, P extends AutoCloseable> {

  /** Texts at the edges of what settings can hold. */
  private static final List<String> ODD_VALUES =
      List.of("-2147483648", "2147483647", "-1", "0", "-1e308", "PT0S", "-PT1S", "PT876000H");

  @TempDir Path tckFolder;
  private int contexts;

  /** Returns a new factory of the plugin under test. */
  protected abstract F factory();

  /**
   * Returns the settings with which it is tested: texts, numbers, true or false, lists and maps;
   * none unless overridden.
   */
  protected Map<String, ?> settings() {
    return Map.of();
  }

  /**
   * Returns settings each of which must be refused, each beside the others of {@link #settings()};
   * none unless overridden.
   */
  protected List<? extends Map<String, ?>> badSettings() {
    return List.of();
  }

  /** Returns the payload decoders that a collector may be lent; none unless overridden. */
  protected List<PayloadDecoderFactory> decoders() {
    return List.of();
  }

  /** Returns the time that a host grants it for one piece of work; 5 s unless overridden. */
  protected Duration deadline() {
    return Duration.ofSeconds(5);
  }

  /** Returns how long it has once it is interrupted or closed; the kit's own tests are shorter. */
  Duration grace() {
    return Duration.ofSeconds(2);
  }

  /** Has the factory make a plugin. */
  abstract P create(F factory, Settings settings, TestContext context);

  /** Has the plugin do its work once. */
  abstract void use(P plugin, TestContext context) throws Exception;

  @Test
  @DisplayName("the factory is a public class with a public constructor without parameters")
  void factoryCanBeFound() {
    Class<?> type = factory().getClass();
    assertThat(Modifier.isPublic(type.getModifiers())).as("%s is public", type).isTrue();
    assertThatCode(type::getConstructor).doesNotThrowAnyException();
  }

  @Test
  @DisplayName("the descriptor is the same on every call and from every factory")
  void descriptorIsStable() {
    F factory = factory();
    List<Object> first = describe(factory.descriptor());
    assertThat(describe(factory.descriptor())).isEqualTo(first);
    assertThat(describe(factory().descriptor())).isEqualTo(first);
  }

  @Test
  @DisplayName("the descriptor says in a sentence what the plugin does")
  void helpIsASentence() {
    assertThat(factory().descriptor().help())
        .as("help: begins with a capital, ends with a full stop, has more than one word")
        .matches("(?s)\\p{Lu}.*\\s.*\\.");
  }

  @TestFactory
  @DisplayName("bad settings are refused at creation, with a message that names the setting")
  Stream<DynamicTest> badSettingsAreRefused() {
    return badSettings().stream()
        .map(bad -> dynamicTest(bad.keySet().toString(), () -> assertRefused(bad)));
  }

  @TestFactory
  @DisplayName("odd values of settings are taken or refused, and nothing else is thrown")
  Stream<DynamicTest> oddSettingsAreTakenOrRefused() {
    return factory().descriptor().settings().stream()
        .map(setting -> dynamicTest(setting.name(), () -> tryOddValues(setting)));
  }

  @Test
  @DisplayName("creation takes no thread, socket or file and asks for no secret")
  void creationDoesNothing() throws Exception {
    try (TestContext context = newContext()) {
      Settings settings = checked(settings());
      Footprint footprint = Footprint.now();
      P plugin = create(factory(), settings, context);
      List<String> added = footprint.added(context);
      Call.expect("close", plugin::close);
      assertThat(added).as("held after creation").isEmpty();
      assertThat(context.used()).as("used at creation").isEmpty();
      assertThat(context.scratch()).as("folder lent").isEmptyDirectory();
    }
  }

  @Test
  @DisplayName("it may be closed twice, used or not")
  void mayBeClosedTwice() {
    inContext(
        (unused, context) -> {
          P used = create(factory(), checked(settings()), context);
          Call.expect("the first use", () -> use(used, context));
          for (P plugin : List.of(unused, used)) {
            Call.expect("the first close", plugin::close);
            Call.start("the second close", plugin::close).endsWell(Call.PATIENCE);
          }
        });
  }

  @Test
  @DisplayName("two seconds after it is closed no thread, socket or file of its own is left")
  void closeLeavesNothing() throws Exception {
    warmUp();
    Settings settings = checked(settings());
    Footprint footprint = Footprint.now();
    TestContext context = newContext();
    P plugin = create(factory(), settings, context);
    Call.expect("use", () -> use(plugin, context));
    Call.expect("close", plugin::close);
    context.close();
    assertThat(footprint.addedAfter(context, grace())).as("left after close").isEmpty();
  }

  @Test
  @DisplayName("no secret shows in its messages, what it emits or its words about itself")
  void secretsAreKept() {
    List<String> secrets = secrets();
    List<String> words = new ArrayList<>();
    F factory = factory();
    words.add(factory.toString());
    words.add(describe(factory.descriptor()).toString());
    inContext(
        (plugin, context) -> {
          words.add(plugin.toString());
          says(plugin, context, words);
          words.add(context.progress().toString());
          words.add(plugin.toString());
        });
    for (Map<String, ?> bad : badSettings()) {
      try {
        inContext(merged(bad), (plugin, context) -> {});
      } catch (IllegalArgumentException | AssertionError e) {
        words.add(String.valueOf(e.getMessage()));
      }
    }
    for (String secret : secrets) {
      assertThat(words).as("words of the plugin").noneMatch(text -> text.contains(secret));
    }
  }

  /** Adds what a use brings to light. */
  void says(P plugin, TestContext context, List<String> words) {
    said(() -> use(plugin, context), words);
  }

  /** Adds the messages of what {@code work} throws. */
  static void said(Call.Work work, List<String> words) {
    for (Throwable thrown = Call.start("use", work).ends(Call.PATIENCE).orElse(null);
        thrown != null;
        thrown = thrown.getCause()) {
      words.add(thrown.toString());
    }
  }

  /** Returns what settings there are, of which a broken one is refused before creation. */
  final Settings checked(Map<String, ?> given) {
    Descriptor descriptor = factory().descriptor();
    return Settings.of("plugin '" + descriptor.type() + "'", descriptor.settings(), given);
  }

  /** Brings the other end to its beginning, for a plugin on a new host. */
  void prepare() throws Exception {}

  /** Returns a context with a folder of its own, as a plugin has on a new host. */
  final TestContext newContext() {
    Call.expect("preparing the source", this::prepare);
    try {
      Path scratch = Files.createDirectory(tckFolder.resolve("scratch-" + contexts++));
      TestContext context = TestContext.in(scratch);
      decoders().forEach(context::offering);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Something done with a plugin that lives as long. */
  @FunctionalInterface
  interface Visit<P> {
    /** Does it. */
    void with(P plugin, TestContext context) throws Exception;
  }

  final void inContext(Visit<P> visit) {
    inContext(settings(), visit);
  }

  /** Makes a plugin in a new context, has it visited, and closes both. */
  final void inContext(Map<String, ?> given, Visit<P> visit) {
    try (TestContext context = newContext()) {
      P plugin = create(factory(), checked(given), context);
      try {
        visit.with(plugin, context);
      } finally {
        Call.start("close", plugin::close).ends(Call.PATIENCE);
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("it failed: " + e, e);
    }
  }

  /** Settings have no equality, so descriptors are compared by what people read of them. */
  private static List<Object> describe(Descriptor descriptor) {
    List<Object> said = new ArrayList<>();
    said.add(descriptor.getClass().isRecord() ? descriptor.toString() : descriptor.type());
    said.add(descriptor.help());
    for (Setting<?> setting : descriptor.settings()) {
      said.add(List.of(setting.name(), setting.type(), setting.help(), setting.example()));
      said.add(setting.required() + " " + setting.secret());
      said.add(setting.secret() ? "" : setting.defaultValue().toString());
    }
    return said;
  }

  private Map<String, Object> merged(Map<String, ?> others) {
    Map<String, Object> all = new HashMap<>(settings());
    all.putAll(others);
    return all;
  }

  private void assertRefused(Map<String, ?> bad) {
    assertThatThrownBy(() -> inContext(merged(bad), (plugin, context) -> {}))
        .as("creation with %s", bad.keySet())
        .isInstanceOf(IllegalArgumentException.class)
        .satisfies(
            e ->
                assertThat(bad.keySet())
                    .as("settings named in '%s'", e.getMessage())
                    .anyMatch(name -> String.valueOf(e.getMessage()).contains(name)));
  }

  private void tryOddValues(Setting<?> setting) {
    for (String odd : ODD_VALUES) {
      Settings settings;
      try {
        settings = checked(merged(Map.of(setting.name(), odd)));
      } catch (IllegalArgumentException e) {
        continue;
      }
      try (TestContext context = newContext()) {
        Call.start(
                "creation with " + setting.name() + " = " + odd,
                () -> create(factory(), settings, context).close())
            .ends(Call.PATIENCE)
            .ifPresent(
                thrown ->
                    assertThat(thrown)
                        .as("creation with %s = %s", setting.name(), odd)
                        .isInstanceOf(IllegalArgumentException.class));
      }
    }
  }

  /** What is loaded at the first use, and stays, is no leak. */
  private void warmUp() {
    inContext((plugin, context) -> Call.expect("use", () -> use(plugin, context)));
  }

  private List<String> secrets() {
    List<String> names =
        factory().descriptor().settings().stream()
            .filter(Setting::secret)
            .map(Setting::name)
            .toList();
    List<String> secrets = new ArrayList<>();
    settings()
        .forEach(
            (name, value) -> {
              if (names.contains(name)) {
                secrets.add(String.valueOf(value));
              }
            });
    return secrets;
  }
}
