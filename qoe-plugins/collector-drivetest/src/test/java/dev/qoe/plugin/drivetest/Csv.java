package dev.qoe.plugin.drivetest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** A drive test written for a test. Confine to one thread. */
final class Csv {

  static final String HEADER =
      "Timestamp,Longitude,Latitude,Speed,Operatorname,CellID,NetworkMode,RSRP,RSRQ,SNR,CQI,RSSI,"
          + "DL_bitrate,UL_bitrate,State,PINGAVG,PINGMIN,PINGMAX,PINGSTDEV,PINGLOSS,CELLHEX,NODEHEX,"
          + "LACHEX,RAWCELLID,NRxRSRP,NRxRSRQ";
  static final String LTE_CELL = "10805003";
  static final String UMTS_CELL = "19736841";

  private final List<String> lines = new ArrayList<>(List.of(HEADER));

  /** Adds an LTE sample at 15:00 and {@code second}, with these fields instead of the usual. */
  Csv sample(int second, String... namesAndValues) {
    Map<String, String> row = new LinkedHashMap<>();
    Arrays.stream(HEADER.split(",", -1)).forEach(name -> row.put(name, "-"));
    row.put("Timestamp", "2020.02.13_15.%02d.%02d".formatted(second / 60, second % 60));
    row.putAll(
        Map.of(
            "Longitude", "-8.4",
            "Latitude", "51.9",
            "Speed", "30",
            "NetworkMode", "LTE",
            "RSRP", "-93",
            "DL_bitrate", "5000",
            "UL_bitrate", "200",
            "State", "D",
            "LACHEX", "9CBA",
            "RAWCELLID", LTE_CELL));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    lines.add(String.join(",", row.values()));
    return this;
  }

  /** Adds a sample of the 3G cell. */
  Csv umts(int second, String... namesAndValues) {
    List<String> all =
        new ArrayList<>(List.of("NetworkMode", "HSPA+", "LACHEX", "75AA", "RAWCELLID", UMTS_CELL));
    all.addAll(List.of(namesAndValues));
    return sample(second, all.toArray(String[]::new));
  }

  /** Adds the result of pings. */
  Csv ping(int second, String mean, String loss, String... namesAndValues) {
    List<String> all = new ArrayList<>(List.of("PINGAVG", mean, "PINGLOSS", loss));
    all.addAll(List.of(namesAndValues));
    return sample(second, all.toArray(String[]::new));
  }

  /** Adds a line as it is. */
  Csv line(String line) {
    lines.add(line);
    return this;
  }

  /** Returns it without those columns. */
  String without(String... names) {
    List<String> header = List.of(HEADER.split(",", -1));
    List<Integer> left = Arrays.stream(names).map(header::indexOf).toList();
    return lines.stream()
        .map(
            line -> {
              List<String> fields = List.of(line.split(",", -1));
              List<String> kept = new ArrayList<>();
              for (int i = 0; i < fields.size(); i++) {
                if (!left.contains(i)) {
                  kept.add(fields.get(i));
                }
              }
              return String.join(",", kept);
            })
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Override
  public String toString() {
    return String.join("\n", lines) + "\n";
  }

  /** Writes it to a file, making the folders above. */
  Path writeTo(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    return Files.writeString(file, toString());
  }

  /** Returns {@code text} compressed. */
  static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }
}
