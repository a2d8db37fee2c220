package dev.qoe.examples.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Between the modules")
class ArrowsTest {
  /** Each plugin brings its own copy of it in its jar. */
  private static final String MAPPING = "dev.qoe.plugin.mapping";

  @ParameterizedTest(name = "{0} knows {1} and nothing else of the house")
  @CsvSource({
    "dev.qoe.api..,     dev.qoe.api..",
    "dev.qoe.testkit.., dev.qoe.api..",
    "dev.qoe.core..,    dev.qoe.api..",
    "dev.qoe.store..,   dev.qoe.api..",
    "dev.qoe.plugin..,  dev.qoe.api..",
    "dev.qoe.sim..,     dev.qoe.api..|dev.qoe.core..",
  })
  void arrows(String module, String known) {
    noClasses()
        .that()
        .resideInAPackage(module)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.qoe..")
                .and(not(resideInAPackage(module)))
                .and(not(resideInAnyPackage(known.split("\\|")))))
        .allowEmptyShould(true)
        .check(House.CLASSES);
  }

  @Test
  @DisplayName("the API depends on the JDK and JSpecify only")
  void apiStandsAlone() {
    classes()
        .that()
        .resideInAPackage("dev.qoe.api..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.qoe.api..", "java..", "javax.net.ssl..", "org.jspecify..")
        .check(House.CLASSES);
  }

  @Test
  @DisplayName("no plugin knows another; all may know the mapping, a library for plugins")
  void pluginsAreStrangers() {
    classes()
        .that()
        .resideInAPackage("dev.qoe.plugin..")
        .should(
            stayOutOf(
                "another plugin", target -> in("dev.qoe.plugin", target) && !in(MAPPING, target)))
        .allowEmptyShould(true)
        .check(House.CLASSES);
  }

  @Test
  @DisplayName("what is internal to a module is used by that module only")
  void internalsStayInside() {
    classes()
        .should(
            stayOutOf(
                "another module's internals",
                target -> resideInAPackage("dev.qoe..internal..").test(target)))
        .check(House.CLASSES);
  }

  @Test
  @DisplayName("only the plugin host imports PF4J")
  void pluginFrameworkIsHidden() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.qoe.plugin.host..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.pf4j..")
        .check(House.CLASSES);
  }

  @Test
  @DisplayName("no package lies in two modules")
  void packagesAreWhole() {
    Map<String, Set<String>> modulesByPackage = new TreeMap<>();
    for (JavaClass type : House.CLASSES) {
      modulesByPackage
          .computeIfAbsent(type.getPackageName(), name -> new TreeSet<>())
          .add(House.moduleOf(type));
    }

    assertThat(modulesByPackage).isNotEmpty();
    assertThat(modulesByPackage.entrySet()).allSatisfy(e -> assertThat(e.getValue()).hasSize(1));
  }

  private static boolean in(String root, JavaClass type) {
    return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
  }

  private static ArchCondition<JavaClass> stayOutOf(String what, Predicate<JavaClass> forbidden) {
    return new ArchCondition<>("stay out of " + what) {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass target = dependency.getTargetClass().getBaseComponentType();
          if (forbidden.test(target) && !House.moduleOf(type).equals(House.moduleOf(target))) {
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
          }
        }
      }
    };
  }
}
