package dev.qoe.plugin.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("a file that is spoilt gives values and mistakes that are counted:")
@Timeout(120)
class SpoiledFileTest {

  private static final long SEED = 20_261_121;
  private static final int FILES = 300;
  private static final String CSV =
      """
      t,cell,rtt,note
      1767225600,a,20.5,"said ""so"", they"
      1767225601,b,3,"two
      lines"
      1767225602,c,,x
      """;
  private static final String LINES =
      """
      {"t":1767225600,"cell":"a","rtt":20.5}
      {"t":1767225601,"cell":"b","rtt":null,"more":[1,{"x":"y"}]}
      {"t":1767225602,"cell":"c","rtt":3}
      """;

  @TempDir private Path folder;
  @TempDir private Path scratch;

  private RecordingSink collect(Map<String, ?> more) throws Exception {
    Map<String, Object> settings = new HashMap<>();
    settings.put("values", List.of(Map.of("field", "rtt", "kpi", "TRN_RTT", "unit", "ms")));
    settings.put("time", Map.of("field", "t", "format", "s"));
    settings.put("element", "{target+}/{cell}");
    settings.put("fields", Map.of("cell", "cell"));
    settings.put("follow", false);
    settings.putAll(more);
    RecordingSink sink = RecordingSink.accepting();
    FileCollectorFactory factory = new FileCollectorFactory();
    try (TestContext context = TestContext.in(scratch);
        Collector collector =
            factory.create(
                Settings.of("collector 'file'", factory.descriptor().settings(), settings),
                context)) {
      collector.collect(Target.of(ElementPath.of("acme"), folder.toString()), sink);
    }
    return sink;
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name), text);
  }

  @ParameterizedTest
  @CsvSource({"csv", "jsonl"})
  @DisplayName("by chance")
  void byChance(String form) throws Exception {
    String good = form.equals("csv") ? CSV : LINES;
    for (long seed = SEED; seed < SEED + FILES; seed++) {
      byte[] bytes = new Spoiler(new Random(seed)).spoil(good);
      Files.write(folder.resolve("seed-%d.%s".formatted(seed, form)), bytes);
    }
    RecordingSink sink = collect(Map.of("max-line", 20_000));
    assertThat(sink.measurements()).hasSizeGreaterThan(FILES / 2);
    assertThat(sink.rejects()).hasSizeGreaterThan(FILES / 4);
    for (Measurement measurement : sink.measurements()) {
      assertThat(measurement.value()).isFinite();
      assertThat(measurement.element().text()).startsWith("acme/");
    }
    for (RecordingSink.Reject reject : sink.rejects()) {
      assertThat(reject.place()).contains("seed-");
      assertThat(reject.detail()).as("%s", reject.place()).hasSizeLessThan(25_000);
    }
  }

  @Test
  @DisplayName("a quote within a field is one of its characters, and no line behind it is lost")
  void quoteWithin() throws Exception {
    write("a.csv", "t,cell,note,rtt\n1,a,5\" pipe,1\n2,b,x,2\n3,c,\"y \"\"z\",3\n4,d,6\",4\n");
    RecordingSink sink = collect(Map.of());
    assertThat(sink.measurements())
        .extracting(Measurement::value)
        .containsExactly(1.0, 2.0, 3.0, 4.0);
    assertThat(sink.rejects()).isEmpty();
  }

  @Test
  @DisplayName("a quote that is never closed is told with the lines that it takes")
  void openQuote() throws Exception {
    write("a.csv", "t,cell,rtt,note\n1,a,1,x\n2,b,2,\"open\n3,c,3,x\n4,d,4,y");
    RecordingSink sink = collect(Map.of());
    assertThat(sink.measurements()).extracting(Measurement::value).containsExactly(1.0);
    assertThat(sink.rejects())
        .singleElement()
        .satisfies(
            reject -> {
              assertThat(reject.reason()).isEqualTo("open-quote");
              assertThat(reject.place()).endsWith("a.csv:3");
              assertThat(reject.detail()).contains("lines 3 to 5");
            });
  }

  @Test
  @DisplayName("a megabyte of lines within an open quote is read once, not once a line")
  void longQuote() throws Exception {
    write("a.csv", "t,cell,rtt,note\n1,a,1,\"" + "x\n".repeat(700_000) + "2,b,2,y\n");
    RecordingSink sink = collect(Map.of());
    assertThat(sink.rejectCounts()).containsEntry("open-quote", 1);
    assertThat(sink.measurements()).extracting(Measurement::value).containsExactly(2.0);
  }

  @Test
  @DisplayName("a line of two JSON documents is none")
  void twoDocuments() throws Exception {
    write("a.jsonl", "{\"t\":1,\"cell\":\"a\",\"rtt\":1} {\"t\":2,\"cell\":\"a\",\"rtt\":2}\n");
    assertThat(collect(Map.of()).rejectCounts()).containsEntry("not-json", 1);
  }
}
