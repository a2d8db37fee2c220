package dev.qoe.plugin.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.qoe.api.measure.Acceptance;
import dev.qoe.api.measure.Measurement;
import dev.qoe.api.network.ElementPath;
import dev.qoe.api.spi.Collector;
import dev.qoe.api.spi.Settings;
import dev.qoe.api.spi.Sink;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.FlakySink;
import dev.qoe.testkit.RecordingSink;
import dev.qoe.testkit.TestContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The file collector")
class FileCollectorTest {

  @TempDir private Path folder;
  @TempDir private Path scratch;
  private final RecordingSink sink = RecordingSink.accepting();
  private final Map<String, Object> settings = new HashMap<>();
  private TestContext context;
  private Collector collector;

  @BeforeEach
  void start() {
    settings.putAll(
        Map.of(
            "values", List.of(Map.of("field", "rtt", "kpi", "TRN_RTT", "unit", "ms")),
            "time", Map.of("field", "t", "format", "s")));
    restart();
  }

  @AfterEach
  void end() {
    collector.close();
    context.close();
  }

  /** As a new process with the same folder of its own. */
  private void restart() {
    if (collector != null) {
      end();
    }
    context = TestContext.in(scratch);
    FileCollectorFactory factory = new FileCollectorFactory();
    collector =
        factory.create(
            Settings.of("collector 'file'", factory.descriptor().settings(), settings), context);
  }

  private void with(String name, Object value) {
    settings.put(name, value);
    restart();
  }

  private void collect(String what, Sink to) throws Exception {
    collector.collect(Target.of(ElementPath.of("acme"), folder.resolve(what).toString()), to);
  }

  private List<Double> collect(String what) throws Exception {
    int before = sink.measurements().size();
    collect(what, sink);
    return sink.measurements().stream().skip(before).map(Measurement::value).toList();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private void append(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text, StandardOpenOption.APPEND);
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  @Test
  @DisplayName("reads what is new at each look, and goes on there after a restart")
  void tails() throws Exception {
    write("a.csv", "t,rtt\n1,10\n2,20\n3,3");
    assertThat(collect("a.csv")).as("the last line may still grow").containsExactly(10.0, 20.0);
    append("a.csv", "0\n4,40\n");
    assertThat(collect("a.csv")).containsExactly(30.0, 40.0);
    assertThat(collect("a.csv")).isEmpty();
    restart();
    append("a.csv", "5,50\n");
    assertThat(collect("a.csv")).containsExactly(50.0);
    assertThat(sink.rejects()).isEmpty();
  }

  @Test
  @DisplayName("follows a file that is renamed, and reads the new one of its name from the start")
  void rotation() throws Exception {
    Path file = write("a.csv", "t,rtt\n1,10\n");
    collect(".");
    append("a.csv", "2,20\n");
    Files.move(file, folder.resolve("a.csv.1"));
    write("a.csv", "t,rtt\n1,11\n");
    assertThat(collect(".")).containsExactlyInAnyOrder(11.0, 20.0);
    assertThat(collect(".")).isEmpty();
  }

  @Test
  @DisplayName(
      "reads a file that was truncated or replaced in place from its beginning, and says so")
  void truncation() throws Exception {
    write("a.csv", "t,rtt\n1,10\n2,20\n");
    collect("a.csv");
    write("a.csv", "t,rtt\n3,30\n");
    assertThat(collect("a.csv")).containsExactly(30.0);
    write("a.csv", "t,rtt\n4,40\n5,50\n6,60\n");
    assertThat(collect("a.csv")).containsExactly(40.0, 50.0, 60.0);
    assertThat(sink.rejectCounts()).containsOnly(Map.entry("replaced-file", 2));
    restart();
    assertThat(collect("a.csv")).isEmpty();
  }

  @Test
  @DisplayName("reads again after a restart what was not durable, and nothing that was")
  void exactlyOnce() throws Exception {
    write("a.csv", "t,rtt\n1,10\n");
    FlakySink late = FlakySink.of(1, 0, 0);
    collect("a.csv", late);
    append("a.csv", "2,20\n");
    collect("a.csv", late);
    assertThat(late.record().measurements()).as("nothing twice while it runs").hasSize(2);
    restart();
    assertThat(collect("a.csv")).as("never durable").containsExactly(10.0, 20.0);
    restart();
    assertThat(collect("a.csv")).isEmpty();
    append("a.csv", "3,30\n");
    FlakySink lost = FlakySink.of(1, 0, 0);
    collect("a.csv", lost);
    lost.answer(Acceptance.RETRY_LATER);
    assertThat(collect("a.csv")).as("could not be made durable").containsExactly(30.0);
  }

  @Test
  @DisplayName("unpacks gzip, and keeps what can be read of one that breaks off")
  void gzip() throws Exception {
    Files.write(folder.resolve("a.csv.gz"), packed("t,rtt\n1,10\n2,20"));
    assertThat(collect("a.csv.gz")).containsExactly(10.0, 20.0);
    assertThat(collect("a.csv.gz")).isEmpty();
    StringBuilder text = new StringBuilder("t,rtt\n");
    for (int i = 0; i < 50_000; i++) {
      text.append(i).append(',').append(i * 7919 % 1000).append('\n');
    }
    byte[] whole = packed(text.toString());
    Files.write(folder.resolve("b.csv.gz"), Arrays.copyOf(whole, whole.length / 2));
    assertThat(collect("b.csv.gz")).hasSizeGreaterThan(1_000);
    assertThat(sink.rejectCounts()).containsOnly(Map.entry("broken-gzip", 1));
  }

  @Test
  @DisplayName("reads JSON lines by paths, and rejects lines that are none")
  void jsonLines() throws Exception {
    settings.put("values", List.of(Map.of("path", "$.radio.rtt", "kpi", "TRN_RTT")));
    settings.put("element", "{target+}/{cell}");
    settings.put("fields", Map.of("cell", "$.cell"));
    with("time", Map.of("path", "$.t", "format", "ms"));
    write(
        "a.jsonl",
        """
        {"t":1000,"cell":"c1","radio":{"rtt":5}}
        nonsense
        [1]

        {"t":2000,"cell":"c2","radio":{"rtt":"6"}}
        {"t":2000,"cell":"../x","radio":{"rtt":"6"}}
        """);
    assertThat(collect("a.jsonl")).containsExactly(5.0, 6.0);
    assertThat(sink.measurements().get(1).element()).hasToString("acme/c2");
    assertThat(sink.rejectCounts()).isEqualTo(Map.of("not-json", 2, "bad-record", 1));
    assertThat(sink.rejects().get(0).place()).endsWith("a.jsonl:2");
  }

  @Test
  @DisplayName("reads quoted fields over several lines, other separators and encodings")
  void dialects() throws Exception {
    settings.put("separator", ";");
    with("encoding", "ISO-8859-1");
    Files.write(
        folder.resolve("a.csv"),
        "t;note;rtt\n1;\"two\nlines; Kölle\";10\n2;x;20\n".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(collect("a.csv")).containsExactly(10.0, 20.0);
  }

  @Test
  @DisplayName("rejects wrong encodings, long lines, missing columns and files that tell nothing")
  void badInput() throws Exception {
    with("max-line", 100);
    Files.write(
        folder.resolve("a.csv"),
        ("\ufefft,rtt\n1,10\n2," + "x".repeat(200) + "\n3,30\n").getBytes(StandardCharsets.UTF_8));
    assertThat(collect("a.csv")).containsExactly(10.0, 30.0);
    Files.write(folder.resolve("b.csv"), new byte[] {'t', ',', 'r', 't', 't', '\n', -1, ',', '\n'});
    assertThat(collect("b.csv")).isEmpty();
    write("c.csv", "time,delay\n1,2\n");
    assertThat(collect("c.csv")).isEmpty();
    write("d.csv", "t,rtt\n1,\n2,\n");
    assertThat(collect("d.csv")).isEmpty();
    write("e.csv", "");
    assertThat(collect("e.csv")).isEmpty();
    assertThat(sink.rejectCounts())
        .isEqualTo(
            Map.of(
                "line-too-long", 1, "wrong-encoding", 1, "missing-column", 1, "nothing-found", 1));
  }

  @Test
  @DisplayName("a line of gigabytes needs no memory")
  void endlessLine() throws Exception {
    long gigabytes = 3_000_000_000L;
    InputStream endless =
        new InputStream() {
          private long left = gigabytes;

          @Override
          public int read() {
            return left-- > 0 ? 'x' : -1;
          }

          @Override
          public int read(byte[] bytes, int from, int size) {
            int count = (int) Math.min(size, left);
            left -= count;
            return count == 0 ? -1 : count;
          }
        };
    LineReader lines = new LineReader(endless, 1_000);
    assertThat(lines.next()).isTrue();
    LineReader.Line line = lines.line();
    assertThat(line.length()).isEqualTo(gigabytes);
    assertThat(line.bytes()).isEmpty();
    assertThat(line.ended()).isFalse();
    assertThat(new LineReader(new ByteArrayInputStream(new byte[0]), 9).next()).isFalse();
  }

  @Test
  @DisplayName("moves files that are done out of the way, and leaves alone what is still written")
  void pickup() throws Exception {
    Path done = folder.resolve("done");
    settings.put("follow", false);
    with("move-to", done.toString());
    write("a.csv", "t,rtt\n1,10\n2,20");
    write("b.csv.part", "t,rtt\n3,30\n");
    write(".c.csv", "t,rtt\n4,40\n");
    assertThat(collect("*.csv")).containsExactly(10.0, 20.0);
    assertThat(done.resolve("a.csv")).exists();
    assertThat(folder.resolve("a.csv")).doesNotExist();
    write("a.csv", "t,rtt\n5,50\n");
    assertThat(collect(".")).containsExactly(50.0);
    assertThat(done.resolve("a.csv.1")).exists();
    assertThat(folder.resolve("b.csv.part")).exists();
    assertThat(context.progress()).isNotEmpty();
  }

  @Test
  @DisplayName("refuses elements outside its target, and targets that are not there")
  void foreign() throws Exception {
    with("element", "other/x");
    write("a.csv", "t,rtt\n1,10\n");
    assertThat(collect("a.csv")).isEmpty();
    assertThat(sink.rejectCounts()).containsEntry("foreign-element", 1);
    for (String gone : List.of("b.csv", "nowhere/*.csv")) {
      assertThatThrownBy(() -> collect(gone)).hasMessageContaining("it is not there");
    }
  }
}
