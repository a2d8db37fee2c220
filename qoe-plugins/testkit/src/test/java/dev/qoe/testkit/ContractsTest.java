package dev.qoe.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * A contract put to the test: a right plugin passes every rule, and for each rule there is a broken
 * one that this rule catches, and no other. Contracts run as a vendor runs them.
 */
abstract class ContractsTest {

  /** A plugin that breaks a rule, named by its method; the subject is what the contract tests. */
  record Broken(String rule, String how, Object subject) {}

  private static final AtomicReference<Object> SUBJECT = new AtomicReference<>("none");

  /** Returns the contract, as a vendor extends it, for whatever {@link #subject} is. */
  abstract Class<?> contract();

  abstract Object right();

  abstract Stream<Broken> broken();

  /** Whether the rules for all plugins are put to the test elsewhere. */
  boolean sharesRules() {
    return true;
  }

  /** Returns the plugin that is being tested. */
  static Object subject() {
    return Objects.requireNonNull(SUBJECT.get());
  }

  @Test
  @DisplayName("passes a plugin that is right")
  void rightOnePasses() {
    assertThat(failures(new Broken("none", "is right", right()))).isEmpty();
  }

  @TestFactory
  @DisplayName("catches, by one rule and no other,")
  Stream<DynamicTest> brokenOnesAreCaught() {
    return broken()
        .map(
            broken ->
                dynamicTest(
                    "one that " + broken.how(),
                    () -> {
                      Map<String, String> failures = failures(broken);
                      assertThat(failures.keySet())
                          .as("rules broken: %s", failures)
                          .containsExactly(broken.rule());
                    }));
  }

  @Test
  @DisplayName("has no rule that catches nothing")
  void everyRuleCatchesSomething() {
    Set<String> caught = broken().map(Broken::rule).collect(Collectors.toSet());
    Set<String> rules = rules(contract());
    if (sharesRules()) {
      rules.removeAll(rules(PluginTck.class));
    }
    assertThat(caught).isEqualTo(rules);
  }

  private static Set<String> rules(Class<?> contract) {
    Set<String> rules = new TreeSet<>();
    for (Class<?> type = contract; type != Object.class; type = type.getSuperclass()) {
      Arrays.stream(type.getDeclaredMethods())
          .filter(
              method ->
                  method.isAnnotationPresent(Test.class)
                      || method.isAnnotationPresent(TestFactory.class))
          .map(Method::getName)
          .forEach(rules::add);
    }
    return rules;
  }

  private Map<String, String> failures(Broken broken) {
    SUBJECT.set(broken.subject());
    Failures failures = new Failures(broken.rule());
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(selectClass(contract())).build();
    Launcher launcher = LauncherFactory.create();
    launcher.execute(request, failures);
    assertThat(failures.run).as("rules run").isEqualTo(rules(contract()));
    return failures.byRule;
  }

  /** What went wrong, by rule. */
  private static final class Failures implements TestExecutionListener {
    private final String broken;
    private final Map<String, String> byRule = new TreeMap<>();
    private final Set<String> run = new TreeSet<>();

    private Failures(String broken) {
      this.broken = broken;
    }

    @Override
    public void executionStarted(TestIdentifier test) {
      rule(test).ifPresent(rule -> Rule.begin(rule.equals(broken)));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      if (!Rule.end()) {
        byRule.put("its calls end", test.getDisplayName());
      }
      rule(test).ifPresent(run::add);
      result
          .getThrowable()
          .ifPresent(
              thrown -> byRule.put(rule(test).orElse(test.getDisplayName()), thrown.toString()));
    }

    private static Optional<String> rule(TestIdentifier test) {
      return test.getSource()
          .filter(MethodSource.class::isInstance)
          .map(source -> ((MethodSource) source).getMethodName());
    }
  }
}
