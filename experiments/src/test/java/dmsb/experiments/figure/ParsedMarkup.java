package dmsb.experiments.figure;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Markup read back by the JDK's XML parser: whoever holds one knows that the text is well-formed. */
public final class ParsedMarkup {
    private final Document document;

    private ParsedMarkup(Document document) {
        this.document = document;
    }

    /** Reads markup; one that is not well-formed fails the test. */
    public static ParsedMarkup of(String text) {
        try {
            DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler());
            return new ParsedMarkup(builder.parse(new InputSource(new StringReader(text))));
        } catch (SAXException e) {
            throw new AssertionError("not well-formed: " + e.getMessage() + "\n" + text, e);
        } catch (IOException | ParserConfigurationException e) {
            throw new AssertionError(e);
        }
    }

    /** A chart as it is drawn in a page. */
    public static ParsedMarkup of(Chart chart, ChartSize size) {
        MarkupWriter out = new MarkupWriter();
        chart.draw(out, size);
        return of(out.finish());
    }

    /** The outermost element. */
    public Element root() {
        return document.getDocumentElement();
    }

    /** All elements of a name, in order. */
    public List<Element> elements(String name) {
        List<Element> found = new ArrayList<>();
        NodeList nodes = document.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    /** The elements of a name that have a class. */
    public List<Element> elements(String name, String className) {
        return elements(name).stream()
                .filter(element ->
                        List.of(element.getAttribute("class").split(" ", -1)).contains(className))
                .toList();
    }

    /** The texts of all elements of a name. */
    public List<String> texts(String name) {
        return elements(name).stream().map(Element::getTextContent).toList();
    }

    /** The one number of an attribute. */
    public static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
