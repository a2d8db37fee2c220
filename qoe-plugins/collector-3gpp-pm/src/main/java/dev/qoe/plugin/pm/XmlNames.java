package dev.qoe.plugin.pm;

import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The names of elements, attributes and prefixes in a document, of which there may not be many: the
 * parser keeps each of them, and takes the longer for a new one the more there are.
 *
 * <p>Confine to one thread.
 */
final class XmlNames {

  /** How many different names a document may have. */
  static final int MOST = 10_000;

  private final Set<String> names = new HashSet<>();
  private @Nullable String lastElement;
  private @Nullable String lastAttribute;

  /** Takes note of the names in the current tag; returns whether they are too many. */
  @SuppressWarnings("ReferenceEquality") // the parser has one text for each name
  boolean tooMany(XMLStreamReader xml) {
    String element = xml.getLocalName();
    if (element != lastElement) {
      lastElement = element;
      add(element);
      add(xml.getPrefix());
    }
    for (int i = xml.getAttributeCount() - 1; i >= 0; i--) {
      String attribute = xml.getAttributeLocalName(i);
      if (attribute != lastAttribute) {
        lastAttribute = attribute;
        add(attribute);
        add(xml.getAttributePrefix(i));
      }
    }
    for (int i = xml.getNamespaceCount() - 1; i >= 0; i--) {
      add(xml.getNamespacePrefix(i));
    }
    return names.size() > MOST;
  }

  /** Takes note of the target of an instruction; returns whether names are too many. */
  boolean tooMany(String target) {
    add(target);
    return names.size() > MOST;
  }

  private void add(@Nullable String name) {
    if (name != null) {
      names.add(name);
    }
  }
}
