package dev.qoe.examples.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.library.GeneralCodingRules;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In all modules")
class ConventionsTest {

  @Test
  @DisplayName("a public type is made by a factory, unless it is a record, a provider or thrown")
  void factoriesMakeObjects() {
    constructors()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .doNotHaveModifier(ABSTRACT)
        .and()
        .areDeclaredInClassesThat()
        .areNotRecords()
        .and()
        .areDeclaredInClassesThat()
        .areNotAssignableTo(Throwable.class)
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackages("dev.qoe.examples..", "dev.qoe..internal..")
        .should()
        .beDeclaredInClassesThat(assignableTo(resideInAPackage("dev.qoe.api.spi..")))
        .allowEmptyShould(true)
        .check(House.CLASSES);
  }

  @Test
  @DisplayName("no name hides what a type is for")
  void namesSayWhat() {
    noClasses()
        .should()
        .haveSimpleNameEndingWith("Util")
        .orShould()
        .haveSimpleNameEndingWith("Utils")
        .orShould()
        .haveSimpleNameEndingWith("Helper")
        .orShould()
        .haveSimpleNameEndingWith("Manager")
        .orShould()
        .haveSimpleNameEndingWith("Impl")
        .orShould()
        .resideInAnyPackage("..util..", "..impl..", "..dto..", "..common..", "..helper..")
        .check(House.CLASSES);
  }

  @Test
  @DisplayName("no static holds state that can be replaced")
  void staticsAreFinal() {
    fields().that().areStatic().should().beFinal().check(House.CLASSES);
  }

  @Test
  @DisplayName("only the command line writes to the standard streams")
  void librariesAreSilent() {
    noClasses()
        .that(not(resideInAPackage("dev.qoe.examples..")).as("are not of the command line"))
        .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
        .check(House.CLASSES);
  }

  @Test
  @DisplayName(
      "the engine and the simulation ask for the time and for chance only who gave it them")
  void timeAndChanceComeIn() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.qoe.core..", "dev.qoe.sim..")
        .should()
        .callMethod(Instant.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .callConstructor(Random.class)
        .check(House.CLASSES);
  }
}
