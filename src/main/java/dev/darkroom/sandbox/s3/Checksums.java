package dev.darkroom.sandbox.s3;

import dev.darkroom.sandbox.auth.ChecksumAlgorithm;
import dev.darkroom.sandbox.http.Xml;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which checksums to compute for an object that comes from others, and how to show them. */
record Checksums(Set<ChecksumAlgorithm> algorithms) {

    /** A copy gets the checksum asked for, or those of the original, computed anew over the whole. */
    static Checksums ofCopy(S3Request request, StoredObject original) {
        Set<ChecksumAlgorithm> algorithms = request.header("x-amz-checksum-algorithm")
                .map(name -> Set.of(named(name)))
                .orElseGet(() -> Arrays.stream(ChecksumAlgorithm.values())
                        .filter(a -> original.checksums().containsKey(a.header()))
                        .collect(Collectors.toSet()));
        return new Checksums(algorithms);
    }

    static ChecksumAlgorithm named(String name) {
        return ChecksumAlgorithm.named(name)
                .orElseThrow(() -> Errors.invalidRequest(
                        "Checksum algorithm provided is unsupported. Please try again with any of the valid types: "
                                + Arrays.toString(ChecksumAlgorithm.values())));
    }

    static List<Xml> elements(Map<String, String> checksums) {
        return Arrays.stream(ChecksumAlgorithm.values())
                .filter(a -> checksums.containsKey(a.header()))
                .map(a -> Xml.leaf(a.element(), checksums.get(a.header())))
                .toList();
    }
}
