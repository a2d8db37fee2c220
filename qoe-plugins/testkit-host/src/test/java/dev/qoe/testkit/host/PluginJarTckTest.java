package dev.qoe.testkit.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

@DisplayName("the contract of packaged plugins")
class PluginJarTckTest {

  private static final AtomicReference<Path> SUBJECT = new AtomicReference<>(Path.of("none"));

  @TempDir private Path folder;

  @Test
  @DisplayName("passes a jar that is right")
  void rightOnePasses() throws IOException {
    assertThat(failures(new PluginJar())).isEmpty();
  }

  @Test
  @DisplayName("catches a jar for another version of the API, and says so")
  void wrongRange() throws IOException {
    Map<String, String> failures = failures(new PluginJar().manifest("Plugin-Requires", ">=9.0.0"));
    assertThat(failures).containsOnlyKeys("hostLoadsIt");
    assertThat(failures.get("hostLoadsIt")).contains(">=9.0.0");
  }

  @Test
  @DisplayName("catches a jar without a name in its manifest")
  void noName() throws IOException {
    assertThat(failures(new PluginJar().manifest("Plugin-Id", ""))).containsOnlyKeys("hostLoadsIt");
  }

  @Test
  @DisplayName("catches a jar with no service")
  void noService() throws IOException {
    assertThat(
            failures(new PluginJar().without("META-INF/services/dev.qoe.api.spi.CollectorFactory")))
        .containsOnlyKeys("hostLoadsIt");
  }

  @Test
  @DisplayName("catches a jar that works under the host's class loader only")
  void onlyUnderTheHost() throws IOException {
    PluginJar fussy =
        new PluginJar()
            .constructor(
                "if (\"plugin\".equals(getClass().getClassLoader().getName()))"
                    + " throw new IllegalStateException(\"not under a host\");");
    assertThat(failures(fussy)).containsOnlyKeys("serviceLoaderFindsIt");
  }

  @Test
  @DisplayName("catches a jar that bundles what its host brings")
  void bundlesSharedClasses() throws IOException {
    assertThat(failures(new PluginJar().file("org/slf4j/Logger.class", "no class")))
        .containsOnlyKeys("hostsClassesStayOut");
  }

  @Test
  @DisplayName("catches a jar whose classes stay in memory for ever")
  void leaksClasses() throws IOException {
    PluginJar sticky =
        new PluginJar()
            .constructor(
                "Runtime.getRuntime().addShutdownHook("
                    + "new Thread() { @Override public void run() {} });");
    assertThat(failures(sticky)).containsOnlyKeys("unloadingLeavesNothing");
  }

  @Test
  @DisplayName("catches a jar whose threads stay for ever")
  void leaksThreads() throws IOException {
    PluginJar restless =
        new PluginJar()
            .constructor(
                "Thread thread = new Thread(() -> { try { Thread.currentThread().join(); }"
                    + " catch (InterruptedException e) { } });"
                    + " thread.setDaemon(true); thread.start();");
    assertThat(failures(restless)).containsOnlyKeys("unloadingLeavesNothing");
  }

  private Map<String, String> failures(PluginJar jar) throws IOException {
    SUBJECT.set(jar.in(folder));
    Map<String, String> failures = new TreeMap<>();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(Contract.class))
                .build(),
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                result
                    .getThrowable()
                    .ifPresent(
                        thrown -> failures.put(name(test), String.valueOf(thrown.getMessage())));
              }
            });
    return failures;
  }

  private static String name(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getMethodName())
        .orElse(test.getDisplayName());
  }

  /** The contract as a vendor would extend it. */
  static class Contract extends PluginJarTck {
    @Override
    protected Path jar() {
      return Objects.requireNonNull(SUBJECT.get());
    }
  }
}
