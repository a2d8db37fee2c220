package dev.qoe.examples.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a run of the command line left behind.
 *
 * @param exit its exit code
 * @param out the lines on stdout
 * @param err all on stderr
 */
record Run(int exit, List<String> out, String err) {

  /** Runs the command line with nothing on stdin. */
  static Run of(String... args) {
    return fed("", args);
  }

  /** Runs the command line with a text on stdin. */
  static Run fed(String stdin, String... args) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    return run(stdin, read, read, args);
  }

  /** Runs the command line while somebody reads stdout, who goes away once something comes. */
  static Run readOnce(String... args) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            read.write(bytes, from, length);
            throw new IOException("nobody reads any more");
          }
        };
    return run("", out, read, args);
  }

  private static Run run(
      String stdin, OutputStream to, ByteArrayOutputStream outBytes, String... args) {
    InputStream in = System.in;
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
    System.setIn(new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)));
    System.setOut(new PrintStream(to, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
    int exit;
    try {
      exit = Main.run(args);
    } finally {
      System.setIn(in);
      System.setOut(out);
      System.setErr(err);
    }
    return new Run(
        exit,
        outBytes.toString(StandardCharsets.UTF_8).lines().toList(),
        errBytes.toString(StandardCharsets.UTF_8));
  }
}
