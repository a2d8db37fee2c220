package dev.qoe.core.service.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every forest here is made up; none of its numbers comes from the Recommendation's. */
@DisplayName("A forest")
class ForestTest {

  /** Splits at 100 s of media, and the short ones at 2.5 stalls. */
  private static final String TREE =
      """
      node,feature,threshold,left,right
      0,13,100,1,2
      2,-1,%1$s,-1,-1
      1,0,2.5,3,4
      3,-1,4.5,-1,-1
      4,-1,2.0,-1,-1
      """;

  @TempDir Path folder;

  @BeforeEach
  void plant() throws IOException {
    for (int tree = 1; tree <= Forest.TREES; tree++) {
      write(tree, TREE.formatted(1 + tree / 10.0));
    }
  }

  private void write(int tree, String rows) throws IOException {
    Files.writeString(folder.resolve("tree" + tree + ".csv"), rows);
  }

  @Test
  @DisplayName("goes left below the threshold, right at it, and averages the leaves")
  void walks() {
    Forest forest = Forest.load(folder);
    assertThat(forest.predict(features(99.9, 2))).isEqualTo(4.5);
    assertThat(forest.predict(features(99.9, 2.5))).isEqualTo(2.0);
    assertThat(forest.predict(features(100, 0))).isCloseTo(1 + 10.5 / 10, within(1e-12));
    assertThat(forest).hasToString("forest of 20 trees, 100 nodes");
  }

  private static double[] features(double seconds, double stalls) {
    double[] features = new double[ForestFeatures.COUNT];
    features[0] = stalls;
    features[13] = seconds;
    return features;
  }

  @Test
  @DisplayName("makes a quarter of O46, and the explanation shows its part")
  void mixes() {
    VideoSession session =
        VideoSession.builder()
            .video(
                VideoSegment.builder()
                    .durationSeconds(60)
                    .resolution(1280, 720)
                    .kilobitsPerSecond(2000)
                    .framesPerSecond(25)
                    .build())
            .stall(30, 2)
            .build();
    P1203Result without = P1203.parametric().score(session);
    P1203Result with = P1203.withForest(Forest.load(folder)).score(session);
    double before = (without.mos() - 0.02833052) / 0.98117059;
    assertThat(with.variant()).isEqualTo(Variant.P1203_FULL);
    assertThat(with.o46Parametric()).isEqualTo(without.mos());
    assertThat(with.mos())
        .isEqualTo(with.o46().orElseThrow())
        .isCloseTo(0.02833052 + 0.98117059 * (0.75 * before + 0.25 * 4.5), within(1e-12));
    assertThat(with.terms()).containsEntry("RF", 4.5).containsEntry("O46", with.mos());
    assertThat(with.explanation()).anyMatch(step -> step.term().equals("RF"));
    assertThat(with.nativeScore().name()).isEqualTo("O46");
  }

  @Test
  @DisplayName("gives the JSON model its O46")
  void json() {
    ObjectNode input = P1203Vectors.read("mode0").get(0).input();
    ObjectNode result = VideoJsonModels.p1203(folder).score(input);
    assertThat(result.path("O46").doubleValue()).isEqualTo(result.path("mos").doubleValue());
    assertThat(result.path("variant").asText()).endsWith("FULL");
    assertThat(VideoJsonModels.p1203().score(input).has("O46")).isFalse();
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          0,14,1,1,2             | line 1: feature must be -1 (a leaf) to 13: 14
          0,-1,1,1,-1            | line 1: left must be -1 in a leaf: 1
          0,1,x,1,2              | line 1: threshold must be a number: 'x'
          0,1,NaN,1,2            | line 1: threshold must be finite: 'NaN'
          0.5,-1,1,-1,-1         | line 1: node must be a whole number: '0.5'
          0,-1,1,-1              | line 1: must have 5 fields
          1,-1,1,-1,-1           | line 1: node must be 0 to 0: 1
          0,1,1,1,1;1,-1,1,-1,-1 | line 1: right must be a node that has no parent yet: 1
          0,1,1,1,2;1,-1,1,-1,-1 | line 1: right must be 1 to 1: 2
          0,1,1,0,1;1,-1,1,-1,-1 | line 1: left must be 1 to 1: 0
          0,-1,1,-1,-1;0,-1,1,-1,-1 | line 2: node must be a node that was not there before: 0
          0,-1,1,-1,-1;1,1,1,2,3;2,1,1,1,4;3,-1,1,-1,-1;4,-1,1,-1,-1 | line 2: node must be reached from node 0: 1
          ''                     | is empty: rows are node,feature,threshold,left,right
          """)
  @DisplayName("refuses a file that is no tree, and names file, line and rule")
  void refuses(String rows, String message) throws IOException {
    write(7, rows.replace(';', '\n'));
    assertThatThrownBy(() -> Forest.load(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tree7.csv")
        .hasMessageContaining(message);
  }

  @Test
  @DisplayName("refuses a folder that is none, or holds not twenty trees")
  void refusesFolder() throws IOException {
    Files.delete(folder.resolve("tree20.csv"));
    assertThatThrownBy(() -> Forest.load(folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("20 CSV files", "it holds 19");
    assertThatThrownBy(() -> Forest.load(folder.resolve("none")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("none", "folder");
  }
}
