package dev.darkroom.command;

import dev.darkroom.aws.provision.ProvisioningException;
import dev.darkroom.aws.recovery.RecoveryException;
import dev.darkroom.aws.reindex.ReindexException;
import dev.darkroom.index.PrintableText;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells what can go wrong in one line. Everything else is a bug, whose stack trace is worth more than a short message. */
final class OneLineErrors implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments)
            throws Exception {
        if (failure instanceof CommandFailedException
                || failure instanceof ProvisioningException
                || failure instanceof RecoveryException
                || failure instanceof ReindexException) {
            print(command, failure.getMessage());
        } else if (failure instanceof SdkException refused) {
            print(command, describe(refused, command));
        } else {
            throw failure;
        }
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static String describe(SdkException failure, CommandLine command) {
        String message = failure.getMessage();
        if (isDenied(failure) && command.getCommand() instanceof AwsCommand needy) {
            return message + ". " + command.getCommandName() + " needs the rights " + needy.rights();
        }
        // The SDK has no exception of its own for these two, and lists every place where it looked
        if (message.startsWith("Unable to load region")) {
            return "No AWS region is set: give one as -Ddarkroom.aws.region=NAME or AWS_REGION=NAME in the environment";
        }
        if (message.startsWith("Unable to load credentials")) {
            return "No AWS credentials are found: give some as AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the"
                    + " environment, as a profile, or as the identity of a pod";
        }
        return message;
    }

    private static boolean isDenied(SdkException failure) {
        return failure instanceof AwsServiceException refused
                && Optional.ofNullable(refused.awsErrorDetails())
                        .map(AwsErrorDetails::errorCode)
                        .filter(code -> code.startsWith("AccessDenied"))
                        .isPresent();
    }

    private static void print(CommandLine command, String message) {
        command.getErr().println(PrintableText.of(message.strip().replaceAll("\\R\\s*", " ")));
    }
}
