package dev.qoe.plugin.pm;

import static javax.xml.stream.XMLStreamConstants.CDATA;
import static javax.xml.stream.XMLStreamConstants.CHARACTERS;
import static javax.xml.stream.XMLStreamConstants.DTD;
import static javax.xml.stream.XMLStreamConstants.END_DOCUMENT;
import static javax.xml.stream.XMLStreamConstants.END_ELEMENT;
import static javax.xml.stream.XMLStreamConstants.ENTITY_REFERENCE;
import static javax.xml.stream.XMLStreamConstants.PROCESSING_INSTRUCTION;
import static javax.xml.stream.XMLStreamConstants.SPACE;
import static javax.xml.stream.XMLStreamConstants.START_ELEMENT;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.ZipException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A way through an XML document, element by element, that knows no document types and no entities
 * but those of XML itself.
 *
 * <p>Text is read into one buffer, used again for the next. Confine to one thread.
 */
final class XmlCursor implements AutoCloseable {

  /** How long a tag may be, a comment, or a text that nobody reads, in bytes. */
  private static final int LONGEST_TAG = 512 << 10;

  /** How long the text of one element may be, in bytes and in characters. */
  private static final int LONGEST_TEXT = 4 << 20;

  /** So many elements may stand within each other. */
  private static final int DEEPEST = 200;

  private final GuardedInput bytes;
  private final XMLStreamReader xml;
  private final String name;
  private final XmlNames names = new XmlNames();
  private char[] text = new char[1 << 10];
  private int textEnd;

  private XmlCursor(String name, GuardedInput bytes) throws PmException {
    this.name = name;
    this.bytes = bytes;
    try {
      this.xml = factory().createXMLStreamReader(bytes);
    } catch (XMLStreamException | RuntimeException e) {
      throw broken(e, 1);
    }
  }

  /**
   * Returns a cursor before the root of a document.
   *
   * @param name what the document is called in messages
   * @param most how many bytes it may have
   */
  static XmlCursor open(String name, InputStream in, long most) throws PmException {
    return new XmlCursor(name, new GuardedInput(in, most));
  }

  /** Returns a factory for one document, for those that it makes keep their names in common. */
  private static XMLInputFactory factory() {
    XMLInputFactory factory = new InputFactoryImpl();
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    return factory;
  }

  /** Goes to the root element. */
  void toRoot() throws PmException {
    while (next() != START_ELEMENT) {
      // what may stand before the root tells nothing
    }
  }

  /** Goes to the next element within the current one; returns false at its end. */
  boolean toChild() throws PmException {
    while (true) {
      switch (next()) {
        case START_ELEMENT -> {
          return true;
        }
        case END_ELEMENT -> {
          return false;
        }
        default -> {
          // text between elements tells nothing
        }
      }
    }
  }

  /** Goes to the end of the current element. */
  void skip() throws PmException {
    int depth = 1;
    while (depth > 0) {
      int event = next();
      if (event == START_ELEMENT && ++depth > DEEPEST) {
        throw at("more than %d elements stand within each other".formatted(DEEPEST));
      } else if (event == END_ELEMENT) {
        depth--;
      }
    }
  }

  /** Goes to the end of the document. */
  void toEnd() throws PmException {
    while (next() != END_DOCUMENT) {
      // what may stand after the root tells nothing
    }
  }

  /** Returns the name of the current element, without its prefix. */
  String element() {
    return xml.getLocalName();
  }

  /** Returns an attribute without a prefix of the current element; null if there is none. */
  @Nullable String attribute(String attribute) throws PmException {
    try {
      for (int i = 0; i < xml.getAttributeCount(); i++) {
        if (xml.getAttributeLocalName(i).equals(attribute) && isPlain(xml.getAttributePrefix(i))) {
          return xml.getAttributeValue(i);
        }
      }
      return null;
    } catch (RuntimeException e) { // the parser reads values late, and tells what is wrong so
      throw broken(e, line());
    }
  }

  /** Whether an attribute is none of another name space, which are the vendors' own. */
  private static boolean isPlain(@Nullable String prefix) {
    return prefix == null || prefix.isEmpty();
  }

  /** Returns an attribute of the current element; empty if it has none of that name. */
  String attributeOr(String attribute) throws PmException {
    String value = attribute(attribute);
    return value == null ? "" : value.strip();
  }

  /**
   * Reads the text of the current element, which may hold no element, and goes to its end.
   *
   * <p>It is then found in {@link #buffer} from 0 to {@link #textEnd}.
   */
  void readText() throws PmException {
    textEnd = 0;
    while (true) {
      switch (next()) {
        case CHARACTERS, CDATA, SPACE -> append();
        case END_ELEMENT -> {
          return;
        }
        case START_ELEMENT ->
            throw at("element '%s' stands where only text may be".formatted(element()));
        default -> {
          // comments tell nothing
        }
      }
    }
  }

  /** Returns the characters of the last text. */
  char[] buffer() {
    return text;
  }

  /** Returns where the last text ends. */
  int textEnd() {
    return textEnd;
  }

  /** Returns the last text without blanks at its ends. */
  String text() {
    return new String(text, 0, textEnd).strip();
  }

  /** Returns the line that has been come to, from 1. */
  long line() {
    return Math.max(1, xml.getLocation().getLineNumber());
  }

  /** Returns what is wrong at the current line. */
  PmException at(String what) {
    return new PmException("%s:%d: %s".formatted(name, line(), what));
  }

  @Override
  public void close() {
    try {
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a parser cannot be closed", e);
    }
  }

  private void append() throws PmException {
    bytes.nextPiece(LONGEST_TEXT);
    try {
      int length = xml.getTextLength();
      if (textEnd + length > LONGEST_TEXT) {
        throw at("a value is longer than %d characters".formatted(LONGEST_TEXT));
      }
      if (textEnd + length > text.length) {
        text = Arrays.copyOf(text, Math.max(2 * text.length, textEnd + length));
      }
      System.arraycopy(xml.getTextCharacters(), xml.getTextStart(), text, textEnd, length);
      textEnd += length;
    } catch (RuntimeException e) { // the parser reads text late, and tells what is wrong so
      throw broken(e, line());
    }
  }

  private int next() throws PmException {
    bytes.nextPiece(LONGEST_TAG);
    int event;
    boolean tooManyNames = false;
    try {
      event = xml.next();
      if (event == START_ELEMENT) {
        tooManyNames = names.tooMany(xml);
      } else if (event == PROCESSING_INSTRUCTION) {
        tooManyNames = names.tooMany(xml.getPITarget());
      }
    } catch (XMLStreamException | RuntimeException e) { // bad input makes the parser throw both
      throw broken(e, line());
    }
    if (tooManyNames) {
      throw at("it has more than %d different names of elements".formatted(XmlNames.MOST));
    }
    switch (event) {
      case DTD ->
          throw at("it has a document type (DOCTYPE), which is never read: have it sent without");
      case ENTITY_REFERENCE ->
          throw at("it refers to an entity, of which none is read: have the text sent itself");
      default -> {
        return event;
      }
    }
  }

  /** Returns what is wrong in words: the parser's own, without its second lines. */
  private PmException broken(Exception e, long line) {
    String place = "%s:%d: ".formatted(name, line);
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof GuardedInput.TooMuchException) {
        return new PmException(place + cause.getMessage(), e);
      }
      if (cause instanceof EOFException) {
        return PmException.cutOff(place + "the file ends in the middle of its gzip", e);
      }
      if (cause instanceof ZipException) {
        return new PmException(place + "its gzip is damaged: " + cause.getMessage(), e);
      }
      if (cause instanceof IOException io && !(cause instanceof java.io.CharConversionException)) {
        return new PmException(place + "it cannot be read: " + io.getMessage(), e);
      }
    }
    String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
    if (bytes.ended()) {
      return PmException.cutOff(place + "the file ends here, before its last element does", e);
    }
    return new PmException(place + "it is not well-formed XML: " + why, e);
  }
}
