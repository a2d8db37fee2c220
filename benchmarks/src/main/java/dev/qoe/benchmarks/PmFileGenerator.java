package dev.qoe.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/** Writes performance files of TS 32.435 of any length, by a seed. */
final class PmFileGenerator {

  private static final int CELLS = 200;
  private static final String[] COUNTERS = {
    "RRC.ConnEstabAtt.mo-Data",
    "RRC.ConnEstabAtt.mt-Access",
    "RRC.ConnEstabSucc.mo-Data",
    "RRC.ConnEstabSucc.mt-Access",
    "RRC.ConnMean",
    "RRU.PrbTotDl",
    "RRU.PrbTotUl",
    "DRB.UEThpDl",
    "DRB.UEThpUl",
    "DRB.EstabAtt.9",
    "DRB.EstabSucc.9",
    "MM.HoPrepInterReq",
    "MM.HoExeInterSucc",
    "MM.HoExeIntraReq",
    "MM.HoExeIntraSucc",
    "pmOther1",
    "pmOther2",
    "pmOther3",
    "pmOther4",
    "pmOther5",
    "pmOther6",
    "pmOther7",
    "pmOther8",
    "pmOther9"
  };

  private PmFileGenerator() {}

  /** Writes a file of at least so many bytes; returns how many values it holds. */
  static long write(Path file, long bytes, long seed) throws IOException {
    SplittableRandom random = new SplittableRandom(seed);
    long values = 0;
    long written = 0;
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      out.write(
          "<?xml version=\"1.0\"?>\n"
              + "<measCollecFile"
              + " xmlns=\"http://www.3gpp.org/ftp/specs/archive/32_series/32.435#measCollec\">\n"
              + "<fileHeader fileFormatVersion=\"32.435 V10.0\"><fileSender"
              + " localDn=\"SubNetwork=1\"/><measCollec"
              + " beginTime=\"2026-01-01T00:00:00Z\"/></fileHeader>\n");
      for (int element = 0; written < bytes; element++) {
        String text = element(element, random);
        values += (long) CELLS * COUNTERS.length;
        written += text.length();
        out.write(text);
      }
      out.write(
          "<fileFooter><measCollec"
              + " endTime=\"2026-01-01T00:15:00Z\"/></fileFooter></measCollecFile>\n");
    }
    return values;
  }

  private static String element(int element, SplittableRandom random) {
    StringBuilder text = new StringBuilder(200_000);
    text.append("<measData><managedElement localDn=\"ManagedElement=")
        .append(element)
        .append(
            "\"/>\n"
                + "<measInfo measInfoId=\"cells\"><granPeriod duration=\"PT900S\""
                + " endTime=\"2026-01-01T00:15:00Z\"/>\n");
    for (int p = 0; p < COUNTERS.length; p++) {
      text.append("<measType p=\"").append(p + 1).append("\">").append(COUNTERS[p]);
      text.append("</measType>\n");
    }
    for (int cell = 0; cell < CELLS; cell++) {
      text.append("<measValue measObjLdn=\"GNBDUFunction=1,NRCellDU=").append(cell).append("\">\n");
      for (int p = 0; p < COUNTERS.length; p++) {
        text.append("  <r p=\"").append(p + 1).append("\">").append(random.nextInt(100_000));
        text.append("</r>\n");
      }
      text.append("</measValue>\n");
    }
    return text.append("</measInfo></measData>\n").toString();
  }
}
