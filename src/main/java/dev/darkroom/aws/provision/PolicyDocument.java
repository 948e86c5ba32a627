package dev.darkroom.aws.provision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * A resource policy in which Darkroom owns single statements, told by their {@code Sid}, among those of others. Immutable.
 */
final class PolicyDocument {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String STATEMENT = "Statement";

    private final ObjectNode document;

    private PolicyDocument(ObjectNode document) {
        this.document = document;
    }

    static PolicyDocument empty() {
        ObjectNode document = JSON.createObjectNode().put("Version", "2012-10-17");
        document.putArray(STATEMENT);
        return new PolicyDocument(document);
    }

    /** @throws ProvisioningException if the text is not a policy */
    static PolicyDocument parse(String json) {
        try {
            if (!(JSON.readTree(json) instanceof ObjectNode document)) {
                throw new ProvisioningException(
                        FailureReason.REFUSED, "A policy is a JSON object, but this is not: " + json);
            }
            // AWS accepts a single statement without its array
            JsonNode statement = document.path(STATEMENT);
            if (!statement.isArray()) {
                ArrayNode array = document.putArray(STATEMENT);
                if (statement.isObject()) {
                    array.add(statement);
                }
            }
            return new PolicyDocument(document);
        } catch (JsonProcessingException e) {
            throw new ProvisioningException(
                    FailureReason.REFUSED, "A policy is not valid JSON: " + e.getOriginalMessage());
        }
    }

    static ObjectNode statement(String sid) {
        return JSON.createObjectNode().put("Sid", sid);
    }

    /** @return this policy with the statement in place of the one of the same Sid, other statements untouched */
    PolicyDocument with(ObjectNode statement) {
        PolicyDocument result = without(statement.path("Sid").asText());
        result.statements().add(statement);
        return result;
    }

    /** @return this policy without the statement of that Sid */
    PolicyDocument without(String sid) {
        PolicyDocument result = new PolicyDocument(document.deepCopy());
        result.statements().removeIf(s -> s.path("Sid").asText().equals(sid));
        return result;
    }

    Optional<JsonNode> find(String sid) {
        for (JsonNode statement : statements()) {
            if (statement.path("Sid").asText().equals(sid)) {
                return Optional.of(statement);
            }
        }
        return Optional.empty();
    }

    boolean isEmpty() {
        return statements().isEmpty();
    }

    String toJson() {
        return document.toString();
    }

    private ArrayNode statements() {
        return (ArrayNode) document.get(STATEMENT);
    }
}
