package dev.darkroom.sandbox.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.darkroom.sandbox.http.ServiceException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The policy document of an upload form: what the signer allows the form to say.
 *
 * @param least fewest bytes of the file
 * @param most most bytes of the file
 */
record FormPolicy(long least, long most) {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Fields that no condition needs to mention. */
    private static final Set<String> FREE_FIELDS =
            Set.of("x-amz-signature", "signature", "awsaccesskeyid", "file", "policy");

    /** What applies to a form without a policy. */
    static FormPolicy none() {
        return new FormPolicy(0, Long.MAX_VALUE);
    }

    /**
     * Checks a form against its policy.
     *
     * @param encoded the document in base64
     * @param fields form fields by lower-case name, variables expanded
     * @return the limits for the file, which is yet to come
     * @throws ServiceException when the policy has expired, a condition fails or a field has no condition
     */
    static FormPolicy check(String encoded, Map<String, String> fields, String bucket, Instant now) {
        JsonNode document = parse(encoded);
        requireUnexpired(document.path("expiration").asText(), now);
        long least = 0;
        long most = Long.MAX_VALUE;
        Set<String> covered = new HashSet<>();
        for (JsonNode condition : document.path("conditions")) {
            if (condition.isArray() && condition.path(0).asText().equalsIgnoreCase("content-length-range")) {
                least = condition.path(1).asLong();
                most = condition.path(2).asLong();
            } else if (condition.isArray()) {
                String field =
                        condition.path(1).asText().replaceFirst("^\\$", "").toLowerCase(Locale.ROOT);
                String operator = condition.path(0).asText().toLowerCase(Locale.ROOT);
                require(condition, holds(operator, field, condition.path(2).asText(), fields, bucket));
                covered.add(field);
            } else {
                condition.properties().forEach(e -> {
                    String field = e.getKey().toLowerCase(Locale.ROOT);
                    require(condition, holds("eq", field, e.getValue().asText(), fields, bucket));
                    covered.add(field);
                });
            }
        }
        requireCovered(fields.keySet(), covered);
        return new FormPolicy(least, most);
    }

    private static boolean holds(
            String operator, String field, String wanted, Map<String, String> fields, String bucket) {
        String actual = field.equals("bucket") ? bucket : fields.getOrDefault(field, "");
        return switch (operator) {
            case "eq" -> actual.equals(wanted);
            case "starts-with" ->
                field.equals("content-type")
                        ? Arrays.stream(actual.split(","))
                                .allMatch(type -> type.trim().startsWith(wanted))
                        : actual.startsWith(wanted);
            default -> throw invalid("unknown operator " + operator);
        };
    }

    private static void require(JsonNode condition, boolean holds) {
        if (!holds) {
            throw denied("Policy Condition failed: " + condition);
        }
    }

    private static void requireCovered(Set<String> fields, Set<String> covered) {
        for (String field : fields) {
            if (!covered.contains(field) && !FREE_FIELDS.contains(field) && !field.startsWith("x-ignore-")) {
                throw denied("Extra input fields: " + field);
            }
        }
    }

    private static void requireUnexpired(String expiration, Instant now) {
        try {
            if (now.isAfter(Instant.parse(expiration))) {
                throw denied("Policy expired.");
            }
        } catch (DateTimeException e) {
            throw invalid("invalid 'expiration' value: '" + expiration + "'");
        }
    }

    private static JsonNode parse(String encoded) {
        try {
            JsonNode document = JSON.readTree(Base64.getMimeDecoder().decode(encoded));
            if (!document.path("conditions").isArray()) {
                throw invalid("missing conditions");
            }
            return document;
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw invalid("not JSON in base64");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ServiceException denied(String detail) {
        return new ServiceException(403, "AccessDenied", "Invalid according to Policy: " + detail);
    }

    private static ServiceException invalid(String detail) {
        return new ServiceException(400, "InvalidPolicyDocument", "Invalid Policy: " + detail);
    }
}
