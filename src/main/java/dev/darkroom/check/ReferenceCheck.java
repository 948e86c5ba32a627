package dev.darkroom.check;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Looks for names of beans, classes, route configurations and direct endpoints that are nowhere. */
final class ReferenceCheck {

    private static final Set<String> CALLS = Set.of("BeanDefinition", "MethodCallExpression", "ProcessDefinition");

    /** Settings that name a bean, or several. */
    private static final Set<String> BEAN_SETTINGS = Set.of(
            "routePolicy",
            "aggregationStrategy",
            "idempotentRepository",
            "errorHandlerRef",
            "onRedeliveryRef",
            "onExceptionOccurredRef");

    private static final String BEAN = "#bean:";

    private final ClassPath classPath;
    private final Set<String> beans;
    private final Set<String> configurations;
    private final Set<String> entrances;

    /** @param all every file that will run, the shipped ones, too */
    ReferenceCheck(ClassPath classPath, List<RouteFile> all) {
        this.classPath = classPath;
        this.beans = names(all, "BeanFactoryDefinition", "name");
        this.configurations = names(all, "RouteConfigurationDefinition", "id");
        this.entrances = all.stream()
                .flatMap(file -> EndpointUse.of(file).stream())
                .filter(EndpointUse::receives)
                .map(ReferenceCheck::address)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(List<RouteFile> files, String type, String setting) {
        return files.stream()
                .flatMap(file -> file.elements(type))
                .flatMap(element -> element.setting(setting).stream())
                .flatMap(node -> Nodes.text(node).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    void check(RouteFile file, Findings findings) {
        for (Element element : file.elements()) {
            if (CALLS.contains(element.type())) {
                element.mainSetting("ref").ifPresent(name -> checkBeanOrClass(file, name, findings));
                element.setting("beanType").ifPresent(name -> checkClass(file, name, findings));
            }
            if (element.type().equals("BeanFactoryDefinition")) {
                element.setting("type").ifPresent(name -> checkClass(file, name, findings));
            }
            BEAN_SETTINGS.forEach(setting -> element.setting(setting)
                    .ifPresent(names -> each(names, name -> checkBean(file, names, name, findings))));
            if (element.type().equals("RouteDefinition")) {
                element.setting("routeConfigurationId")
                        .ifPresent(ids -> each(ids, id -> checkConfiguration(file, ids, id, findings)));
            }
            Nodes.child(element.node(), "exception").ifPresent(classes -> checkClasses(file, classes, findings));
        }
        checkEntrances(file, findings);
        visitValues(file, file.root(), findings);
    }

    private void checkClasses(RouteFile file, Node classes, Findings findings) {
        if (classes instanceof SequenceNode list) {
            list.getValue().forEach(name -> checkClass(file, name, findings));
        } else {
            checkClass(file, classes, findings);
        }
    }

    private void checkBeanOrClass(RouteFile file, Node where, Findings findings) {
        String name = Nodes.text(where).orElse("");
        if (!classPath.hasClass(name)) {
            checkBean(file, where, name, findings);
        }
    }

    private void checkBean(RouteFile file, Node where, String written, Findings findings) {
        String name = written.startsWith(BEAN) ? written.substring(BEAN.length()) : written.replaceFirst("^#", "");
        if (isName(name) && !beans.contains(name)) {
            findings.add(
                    file.name(),
                    where,
                    "there is no bean '" + name + "': define it under 'beans'" + Spelling.hint(name, beans));
        }
    }

    private void checkClass(RouteFile file, Node where, Findings findings) {
        String name = Nodes.text(where).orElse("").replaceFirst("^#class:", "").replaceFirst("\\(.*", "");
        if (isName(name) && !classPath.hasClass(name)) {
            findings.add(file.name(), where, "there is no class '" + name + "' in this app");
        }
    }

    private void checkConfiguration(RouteFile file, Node where, String id, Findings findings) {
        if (isName(id) && !configurations.contains(id)) {
            findings.add(
                    file.name(),
                    where,
                    "there is no routeConfiguration '" + id + "'" + Spelling.hint(id, configurations));
        }
    }

    private void checkEntrances(RouteFile file, Findings findings) {
        EndpointUse.of(file).stream()
                .filter(use -> use.scheme().equals("direct") && !use.receives())
                .filter(use -> isName(use.path()) && !entrances.contains(address(use)))
                .forEach(use -> findings.add(
                        file.name(),
                        use.where(),
                        "no route is from '" + address(use) + "'" + Spelling.hint(address(use), entrances)));
    }

    /** Values that are a reference, wherever they stand. */
    private void visitValues(RouteFile file, Node node, Findings findings) {
        Nodes.text(node).filter(text -> text.startsWith(BEAN)).ifPresent(text -> checkBean(file, node, text, findings));
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> visitValues(file, item, findings));
        }
        for (NodeTuple entry : Nodes.entries(node)) {
            if (Nodes.key(entry).equals("parameters")) {
                Nodes.entries(entry.getValueNode()).stream()
                        .map(NodeTuple::getValueNode)
                        .forEach(value -> Nodes.text(value)
                                .filter(text -> text.startsWith("#"))
                                .ifPresent(text -> checkBean(file, value, text, findings)));
            } else {
                visitValues(file, entry.getValueNode(), findings);
            }
        }
    }

    private static void each(Node names, Consumer<String> action) {
        Nodes.text(names).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .forEach(action);
    }

    private static String address(EndpointUse use) {
        return use.scheme() + ":" + use.path();
    }

    /** Other texts are placeholders, patterns or functions. */
    private static boolean isName(String text) {
        return text.matches("[\\w.$/-]+");
    }
}
