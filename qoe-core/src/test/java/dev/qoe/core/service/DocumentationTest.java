package dev.qoe.core.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The models' documentation")
class DocumentationTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Path TESTS = Path.of("src", "test", "java");
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  @DisplayName("quotes every example from a test")
  void examples() {
    String tests =
        files(TESTS).stream()
            .filter(file -> file.toString().endsWith("Test.java"))
            .map(file -> flat(read(file)))
            .collect(Collectors.joining("\n"));
    List<Path> documents = files(DOCS.resolve("models"));
    assertThat(documents).hasSize(8);
    for (Path document : documents) {
      List<String> examples =
          JAVA.matcher(read(document)).results().map(MatchResult::group).toList();
      assertThat(examples).as("%s", document).isNotEmpty();
      for (String example : examples) {
        String code = example.substring("```java\n".length(), example.length() - 3);
        assertThat(tests.contains(flat(code))).as("%s: %s", document, code).isTrue();
      }
    }
    JAVA.matcher(read(DOCS.resolve("models.md")))
        .results()
        .forEach(
            example ->
                assertThat(tests.contains(flat(example.group(1)))).as(example.group(1)).isTrue());
  }

  @Test
  @DisplayName("lists every document in its index")
  void index() {
    String index = read(DOCS.resolve("models.md"));
    for (Path document : files(DOCS.resolve("models"))) {
      assertThat(index).contains("(models/" + document.getFileName() + ")");
    }
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
