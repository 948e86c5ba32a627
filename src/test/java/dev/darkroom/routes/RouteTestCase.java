package dev.darkroom.routes;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.model.OnCompletionDefinition;
import org.apache.camel.model.OnExceptionDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.processor.DelegateAsyncProcessor;
import org.apache.camel.test.junit5.CamelContextConfiguration;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;

/** Loads route files with the settings that lie beside them, and remembers which of their nodes are visited. */
abstract class RouteTestCase extends CamelTestSupport {

    private static final Path ROUTES = Path.of("routes");
    private static final Pattern NODE = Pattern.compile("(?m)^ {6,}(?:- )?id: (\\S+)$");

    /** Their ids are those of branches; what is visited is what stands in them. */
    private static final Set<Class<?>> BRANCHES = Set.of(OnExceptionDefinition.class, OnCompletionDefinition.class);

    private final List<String> files;
    private final Set<String> visited;

    /**
     * @param files names of the files to load
     * @param visited takes the ids of the nodes that are visited
     */
    RouteTestCase(List<String> files, Set<String> visited) {
        this.files = files;
        this.visited = visited;
    }

    /** Values for settings, in place of those of a laptop. */
    Properties settings() {
        return new Properties();
    }

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.getCamelContextExtension().addInterceptStrategy((camel, node, target, next) -> watched(node, target));
        return context;
    }

    private Processor watched(NamedNode node, Processor target) {
        return new DelegateAsyncProcessor(exchange -> {
            visit(node);
            target.process(exchange);
        });
    }

    /** A node and the branches that it stands in. */
    private void visit(NamedNode node) {
        visited.add(node.getId());
        NamedNode parent = node.getParent();
        while (parent != null && BRANCHES.contains(parent.getClass())) {
            visited.add(parent.getId());
            parent = parent.getParent();
        }
    }

    @Override
    public void configureTest(TestExecutionConfiguration test) {
        super.configureTest(test);
        test.withUseAdviceWith(true);
    }

    @Override
    public void configureContext(CamelContextConfiguration camel) {
        super.configureContext(camel);
        camel.withUseOverridePropertiesWithPropertiesComponent(allSettings());
    }

    /** Loads the files all together, since routes need the configurations that they name. */
    @Override
    protected RoutesBuilder[] createRouteBuilders() throws Exception {
        List<Resource> resources = files.stream()
                .map(file -> PluginHelper.getResourceLoader(context)
                        .resolveResource("file:" + ROUTES.resolve(file).toAbsolutePath()))
                .toList();
        PluginHelper.getRoutesLoader(context).loadRoutes(resources);
        return new RoutesBuilder[0];
    }

    private Properties allSettings() {
        Properties all = new Properties();
        for (String file : List.of("application.properties", "application-dev.properties")) {
            try (Reader reader = Files.newBufferedReader(ROUTES.resolve(file))) {
                all.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        all.putAll(settings());
        return all;
    }

    /** The ids of all nodes of the files, those of what starts a route left out, which a test replaces. */
    static Set<String> nodes(List<String> files) throws IOException {
        Set<String> ids = new TreeSet<>();
        for (String file : files) {
            String text = Files.readString(ROUTES.resolve(file)).replaceAll("(?m)^    from:\n      id: .*\n", "");
            NODE.matcher(text).results().forEach(found -> ids.add(found.group(1)));
        }
        return ids;
    }
}
