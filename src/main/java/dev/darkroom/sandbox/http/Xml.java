package dev.darkroom.sandbox.http;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An XML element without attributes: either text or children. Namespaces are dropped when reading.
 *
 * @param name local name
 * @param text text directly inside, empty when there are children
 * @param children elements inside
 */
public record Xml(String name, String text, List<Xml> children) {
    private static final XMLInputFactory READERS = secureReaders();
    private static final int DEEPEST = 32;

    /** An element around others. */
    public static Xml of(String name, Xml... children) {
        return new Xml(name, "", List.of(children));
    }

    /** An element around others. */
    public static Xml of(String name, List<Xml> children) {
        return new Xml(name, "", List.copyOf(children));
    }

    /** An element around text. */
    public static Xml leaf(String name, Object text) {
        return new Xml(name, text.toString(), List.of());
    }

    /**
     * Parses a document; document types and entities are refused.
     *
     * @throws ServiceException {@code MalformedXML} when it is not well-formed or has another root
     */
    public static Xml parse(String document, String expectedRoot) {
        try {
            XMLStreamReader reader = READERS.createXMLStreamReader(new StringReader(document));
            reader.nextTag();
            Xml root = read(reader, 1);
            if (root.name().equals(expectedRoot)) {
                return root;
            }
        } catch (XMLStreamException e) {
            throw malformed(e.getMessage());
        }
        throw malformed("expected <" + expectedRoot + ">");
    }

    /** Children of that name. */
    public Stream<Xml> all(String child) {
        return children.stream().filter(c -> c.name.equals(child));
    }

    /** First child of that name. */
    public Optional<Xml> first(String child) {
        return all(child).findFirst();
    }

    /** Text of the first child of that name. */
    public Optional<String> value(String child) {
        return first(child).map(Xml::text);
    }

    /** The same element with further children at its front. */
    public Xml withFirst(Xml... more) {
        List<Xml> all = new ArrayList<>(Arrays.asList(more));
        all.addAll(children);
        return of(name, all);
    }

    /** Renders a whole document in S3's namespace. */
    public String document() {
        StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        write(out, name.equals("Error") ? "" : " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"");
        return out.toString();
    }

    private void write(StringBuilder out, String attributes) {
        out.append('<').append(name).append(attributes).append('>');
        text.codePoints().forEach(c -> escape(out, c));
        children.forEach(child -> child.write(out, ""));
        out.append("</").append(name).append('>');
    }

    private static void escape(StringBuilder out, int c) {
        switch (c) {
            case '<' -> out.append("&lt;");
            case '>' -> out.append("&gt;");
            case '&' -> out.append("&amp;");
            case '"' -> out.append("&quot;");
            default -> {
                if (c < ' ') {
                    out.append("&#x").append(Integer.toHexString(c)).append(';');
                } else {
                    out.appendCodePoint(c);
                }
            }
        }
    }

    private static Xml read(XMLStreamReader reader, int depth) throws XMLStreamException {
        if (depth > DEEPEST) {
            throw malformed("nested too deeply");
        }
        String name = reader.getLocalName();
        StringBuilder text = new StringBuilder();
        List<Xml> children = new ArrayList<>();
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT) {
                children.add(read(reader, depth + 1));
            } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            } else if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw malformed("document types and entities are not allowed");
            }
        }
        return new Xml(name, children.isEmpty() ? text.toString() : "", List.copyOf(children));
    }

    private static ServiceException malformed(String detail) {
        return new ServiceException(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema (" + detail
                        + ")");
    }

    private static XMLInputFactory secureReaders() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
