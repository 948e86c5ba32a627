package dev.darkroom.app;

import java.util.List;

/**
 * What people often get wrong in a route file.
 *
 * @param title what, in a few words
 * @param content of {@link #FILE} with it
 */
record RouteMistake(String title, String content) {

    /** The file with the mistake. */
    static final String FILE = "hello.camel.yaml";

    /** The file without. */
    static final String RIGHT =
            """
            - route:
                id: hello
                from:
                  uri: platform-http:/hello
                  steps:
                    - setBody:
                        simple: Hello
            """;

    private static final String SECOND =
            """
            - route:
                id: hello-again
                from:
                  uri: platform-http:/hello-again
                  steps:
                    - setBody:
                        simple: Hello again
            """;

    /** The ones that people make. */
    static final List<RouteMistake> ALL = List.of(
            instead("a line that is indented wrongly", "    from:", "   from:"),
            instead("a step that does not exist", "setBody", "setbody"),
            instead("a misspelt option", "/hello", "/hello?httpMethodRestict=GET"),
            instead(
                    "a bean that does not exist",
                    "setBody:\n            simple: Hello",
                    "bean:\n            ref: hallo"),
            instead("an id that another route has", "id: hello", "id: gallery"),
            instead("a setting without a value", "Hello", "\"{{hello.text}}\""),
            instead("an expression that is not closed", "Hello", "${body"),
            instead("tabs", "    from:", "\tfrom:"),
            new RouteMistake("an empty file", ""));

    /** Two routes in one file, which is no mistake. */
    static final RouteMistake TWO_ROUTES = new RouteMistake("two routes in one file", RIGHT + SECOND);

    private static RouteMistake instead(String title, String right, String wrong) {
        if (!RIGHT.contains(right)) {
            throw new IllegalArgumentException(right);
        }
        return new RouteMistake(title, RIGHT.replace(right, wrong));
    }
}
