package dev.qoe.core.service.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Benchmark profile files")
class BenchmarkProfileTest {

  @TempDir private Path folder;

  @Test
  @DisplayName("a file of the user's becomes a profile")
  void read() throws IOException {
    BenchmarkProfile profile =
        BenchmarkProfile.read(
            file(
                "{'name': 'ours', 'version': '3', 'source': 'us', 'maximumPoints': 100, 'groups': ["
                    + "{'name': 'web', 'weight': 1, 'kpis': ["
                    + "{'code': 'load_time', 'unit': 's', 'bad': 6, 'good': 1, 'weight': 2}]}]}"));
    assertThat(profile.name()).isEqualTo("ours");
    assertThat(profile.kpis().get(0).share(3.5)).isEqualTo(0.5);
  }

  @Test
  @DisplayName("all mistakes of a file are told at once, each with place and rule")
  void allMistakes() throws IOException {
    Path file =
        file(
            "{'name': ' ', 'version': '1', 'source': 'us', 'maximumPoints': 0, 'colour': 'red',"
                + " 'groups': [{'name': 'web', 'weight': -1, 'kpis': ["
                + "{'code': 'a', 'unit': 's', 'bad': 1, 'good': 1, 'weight': 1},"
                + "{'code': 'a', 'unit': 's', 'bad': 'x', 'weight': 1, 'certainty': 'sure'}]},"
                + "{'name': 'empty', 'weight': 1}, 5]}");
    InvalidProfileException e =
        catchThrowableOfType(InvalidProfileException.class, () -> BenchmarkProfile.read(file));
    assertThat(e.problems())
        .containsExactlyInAnyOrder(
            "profile: unknown field 'colour'; known are"
                + " [groups, maximumPoints, name, source, version]",
            "profile: 'name' must be a text that is not blank",
            "profile: 'maximumPoints' must be > 0: 0",
            "groups[0]: 'weight' must be > 0: -1",
            "groups[0].kpis[0]: 'bad' and 'good' must differ: 1",
            "groups[0].kpis[1]: KPI a is at groups[0].kpis[0] already",
            "groups[0].kpis[1]: 'bad' must be a finite number: \"x\"",
            "groups[0].kpis[1]: 'good' must be a finite number: it is missing",
            "groups[0].kpis[1]: 'certainty' must be one of"
                + " [confirmed, single_source, recalled, engineering]: \"sure\"",
            "groups[1]: needs 'kpis' or 'groups' that are not empty",
            "groups[2]: must be an object: 5");
    assertThat(e).hasMessageContaining("profile.json").hasMessageContaining("colour");
  }

  @Test
  @DisplayName("what is no JSON, or no profile, is refused as such")
  void noProfile() throws IOException {
    Path text = file("{'name': ");
    assertThatThrownBy(() -> BenchmarkProfile.read(text))
        .isInstanceOf(InvalidProfileException.class)
        .hasMessageContaining("not JSON");
    Path array = file("[]");
    assertThatThrownBy(() -> BenchmarkProfile.read(array))
        .hasMessageContaining("profile: must be an object: []");
    assertThatThrownBy(() -> BenchmarkProfile.read(folder.resolve("missing.json")))
        .isInstanceOf(IOException.class);
  }

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("profile.json"), json.replace('\'', '"'));
  }
}
