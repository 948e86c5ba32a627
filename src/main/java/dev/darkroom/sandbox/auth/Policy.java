package dev.darkroom.sandbox.auth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.sandbox.http.ServiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/**
 * A resource policy, of a bucket or a queue. Immutable.
 *
 * <p>A condition that is not understood never grants: it keeps an Allow from applying and lets a Deny apply.
 */
public final class Policy {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, BiPredicate<String, String>> OPERATORS = Map.of(
            "StringEquals", String::equals,
            "StringLike", Policy::like,
            "ArnEquals", Policy::like,
            "ArnLike", Policy::like,
            "Bool", String::equalsIgnoreCase);
    /** Keys that make a policy non-public when a statement fixes them to values without wildcards. */
    private static final Set<String> CONFINING_KEYS = Set.of(
            "aws:sourcearn",
            "aws:sourceaccount",
            "aws:sourceip",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourceowner",
            "aws:userid",
            "aws:principalorgid",
            "aws:principalarn");

    private final List<JsonNode> statements;

    /** What a policy says about a request. */
    public enum Verdict {
        /** Some statement allows it and none denies it. */
        ALLOWED,
        /** Some statement denies it. */
        DENIED,
        /** No statement applies. */
        SILENT
    }

    /**
     * What is being attempted.
     *
     * @param principal {@code *} for an anonymous caller, an account number, or a service such as {@code s3.amazonaws.com}
     * @param action such as {@code s3:GetObject}
     * @param resource ARN
     * @param context values of condition keys, by lower-case name
     */
    public record Attempt(String principal, String action, String resource, Map<String, String> context) {}

    private Policy(List<JsonNode> statements) {
        this.statements = statements;
    }

    /**
     * Parses a policy document.
     *
     * @throws ServiceException {@code MalformedPolicy} when a statement lacks its parts or is not JSON
     */
    public static Policy parse(String document) {
        try {
            List<JsonNode> statements = list(JSON.readTree(document).path("Statement"));
            if (statements.isEmpty()) {
                throw malformed("Missing required field Statement");
            }
            statements.forEach(Policy::validate);
            return new Policy(statements);
        } catch (JsonProcessingException e) {
            throw malformed("This policy contains invalid Json");
        }
    }

    /** Judges an attempt. */
    public Verdict judge(Attempt attempt) {
        boolean allowed = false;
        for (JsonNode statement : statements) {
            boolean deny = statement.path("Effect").asText().equals("Deny");
            if (concerns(statement, attempt)
                    && conditionsHold(statement, attempt).orElse(deny)) {
                if (deny) {
                    return Verdict.DENIED;
                }
                allowed = true;
            }
        }
        return allowed ? Verdict.ALLOWED : Verdict.SILENT;
    }

    /** Whether the policy lets everyone in, in the sense of S3's public access block. */
    public boolean isPublic() {
        return statements.stream()
                .anyMatch(s -> s.path("Effect").asText().equals("Allow")
                        && (s.has("NotPrincipal") || principals(s).contains("*"))
                        && !isConfined(s.path("Condition")));
    }

    private static boolean concerns(JsonNode statement, Attempt attempt) {
        boolean principal = statement.has("NotPrincipal")
                ? !namesPrincipal(statement.path("NotPrincipal"), attempt)
                : namesPrincipal(statement.path("Principal"), attempt);
        boolean action = statement.has("NotAction")
                ? !anyLike(statement.path("NotAction"), attempt.action(), Pattern.CASE_INSENSITIVE)
                : anyLike(statement.path("Action"), attempt.action(), Pattern.CASE_INSENSITIVE);
        boolean resource = statement.has("NotResource")
                ? !anyLike(statement.path("NotResource"), attempt.resource(), 0)
                : anyLike(statement.path("Resource"), attempt.resource(), 0);
        return principal && action && resource;
    }

    private static boolean namesPrincipal(JsonNode node, Attempt attempt) {
        String principal = attempt.principal();
        return principals(node).stream()
                .anyMatch(p -> p.equals("*") || p.equals(principal) || p.equals("arn:aws:iam::" + principal + ":root"));
    }

    private static List<String> principals(JsonNode node) {
        JsonNode principal = node.has("Principal") ? node.path("Principal") : node;
        List<String> names = new ArrayList<>();
        if (principal.isObject()) {
            principal.forEach(kind -> list(kind).forEach(name -> names.add(name.asText())));
        } else {
            names.add(principal.asText());
        }
        return names;
    }

    /** Empty when some condition is not understood. */
    private static Optional<Boolean> conditionsHold(JsonNode statement, Attempt attempt) {
        boolean hold = true;
        for (Map.Entry<String, JsonNode> operator : statement.path("Condition").properties()) {
            BiPredicate<String, String> test = OPERATORS.get(operator.getKey());
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                String actual = attempt.context().get(key.getKey().toLowerCase(Locale.ROOT));
                if (test == null || actual == null) {
                    return Optional.empty();
                }
                hold &= list(key.getValue()).stream().anyMatch(wanted -> test.test(wanted.asText(), actual));
            }
        }
        return Optional.of(hold);
    }

    private static boolean isConfined(JsonNode conditions) {
        for (Map.Entry<String, JsonNode> operator : conditions.properties()) {
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                if (CONFINING_KEYS.contains(key.getKey().toLowerCase(Locale.ROOT))
                        && list(key.getValue()).stream()
                                .noneMatch(value -> value.asText().equals("*"))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean anyLike(JsonNode patterns, String actual, int flags) {
        return list(patterns).stream()
                .anyMatch(p -> wildcard(p.asText(), flags).matcher(actual).matches());
    }

    private static boolean like(String pattern, String actual) {
        return wildcard(pattern, 0).matcher(actual).matches();
    }

    private static Pattern wildcard(String pattern, int flags) {
        String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(regex, flags | Pattern.DOTALL);
    }

    private static List<JsonNode> list(JsonNode node) {
        List<JsonNode> list = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(list::add);
        } else if (!node.isMissingNode()) {
            list.add(node);
        }
        return list;
    }

    private static void validate(JsonNode statement) {
        if (!Set.of("Allow", "Deny").contains(statement.path("Effect").asText())) {
            throw malformed("Invalid effect: " + statement.path("Effect").asText());
        }
        for (String part : List.of("Principal", "Action", "Resource")) {
            if (!statement.has(part) && !statement.has("Not" + part)) {
                throw malformed("Missing required field " + part);
            }
        }
    }

    private static ServiceException malformed(String message) {
        return new ServiceException(400, "MalformedPolicy", message);
    }
}
