package dev.qoe.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A report as JSON")
class ReportJsonTest {

  @Test
  @DisplayName("is what the golden file says, byte for byte, each time")
  void golden() throws IOException {
    String golden;
    try (InputStream file = ReportJsonTest.class.getResourceAsStream("report.golden.json")) {
      assertThat(file).isNotNull();
      golden = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(written()).isEqualTo(golden).isEqualTo(written());
  }

  private static String written() throws IOException {
    StringWriter out = new StringWriter();
    ReportJson.write(Samples.REPORT, out);
    return out.toString();
  }
}
