package dev.qoe.plugin.pm;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads performance files of 3GPP TS 32.435 ({@code measCollecFile}) and TS 28.532 and TS 28.550
 * ({@code measDataFile}) as a stream.
 *
 * <p>Elements are told by their local names, whatever their name space. A file without a header, or
 * with values of no managed element, is refused; a value that cannot be read is told as bad and
 * left out. Confine to one thread.
 *
 * <p>It is over 400 lines because one pass holds all of the form's grammar.
 */
final class PmReader {

  private static final String COLLECTION = "measCollecFile";
  private static final String DATA = "measDataFile";

  /** The number of a counter within its group may be so high. */
  private static final int HIGHEST_P = 1 << 16;

  private final String name;
  private final XmlCursor xml;
  private final PmTimes times;
  private final PmHandler handler;
  private final PmObject object = new PmObject();

  // What is known of the current group.
  private final List<String> counters = new ArrayList<>();
  private int[] slots = new int[64];
  private boolean byList;
  private String id = "";
  private String job = "";
  private @Nullable Instant end;
  private boolean period;
  private double seconds;
  private long groupLine;
  private boolean told;

  private PmReader(String name, XmlCursor xml, PmTimes times, PmHandler handler) {
    this.name = name;
    this.xml = xml;
    this.times = times;
    this.handler = handler;
  }

  /**
   * Tells all that a file holds to {@code handler}.
   *
   * @param name what the file is called in messages
   * @param in its bytes, unpacked
   * @param most how many bytes it may have
   * @throws PmException if it cannot be read; the message begins with the file and the line
   */
  static void read(String name, InputStream in, long most, PmTimes times, PmHandler handler)
      throws PmException, InterruptedException {
    try (XmlCursor xml = XmlCursor.open(name, in, most)) {
      new PmReader(name, xml, times, handler).file();
    }
  }

  private void file() throws PmException, InterruptedException {
    xml.toRoot();
    String root = xml.element();
    if (!root.equals(COLLECTION) && !root.equals(DATA)) {
      throw xml.at(
          "the root element must be %s (TS 32.435) or %s (TS 28.532): '%s'%s"
              .formatted(COLLECTION, DATA, root, root.equals("mdc") ? OLD_FORM : ""));
    }
    boolean header = false;
    boolean footer = false;
    while (xml.toChild()) {
      switch (xml.element()) {
        case "fileHeader" -> {
          header();
          header = true;
        }
        case "measData" -> {
          if (!header) {
            throw noHeader();
          }
          data();
        }
        case "fileFooter" -> {
          footer();
          footer = true;
        }
        default -> xml.skip();
      }
    }
    if (!header) {
      throw noHeader();
    }
    long line = xml.line();
    xml.toEnd();
    if (!footer) {
      handler.bad("no-footer", line, "the file has no fileFooter: it may not be whole");
    }
  }

  private static final String OLD_FORM = " is the form of TS 32.401 by DTD, which is not read";

  private PmException noHeader() {
    return xml.at("there is no fileHeader before the measurements: whose file it is, is not known");
  }

  // ---- header and footer ------------------------------------------------------------------------

  private void header() throws PmException, InterruptedException {
    String format = xml.attributeOr("fileFormatVersion");
    String vendor = xml.attributeOr("vendorName");
    String prefix = xml.attributeOr("dnPrefix");
    String sender = "";
    Instant begin = null;
    while (xml.toChild()) {
      switch (xml.element()) {
        case "fileSender" -> {
          String dn = xml.attributeOr("localDn");
          sender = dn.isEmpty() ? xml.attributeOr("senderName") : dn;
        }
        case "measCollec", "measData" -> begin = time("beginTime");
        default -> {
          // what vendors add is theirs
        }
      }
      xml.skip();
    }
    handler.header(new PmHeader(format, vendor, prefix, sender, begin));
  }

  private void footer() throws PmException, InterruptedException {
    Instant last = null;
    while (xml.toChild()) {
      if (xml.element().equals("measCollec") || xml.element().equals("measData")) {
        last = time("endTime");
      }
      xml.skip();
    }
    handler.footer(last);
  }

  private @Nullable Instant time(String attribute) throws PmException {
    String text = xml.attributeOr(attribute);
    Optional<Instant> time = times.time(text);
    if (time.isEmpty()) {
      handler.bad("bad-time", xml.line(), "%s is no time: '%s'".formatted(attribute, text));
    }
    return time.orElse(null);
  }

  // ---- measurements of a managed element --------------------------------------------------------

  private void data() throws PmException, InterruptedException {
    boolean element = false;
    while (xml.toChild()) {
      switch (xml.element()) {
        case "managedElement", "measEntity", "measuredEntity" -> {
          handler.element(xml.attributeOr("localDn"));
          element = true;
          xml.skip();
        }
        case "measInfo" -> {
          if (!element) {
            throw xml.at(
                "measInfo stands without a managedElement (TS 32.435) or measEntity (TS 28.532)"
                    + " before it: whose values they are, is not known");
          }
          group();
        }
        default -> xml.skip();
      }
    }
    handler.elementEnd();
  }

  private void group() throws PmException, InterruptedException {
    id = xml.attributeOr("measInfoId");
    job = "";
    end = null;
    period = false;
    seconds = Double.NaN;
    groupLine = xml.line();
    told = false;
    byList = false;
    counters.clear();
    Arrays.fill(slots, -1);
    while (xml.toChild()) {
      switch (xml.element()) {
        case "job" -> {
          job = xml.attributeOr("jobId");
          xml.skip();
        }
        case "granPeriod" -> period();
        case "measTypes" -> types();
        case "measType" -> type();
        case "measValue" -> object();
        default -> xml.skip();
      }
    }
  }

  private void period() throws PmException {
    period = true;
    end = time("endTime");
    String duration = xml.attributeOr("duration");
    seconds = times.seconds(duration);
    if (Double.isNaN(seconds)) {
      handler.bad(
          "bad-duration",
          xml.line(),
          "duration of a granPeriod is none: '%s' (example: PT900S); what needs it is left out"
              .formatted(duration));
    }
    xml.skip();
  }

  private void types() throws PmException {
    byList = true;
    xml.readText();
    for (String counter : xml.text().split("\\s+", -1)) {
      if (!counter.isEmpty()) {
        add(counter, counters.size() + 1);
      }
    }
  }

  private void type() throws PmException {
    int p = p();
    long line = xml.line();
    xml.readText();
    String counter = xml.text();
    if (p < 0) {
      handler.bad("bad-p", line, "measType '%s' has no number p from 1".formatted(counter));
    } else if (counter.isEmpty()) {
      handler.bad("no-name", line, "measType p=\"%d\" is empty".formatted(p));
    } else if (slot(p) >= 0) {
      handler.bad("repeated-p", line, "measType p=\"%d\" is there already".formatted(p));
    } else {
      add(counter, p);
    }
  }

  private void add(String counter, int p) {
    if (p >= slots.length) {
      int old = slots.length;
      slots = Arrays.copyOf(slots, Math.max(2 * old, p + 1));
      Arrays.fill(slots, old, slots.length, -1);
    }
    slots[p] = counters.size();
    counters.add(counter);
  }

  private int slot(int p) {
    return p < slots.length ? slots[p] : -1;
  }

  /** Returns the number p of the current element; -1 if it has none that can be. */
  private int p() throws PmException {
    String text = xml.attribute("p");
    if (text == null) {
      return -1;
    }
    int p = 0;
    String digits = text.strip();
    for (int i = 0; i < digits.length(); i++) {
      char digit = digits.charAt(i);
      p = 10 * p + (digit - '0');
      if (digit < '0' || digit > '9' || p > HIGHEST_P) {
        return -1;
      }
    }
    return p == 0 ? -1 : p;
  }

  // ---- values of an object ----------------------------------------------------------------------

  private void object() throws PmException, InterruptedException {
    String ldn = xml.attributeOr("measObjLdn");
    long line = xml.line();
    boolean usable = announce(line);
    object.begin(ldn, line, counters.size());
    while (xml.toChild()) {
      switch (xml.element()) {
        case "r" -> value();
        case "measResults" -> usable &= values();
        case "suspect" -> suspect();
        default -> xml.skip();
      }
    }
    if (usable) {
      handler.object(object);
    }
  }

  /** Tells of the group before its first object; returns whether its objects can be used. */
  private boolean announce(long line) throws InterruptedException {
    if (!told) {
      told = true;
      if (!period) {
        handler.bad("no-period", line, "values without a granPeriod before them are of no time");
      }
      if (counters.isEmpty()) {
        handler.bad("no-types", line, "values without measType or measTypes have no names");
      }
      if (end != null && !counters.isEmpty()) {
        handler.group(new PmGroup(id, job, end, seconds, counters, groupLine));
      }
    }
    return end != null && !counters.isEmpty();
  }

  private void value() throws PmException {
    int p = p();
    int slot = p < 0 ? -1 : slot(p);
    xml.readText();
    if (slot < 0 || slot >= counters.size()) {
      if (!counters.isEmpty()) {
        handler.bad("bad-p", xml.line(), "r p=\"%s\" has no measType".formatted(p < 0 ? "?" : p));
      }
    } else if (object.repeated(slot)) {
      handler.bad("repeated-p", xml.line(), "r p=\"%d\" is there already".formatted(p));
    } else {
      put(slot, 0, xml.textEnd());
    }
  }

  /** Reads values in the order of measTypes; returns false if they are not as many. */
  private boolean values() throws PmException {
    xml.readText();
    if (!byList) {
      handler.bad(
          "mixed-styles", xml.line(), "measResults need measTypes: by measType p, r p is expected");
      return false;
    }
    char[] text = xml.buffer();
    int slot = 0;
    int at = 0;
    int wordEnd;
    for (int from = wordFrom(text, at); from < xml.textEnd(); from = wordFrom(text, wordEnd)) {
      wordEnd = wordEnd(text, from);
      if (slot < counters.size()) {
        put(slot, from, wordEnd);
      }
      slot++;
    }
    if (slot != counters.size()) {
      handler.bad(
          "count-mismatch",
          xml.line(),
          "there are %d measTypes, but %d measResults: which is which, is not known"
              .formatted(counters.size(), slot));
      return false;
    }
    return true;
  }

  private int wordFrom(char[] text, int from) {
    int at = from;
    while (at < xml.textEnd() && text[at] <= ' ') {
      at++;
    }
    return at;
  }

  private int wordEnd(char[] text, int from) {
    int at = from;
    while (at < xml.textEnd() && text[at] > ' ') {
      at++;
    }
    return at;
  }

  private void suspect() throws PmException {
    long line = xml.line();
    xml.readText();
    String text = xml.text();
    object.suspect = !text.equals("false") && !text.equals("0");
    if (object.suspect && !text.equals("true") && !text.equals("1")) {
      handler.bad("bad-suspect", line, "suspect must be true or false: '%s'".formatted(text));
    }
  }

  /** Keeps the value that stands in the text between two places. */
  private void put(int slot, int from, int to) {
    char[] text = xml.buffer();
    int first = from;
    int last = to;
    while (first < last && text[first] <= ' ') {
      first++;
    }
    while (last > first && text[last - 1] <= ' ') {
      last--;
    }
    int parts = 1;
    for (int i = first; i < last; i++) {
      if (text[i] == ',') {
        parts++;
      }
    }
    try {
      if (parts > 1) {
        double[] list = list(text, first, last, parts);
        if (!Arrays.stream(list).allMatch(Double::isNaN)) {
          object.list(slot, list);
        }
      } else if (!Numbers.isMissing(text, first, last)) {
        object.number(slot, Numbers.parse(text, first, last));
      }
    } catch (NumberFormatException e) {
      String shown = new String(text, first, Math.min(last - first, 40));
      handler.bad(
          "not-a-number",
          xml.line(),
          "value of '%s' in %s must be a number: '%s'".formatted(counters.get(slot), name, shown));
    }
  }

  private static double[] list(char[] text, int from, int to, int parts) {
    double[] values = new double[parts];
    int part = 0;
    int begin = from;
    for (int i = from; i <= to; i++) {
      if (i == to || text[i] == ',') {
        int first = begin;
        int last = i;
        while (first < last && text[first] <= ' ') {
          first++;
        }
        while (last > first && text[last - 1] <= ' ') {
          last--;
        }
        boolean missing = Numbers.isMissing(text, first, last);
        values[part++] = missing ? Double.NaN : Numbers.parse(text, first, last);
        begin = i + 1;
      }
    }
    return values;
  }
}
