package dev.qoe.examples.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("In the source tree")
class SourcesTest {
  private static final String MAIN = "src/main/java";
  private static final String TEST = "src/test/java";
  private static final int MOST_LINES = 400;
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "^public (?:(?:abstract|final|sealed|non-sealed) )*(?:class|@?interface|record|enum) ",
          Pattern.MULTILINE);
  private static final Pattern SHARED_TYPE =
      Pattern.compile(
          "^public (?:(?:abstract|final|sealed|non-sealed) )*(?:class|interface|record)"
              + " (?!\\w+Exception)",
          Pattern.MULTILINE);
  private static final Pattern THREADING =
      Pattern.compile("(Immutable|Thread-safe|Confine[\\s*]+to[\\s*]+one[\\s*]+thread)\\.");
  private static final Pattern DISHONEST =
      Pattern.compile(
          "Thread\\.sleep|org\\.mockito|^public (?:final )?class \\w+Test ", Pattern.MULTILINE);
  private static final Pattern EXPORT = Pattern.compile("exports ([\\w.]+);");

  @Test
  @DisplayName("every package is null-marked")
  void packagesAreNullMarked() {
    assertThat(packages())
        .isNotEmpty()
        .filteredOn(folder -> !nullMarked(folder.resolve("package-info.java")))
        .isEmpty();
  }

  @Test
  @DisplayName(
      "a public type of a library says whether threads may share it, unless it is an enum or"
          + " thrown")
  void threadingIsStated() {
    assertThat(libraryTypes())
        .isNotEmpty()
        .filteredOn(file -> !THREADING.matcher(javadocOfType(file)).find())
        .isEmpty();
  }

  @Test
  @DisplayName("a file of more than 400 lines says at its top why it is 'over 400 lines'")
  void filesAreShort() {
    assertThat(Stream.of(MAIN, TEST).flatMap(folder -> House.sources(folder).stream()))
        .isNotEmpty()
        .filteredOn(file -> House.text(file).lines().count() > MOST_LINES)
        .filteredOn(file -> !House.text(file).toLowerCase(Locale.ROOT).contains("over 400 lines"))
        .isEmpty();
  }

  @Test
  @DisplayName("a module exports every package that is not internal and has a public type")
  void packagesAreExported() {
    List<Path> descriptors =
        House.modules().stream()
            .map(module -> module.resolve(MAIN).resolve("module-info.java"))
            .filter(Files::isRegularFile)
            .toList();

    assertThat(descriptors).isNotEmpty();
    for (Path descriptor : descriptors) {
      assertThat(exports(descriptor))
          .as(descriptor.toString())
          .containsExactlyInAnyOrderElementsOf(publicPackages(descriptor.getParent()));
    }
  }

  @Test
  @DisplayName("every module with code has tests, so that none escapes the floor of coverage")
  void modulesAreTested() {
    assertThat(House.modules())
        .isNotEmpty()
        .filteredOn(
            module -> House.files(module.resolve(MAIN)).stream().anyMatch(SourcesTest::code))
        .filteredOn(
            module -> House.files(module.resolve(TEST)).stream().noneMatch(SourcesTest::test))
        .isEmpty();
  }

  @Test
  @DisplayName("tests neither sleep nor mock, and keep to their package")
  void testsAreHonest() {
    assertThat(House.sources(TEST))
        .isNotEmpty()
        .filteredOn(file -> !file.endsWith("SourcesTest.java"))
        .filteredOn(file -> DISHONEST.matcher(House.text(file)).find())
        .isEmpty();
  }

  private static Set<Path> packages() {
    return House.sources(MAIN).stream()
        .filter(file -> !file.endsWith("module-info.java"))
        .map(Path::getParent)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean nullMarked(Path descriptor) {
    return Files.isRegularFile(descriptor) && House.text(descriptor).contains("@NullMarked");
  }

  private static List<Path> libraryTypes() {
    return House.sources(MAIN).stream()
        .filter(
            file ->
                !file.toString().contains("qoe-examples")
                    && !file.toString().contains("benchmarks"))
        .filter(file -> SHARED_TYPE.matcher(House.text(file)).find())
        .toList();
  }

  /** What stands between the imports and the type's own line. */
  private static String javadocOfType(Path file) {
    String text = House.text(file);
    Matcher type = SHARED_TYPE.matcher(text);
    assertThat(type.find()).isTrue();
    return text.substring(Math.max(0, text.lastIndexOf("/**", type.start())), type.start());
  }

  private static Set<String> exports(Path descriptor) {
    return EXPORT
        .matcher(House.text(descriptor))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> publicPackages(Path root) {
    return House.files(root).stream()
        .filter(file -> PUBLIC_TYPE.matcher(House.text(file)).find())
        .map(file -> root.relativize(file.getParent()).toString().replace('/', '.'))
        .filter(name -> !name.contains("internal"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean test(Path file) {
    return file.toString().endsWith("Test.java");
  }

  private static boolean code(Path file) {
    return !file.endsWith("package-info.java") && !file.endsWith("module-info.java");
  }
}
