package dev.darkroom.check;

import java.util.Optional;
import java.util.Set;
import org.apache.camel.catalog.LanguageValidationResult;
import org.apache.camel.catalog.impl.DefaultRuntimeCamelCatalog;
import org.snakeyaml.engine.v2.nodes.Node;

/** Has expressions parsed by the languages that they are in. */
final class ExpressionCheck {

    private static final Set<String> CONDITIONS =
            Set.of("WhenDefinition", "FilterDefinition", "ValidateDefinition", "OnWhenDefinition");
    private static final Set<String> WRAPPERS = Set.of("ExpressionDefinition", "ExpressionSubElementDefinition");
    private static final Set<String> YES_OR_NO = Set.of("handled", "continued", "retryWhile", "onWhen");

    private static final Set<String> PARSED = Set.of("simple", "jsonpath");

    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 20;

    private final ClassPath classPath;
    private final Set<String> languages;
    private final DefaultRuntimeCamelCatalog catalog = new DefaultRuntimeCamelCatalog();

    ExpressionCheck(ClassPath classPath) {
        this.classPath = classPath;
        this.languages = classPath.names("language");
    }

    void check(RouteFile file, Findings findings) {
        for (Element element : file.elements()) {
            if (element.type().endsWith("Expression")) {
                checkLanguage(file, element, findings);
            } else if (element.type().equals("LogDefinition")) {
                element.mainSetting("message").ifPresent(text -> parse(file, "simple", text, false, findings));
            } else if (element.type().startsWith("Route")) {
                element.setting("precondition").ifPresent(text -> parse(file, "simple", text, true, findings));
            }
        }
    }

    private void checkLanguage(RouteFile file, Element element, Findings findings) {
        String language = language(element);
        if (!languages.contains(language)) {
            findings.add(
                    file.name(),
                    element.node(),
                    "there is no language '" + language + "'; there are " + String.join(", ", languages));
        } else if (PARSED.contains(language)) {
            element.mainSetting("expression")
                    .ifPresent(text -> parse(file, language, text, isCondition(element), findings));
        }
    }

    /** The YAML DSL calls beans methods, and has a key for languages of which it does not know. */
    private static String language(Element expression) {
        return switch (expression.key()) {
            case "method" -> "bean";
            case "language" ->
                expression.setting("language").flatMap(Nodes::text).orElse("");
            default -> expression.key();
        };
    }

    private static boolean isCondition(Element expression) {
        if (YES_OR_NO.contains(expression.key())) {
            return true;
        }
        return expression
                .parent()
                .map(outer -> WRAPPERS.contains(outer.type()) ? isCondition(outer) : CONDITIONS.contains(outer.type()))
                .orElse(false);
    }

    private void parse(RouteFile file, String language, Node where, boolean condition, Findings findings) {
        String text = Nodes.text(where).orElse("");
        if (isExcessive(text)) {
            findings.add(
                    file.name(),
                    where,
                    "the " + language + " expression is too long or too nested: use a bean instead");
            return;
        }
        LanguageValidationResult result = condition
                ? catalog.validateLanguagePredicate(classPath.loader(), language, text)
                : catalog.validateLanguageExpression(classPath.loader(), language, text);
        if (!result.isSuccess()) {
            String reason = Optional.ofNullable(result.getShortError()).orElse(result.getError());
            findings.add(file.name(), where, "bad " + language + " expression '" + brief(text) + "': " + brief(reason));
        }
    }

    /** The parser takes time by the square of the length, and calls itself for functions in functions. */
    private static boolean isExcessive(String text) {
        int depth = 0;
        for (int i = 0; i < text.length() && depth <= DEEPEST; i++) {
            if (text.startsWith("${", i)) {
                depth++;
            } else if (text.charAt(i) == '}') {
                depth = Math.max(0, depth - 1);
            }
        }
        return depth > DEEPEST || text.length() > LONGEST;
    }

    private static String brief(String text) {
        String line = text.strip().lines().findFirst().orElse("");
        return line.length() > 120 ? line.substring(0, 120) + "..." : line;
    }
}
