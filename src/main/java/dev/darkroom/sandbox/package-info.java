/**
 * S3 and SQS on one port, for laptops, tests and demos. Start it with {@link dev.darkroom.sandbox.Sandbox} inside a
 * program or with {@link dev.darkroom.sandbox.SandboxMain} alone.
 *
 * <p>It behaves like AWS where an application can tell: signatures, checksums, conditions and policies are verified, new
 * buckets are as closed as AWS makes them, events reach only queues whose policy lets them in. What it does not know it
 * answers with 501 and says so. Addresses are path-style; there is one account, 000000000000, and one pair of
 * credentials, whose holder owns everything.
 *
 * <p>Packages, each knowing only those after it: this one puts the parts together and injects faults; {@code s3} and
 * {@code sqs} are the services and do not know each other; {@code auth} proves who sends what; {@code store} keeps data;
 * {@code http} is the port.
 */
package dev.darkroom.sandbox;
