package dev.darkroom.sandbox.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.darkroom.sandbox.auth.Policy.Verdict;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
    private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ArnEquals    | aws:SourceArn     | arn:aws:s3:::mine   | ALLOWED
            ArnLike      | aws:SourceArn     | arn:aws:s3:::m*     | ALLOWED
            ArnLike      | AWS:SourceArn     | arn:aws:s3:::mine   | ALLOWED
            StringEquals | aws:SourceArn     | arn:aws:s3:::mine   | ALLOWED
            StringEquals | aws:SourceArn     | arn:aws:s3:::m*     | SILENT
            StringEquals | aws:SourceAccount | 000000000000        | ALLOWED
            StringEquals | aws:SourceAccount | 111111111111        | SILENT
            ArnEquals    | aws:SourceArn     | arn:aws:s3:::other  | SILENT
            IpAddress    | aws:SourceIp      | 127.0.0.1/8         | SILENT
            StringEquals | aws:Unheard       | x                   | SILENT
            """)
    void shouldUnderstandTheUsualConditions(String operator, String key, String value, Verdict verdict) {
        Policy policy = policy(
                "Allow",
                "{\"Service\": \"s3.amazonaws.com\"}",
                "SQS:SendMessage",
                "{\"%s\": {\"%s\": \"%s\"}}".formatted(operator, key, value));

        assertThat(policy.judge(attempt("s3.amazonaws.com"))).isEqualTo(verdict);
    }

    @Test
    void shouldDenyByAConditionThatIsNotUnderstood() {
        String unknown = "{\"IpAddress\": {\"aws:SourceIp\": \"127.0.0.1/8\"}}";

        assertThat(policy("Deny", "\"*\"", "sqs:*", unknown).judge(attempt("*")))
                .isEqualTo(Verdict.DENIED);
        assertThat(policy("Deny", "\"*\"", "sqs:*", "{\"Bool\": {\"aws:SecureTransport\": \"true\"}}")
                        .judge(attempt("*")))
                .isEqualTo(Verdict.SILENT);
    }

    @Test
    void shouldTellPrincipalsApart() {
        Policy account = policy("Allow", "{\"AWS\": [\"arn:aws:iam::000000000000:root\"]}", "sqs:Send?essage", "{}");

        assertThat(account.judge(attempt("000000000000"))).isEqualTo(Verdict.ALLOWED);
        assertThat(account.judge(attempt("*"))).isEqualTo(Verdict.SILENT);
        assertThat(account.isPublic()).isFalse();
    }

    @Test
    void shouldCallAPolicyPublicUnlessAConditionConfinesIt() {
        assertThat(policy("Allow", "{\"AWS\": \"*\"}", "sqs:*", "{}").isPublic())
                .isTrue();
        assertThat(policy("Deny", "\"*\"", "sqs:*", "{}").isPublic()).isFalse();
        assertThat(policy("Allow", "\"*\"", "sqs:*", "{\"StringEquals\": {\"aws:SourceAccount\": \"1\"}}")
                        .isPublic())
                .isFalse();
        assertThat(policy("Allow", "\"*\"", "sqs:*", "{\"StringLike\": {\"aws:UserAgent\": \"x\"}}")
                        .isPublic())
                .isTrue();
    }

    @Test
    void shouldRefuseWhatIsNoPolicy() {
        assertThatThrownBy(() -> Policy.parse("{")).hasMessageContaining("Json");
        assertThatThrownBy(() -> policy("Maybe", "\"*\"", "sqs:*", "{}")).hasMessageContaining("effect");
    }

    private static Policy policy(String effect, String principal, String action, String condition) {
        return Policy.parse("{\"Statement\": [{\"Effect\": \"%s\", \"Principal\": %s, \"Action\": [\"%s\"],"
                        .formatted(effect, principal, action)
                + " \"Resource\": \"%s\", \"Condition\": %s}]}".formatted(QUEUE, condition));
    }

    private static Policy.Attempt attempt(String principal) {
        Map<String, String> context = Map.of(
                "aws:sourcearn", "arn:aws:s3:::mine",
                "aws:sourceaccount", "000000000000",
                "aws:securetransport", "false");
        return new Policy.Attempt(principal, "sqs:SendMessage", QUEUE, context);
    }
}
