package dev.qoe.plugin.pm;

import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads performance files of 3GPP TS 32.435 ({@code measCollecFile}) and TS 28.532 and TS 28.550
 * ({@code measDataFile}) as a stream.
 *
 * <p>Elements are told by their local names, whatever their name space. A file without a header, or
 * with values of no managed element, is refused; a value that cannot be read is told as bad and
 * left out. Confine to one thread.
 */
final class PmReader {

  private static final String COLLECTION = "measCollecFile";
  private static final String DATA = "measDataFile";

  private final String name;
  private final XmlCursor xml;
  private final PmTimes times;
  private final PmHandler handler;
  private final PmObject object = new PmObject();

  // What is known of the current group.
  private final PmTypes types = new PmTypes();
  private boolean byList;
  private String id = "";
  private String job = "";
  private @Nullable Instant end;
  private boolean period;
  private double seconds;
  private long groupLine;
  private boolean told;
  private boolean usable;

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
          if (element) {
            handler.elementEnd();
          }
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
    usable = false;
    byList = false;
    types.clear();
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
    if (told || period) {
      handler.bad(
          "late-period",
          xml.line(),
          "a granPeriod stands behind another, or behind values: it is left out");
      xml.skip();
      return;
    }
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
    char[] text = xml.buffer();
    int to = xml.textEnd();
    int wordEnd;
    for (int from = PmValues.firstOf(text, 0, to);
        from < to && !late();
        from = PmValues.firstOf(text, wordEnd, to)) {
      wordEnd = PmValues.wordEnd(text, from, to);
      add(new String(text, from, wordEnd - from), types.size() + 1L);
    }
  }

  private void type() throws PmException {
    long p = PmTypes.p(xml.attribute("p"));
    long line = xml.line();
    xml.readText();
    String counter = xml.text();
    if (p < 0) {
      handler.bad("bad-p", line, "measType '%s' has no number p from 1".formatted(counter));
    } else if (counter.isEmpty()) {
      handler.bad("no-name", line, "measType p=\"%d\" is empty".formatted(p));
    } else if (types.slot(p) >= 0) {
      handler.bad("repeated-p", line, "measType p=\"%d\" is there already".formatted(p));
    } else if (!late()) {
      add(counter, p);
    }
  }

  /** Returns whether counters are named behind values of theirs, which is told as bad. */
  private boolean late() {
    if (told) {
      handler.bad("late-type", xml.line(), "counters are named behind values: they are left out");
    }
    return told;
  }

  private void add(String counter, long p) throws PmException {
    if (types.size() == PmTypes.MOST) {
      throw xml.at("a measInfo names more than %d counters".formatted(PmTypes.MOST));
    }
    types.add(counter, p);
  }

  // ---- values of an object ----------------------------------------------------------------------

  private void object() throws PmException, InterruptedException {
    String ldn = xml.attributeOr("measObjLdn");
    long line = xml.line();
    announce(line);
    boolean whole = usable;
    object.begin(ldn, line, types.size());
    while (xml.toChild()) {
      switch (xml.element()) {
        case "r" -> value();
        case "measResults" -> whole &= values();
        case "suspect" -> suspect();
        default -> xml.skip();
      }
    }
    if (whole) {
      handler.object(object);
    }
  }

  /** Tells of the group before its first object. */
  private void announce(long line) throws InterruptedException {
    if (told) {
      return;
    }
    told = true;
    if (!period) {
      handler.bad("no-period", line, "values without a granPeriod before them are of no time");
    }
    if (types.isEmpty()) {
      handler.bad("no-types", line, "values without measType or measTypes have no names");
    }
    if (end != null && !types.isEmpty()) {
      usable = true;
      handler.group(new PmGroup(id, job, end, seconds, types.names(), groupLine));
    }
  }

  private void value() throws PmException {
    long p = PmTypes.p(xml.attribute("p"));
    int slot = p < 0 ? -1 : types.slot(p);
    xml.readText();
    if (slot < 0) {
      if (!types.isEmpty()) {
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
    int to = xml.textEnd();
    int slot = 0;
    int wordEnd;
    for (int from = PmValues.firstOf(text, 0, to);
        from < to;
        from = PmValues.firstOf(text, wordEnd, to)) {
      wordEnd = PmValues.wordEnd(text, from, to);
      if (slot < types.size()) {
        put(slot, from, wordEnd);
      }
      slot++;
    }
    if (slot != types.size()) {
      handler.bad(
          "count-mismatch",
          xml.line(),
          "there are %d measTypes, but %d measResults: which is which, is not known"
              .formatted(types.size(), slot));
      return false;
    }
    return true;
  }

  /** Keeps the value that stands in the text between two places. */
  private void put(int slot, int from, int to) {
    try {
      PmValues.put(object, slot, xml.buffer(), from, to);
    } catch (NumberFormatException e) {
      String shown = new String(xml.buffer(), from, Math.min(to - from, 40)).strip();
      handler.bad(
          "not-a-number",
          xml.line(),
          "value of '%s' in %s must be a number: '%s'"
              .formatted(types.names().get(slot), name, shown));
    }
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
}
