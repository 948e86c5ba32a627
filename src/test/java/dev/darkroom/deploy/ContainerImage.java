package dev.darkroom.deploy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What an image is made of, as the Containerfile or the pom's profile for Jib says it. */
record ContainerImage(
        String base,
        String user,
        String directory,
        List<String> entryPoint,
        Map<String, String> environment,
        Set<String> ports,
        Set<String> labels) {

    static final Path CONTAINERFILE = Path.of("Containerfile");

    /** Class path and main class, as the image's build has written them. */
    private static final String ARGUMENTS = "@/app/darkroom.args";

    private static final Pattern CONTINUATION = Pattern.compile("\\\\\\R\\s*");
    private static final Pattern ASSIGNMENT = Pattern.compile("([\\w.]+)=(\"[^\"]*\"|\\S+)");
    private static final String PROFILE = "/project/profiles/profile[id='image']";
    private static final String CONTAINER = PROFILE + "//configuration/container/";

    static ContainerImage ofContainerfile() throws IOException {
        return new ContainerImage(
                instruction("FROM"),
                instruction("USER"),
                instruction("WORKDIR"),
                List.of(new ObjectMapper().readValue(instruction("ENTRYPOINT"), String[].class)),
                assignments("ENV"),
                new TreeSet<>(List.of(instruction("EXPOSE").split(" "))),
                new TreeSet<>(assignments("LABEL").keySet()));
    }

    static ContainerImage ofJib()
            throws IOException, ParserConfigurationException, SAXException, XPathExpressionException {
        Document pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
        return new ContainerImage(
                text(pom, PROFILE + "/properties/image.base"),
                text(pom, CONTAINER + "user"),
                text(pom, CONTAINER + "workingDirectory"),
                nodes(pom, CONTAINER + "entrypoint/argument").stream()
                        .map(Node::getTextContent)
                        .toList(),
                nodes(pom, CONTAINER + "environment/*").stream()
                        .collect(Collectors.toMap(Node::getNodeName, Node::getTextContent)),
                names(nodes(pom, CONTAINER + "ports/port"), Node::getTextContent),
                names(nodes(pom, CONTAINER + "labels/*"), Node::getNodeName));
    }

    /** @return the same, started without an AOT cache, and so as it is packaged */
    ContainerImage withoutCache() {
        List<String> plain = entryPoint.stream()
                .filter(word -> !word.startsWith("-XX:AOTCache=") && !word.startsWith("--add-opens="))
                .flatMap(word -> word.equals(ARGUMENTS) ? Stream.of("-jar", "/app/quarkus-run.jar") : Stream.of(word))
                .toList();
        return new ContainerImage(base, user, directory, plain, environment, ports, labels);
    }

    /** @return options of Java that the entry point gives, without those of the module system */
    List<String> machineOptions() {
        return entryPoint.stream().filter(word -> word.startsWith("-XX:")).toList();
    }

    /** @return arguments of each instruction of that name, each on one line */
    static List<String> instructions(String name) throws IOException {
        String joined = CONTINUATION.matcher(Files.readString(CONTAINERFILE)).replaceAll("");
        return joined.lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1).trim())
                .toList();
    }

    static String instruction(String name) throws IOException {
        List<String> all = instructions(name);
        if (all.size() != 1) {
            throw new IllegalStateException(CONTAINERFILE + " has " + all.size() + " instructions " + name);
        }
        return all.get(0);
    }

    private static Map<String, String> assignments(String name) throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (MatchResult found : ASSIGNMENT.matcher(instruction(name)).results().toList()) {
            values.put(found.group(1), found.group(2).replace("\"", ""));
        }
        return values;
    }

    private static String text(Document document, String path) throws XPathExpressionException {
        return xpath().evaluate(path, document).trim();
    }

    private static List<Node> nodes(Document document, String path) throws XPathExpressionException {
        NodeList found = (NodeList) xpath().evaluate(path, document, XPathConstants.NODESET);
        return IntStream.range(0, found.getLength()).mapToObj(found::item).toList();
    }

    private static Set<String> names(List<Node> nodes, Function<Node, String> name) {
        return nodes.stream().map(name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static XPath xpath() {
        return XPathFactory.newInstance().newXPath();
    }
}
