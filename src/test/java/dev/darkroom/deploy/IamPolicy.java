package dev.darkroom.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.sandbox.CallLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** A policy of {@code k8s/iam}, filled in for the gallery that the tests use. */
public final class IamPolicy {

    /** Region and account are those of {@link Right}. */
    private static final Map<String, String> PLACEHOLDERS = Map.of(
            "PARTITION", "aws",
            "REGION", "eu-central-1",
            "ACCOUNT", "123456789012",
            "UPLOAD_BUCKET", "photos-in",
            "RESIZED_BUCKET", "photos-out",
            "QUEUE", "photos-in-events");

    private final JsonNode document;

    private IamPolicy(JsonNode document) {
        this.document = document;
    }

    /** @param role name of the file, without its ending */
    public static IamPolicy of(String role) throws IOException {
        String text = Files.readString(Path.of("k8s/iam", role + ".json"));
        for (Map.Entry<String, String> placeholder : PLACEHOLDERS.entrySet()) {
            text = text.replace("${" + placeholder.getKey() + "}", placeholder.getValue());
        }
        return new IamPolicy(new ObjectMapper().readTree(text));
    }

    JsonNode document() {
        return document;
    }

    /** Everything that it allows; the resources may hold an asterisk. */
    List<Right> rights() {
        List<Right> rights = new ArrayList<>();
        for (JsonNode statement : document.path("Statement")) {
            for (String action : texts(statement.path("Action"))) {
                for (String resource : texts(statement.path("Resource"))) {
                    rights.add(new Right(action, resource));
                }
            }
        }
        return rights;
    }

    /** Checks that the policy allows every one of the calls, and nothing that none of them needs. */
    public void shouldAllowJust(List<CallLog.Call> calls) {
        List<Right> needed = calls.stream()
                .flatMap(call -> Right.of(call).stream())
                .distinct()
                .toList();
        assertThat(needed).as("rights that calls need").isNotEmpty().allMatch(right -> rights().stream()
                .anyMatch(allowed -> covers(allowed, right)));
        assertThat(rights().stream().filter(allowed -> needed.stream().noneMatch(right -> covers(allowed, right))))
                .as("rights that no call needs")
                .isEmpty();
    }

    private static boolean covers(Right allowed, Right needed) {
        String pattern = Pattern.quote(allowed.resource()).replace("*", "\\E.*\\Q");
        return allowed.action().equals(needed.action())
                && Pattern.compile(pattern, Pattern.DOTALL)
                        .matcher(needed.resource())
                        .matches();
    }

    private static List<String> texts(JsonNode node) {
        return node.isTextual()
                ? List.of(node.asText())
                : StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
    }
}
