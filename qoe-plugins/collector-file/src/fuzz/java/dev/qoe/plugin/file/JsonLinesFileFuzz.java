package dev.qoe.plugin.file;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;

/** A file of JSON lines of any bytes ends in measurements or in records that are rejected. */
class JsonLinesFileFuzz {

  private static final RecordFuzz RECORDS = new RecordFuzz(Options.Format.JSONL);

  @FuzzTest(maxDuration = "60s")
  void file(byte[] bytes) throws IOException, InterruptedException {
    RECORDS.read(bytes);
  }
}
