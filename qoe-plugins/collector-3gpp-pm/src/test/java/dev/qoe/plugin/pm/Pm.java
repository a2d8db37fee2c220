package dev.qoe.plugin.pm;

import java.util.Locale;

/** Writes performance files for tests. */
final class Pm {

  private static final String HEAD =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <measCollecFile xmlns="http://www.3gpp.org/ftp/specs/archive/32_series/32.435#measCollec">
      <fileHeader fileFormatVersion="32.435 V10.0" vendorName="V" dnPrefix="DC=x">
      <fileSender localDn="ManagedElement=G1"/><measCollec beginTime="2026-01-01T00:00:00Z"/>
      </fileHeader>
      <measData><managedElement localDn="ManagedElement=G1"/>
      """;
  private static final String FOOT =
      "</measData><fileFooter><measCollec endTime=\"%s\"/></fileFooter></measCollecFile>\n";

  private final StringBuilder body = new StringBuilder();
  private final String end;

  private Pm(String end) {
    this.end = end;
  }

  /** Begins a file of a quarter of an hour that ends then, for example 00:15. */
  static Pm until(String hour) {
    return new Pm("2026-01-01T%s:00Z".formatted(hour));
  }

  /** Adds a group of counters, its names separated by blanks. */
  Pm group(String id, String counters) {
    if (body.length() > 0) {
      body.append("</measInfo>");
    }
    body.append(
        "<measInfo measInfoId=\"%s\"><granPeriod duration=\"PT900S\" endTime=\"%s\"/>"
            .formatted(id, end));
    int p = 0;
    for (String counter : counters.split(" ", -1)) {
      body.append("<measType p=\"%d\">%s</measType>".formatted(++p, counter));
    }
    return this;
  }

  /** Adds an object; values are separated by semicolons and come in reverse order. */
  Pm object(String ldn, String values) {
    return object(ldn, values, "");
  }

  Pm suspect(String ldn, String values) {
    return object(ldn, values, "<suspect>true</suspect>");
  }

  private Pm object(String ldn, String values, String more) {
    String[] all = values.split(";", -1);
    body.append("<measValue measObjLdn=\"%s\">".formatted(ldn));
    for (int p = all.length; p > 0; p--) {
      body.append(String.format(Locale.ROOT, "<r p=\"%d\">%s</r>", p, all[p - 1]));
    }
    body.append(more).append("</measValue>\n");
    return this;
  }

  /** Adds what stands there. */
  Pm raw(String xml) {
    body.append(xml);
    return this;
  }

  /** Returns the file. */
  String xml() {
    return HEAD + body + "</measInfo>" + FOOT.formatted(end);
  }
}
