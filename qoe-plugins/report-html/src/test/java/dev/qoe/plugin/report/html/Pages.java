package dev.qoe.plugin.report.html;

import dev.qoe.api.report.Report;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** A rendered page, read as XML: a page that is not well-formed fails right here. */
final class Pages {

  private final String html;
  private final Document document;

  private Pages(String html, Document document) {
    this.html = html;
    this.document = document;
  }

  static Pages of(Report report) {
    String html = Page.of(report);
    try {
      InputSource source = new InputSource(new StringReader(html));
      return new Pages(
          html, DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(source));
    } catch (Exception e) {
      throw new AssertionError("not well-formed: " + e.getMessage(), e);
    }
  }

  String html() {
    return html;
  }

  /** Returns the text of the element of that id, blanks as people see them. */
  String text(String id) {
    return element(id).getTextContent().replace('\u00A0', ' ').replaceAll("[ \\n]+", " ");
  }

  /** Returns the element of that id, written with its attributes in the order of their names. */
  String markup(String id) {
    try {
      Transformer transformer = TransformerFactory.newInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
      StringWriter writer = new StringWriter();
      transformer.transform(new DOMSource(element(id)), new StreamResult(writer));
      return writer.toString().replace('\u00A0', ' ').replace("&#160;", " ");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  int count(String name) {
    return document.getElementsByTagName(name).getLength();
  }

  List<String> attributes(String name) {
    List<String> values = new ArrayList<>();
    for (Element element : all()) {
      if (element.hasAttribute(name)) {
        values.add(element.getAttribute(name));
      }
    }
    return values;
  }

  private Element element(String id) {
    return all().stream()
        .filter(element -> element.getAttribute("id").equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing on the page has the id '" + id + "'"));
  }

  private List<Element> all() {
    NodeList nodes = document.getElementsByTagName("*");
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}
