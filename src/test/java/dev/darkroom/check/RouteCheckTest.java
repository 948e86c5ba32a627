package dev.darkroom.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteCheckTest {

    private static ShippedRoutes shipped;
    private static RouteCheck check;

    @BeforeAll
    static void load() {
        ClassLoader loader = RouteCheckTest.class.getClassLoader();
        shipped = ShippedRoutes.load(loader);
        check = new RouteCheck(shipped, "photo.frame"::equals, loader);
    }

    @Test
    void shouldFindNothingInTheShippedRoutes() {
        assertThat(shipped.files()).hasSizeGreaterThan(10).containsKeys("resize.camel.yaml", "beans.camel.yaml");
        assertThat(check.check(shipped.files())).isEmpty();
    }

    @Test
    void shouldFindNothingWhenASingleShippedFileIsReplacedByItself() {
        shipped.files()
                .forEach((name, content) ->
                        assertThat(check.check(Map.of(name, content))).as(name).isEmpty());
    }

    @Test
    void shouldAllowRoutesOfOnesOwn() {
        assertFindings(
                        """
                        - route:
                            id: mine
                            precondition: "'{{darkroom.roles}}' ~~ 'gallery'"
                            from:
                              uri: platform-http:/mine?httpMethodRestrict=GET
                              steps:
                                - to: direct:admit
                                - setHeader:
                                    name: X-Frame
                                    simple: "{{photo.frame}} {{no.such:none}} {{?nor.this}} {{env:HOME}}"
                                - choice:
                                    when:
                                      - simple: "${header.a} == 'b'"
                                        steps:
                                          - log: "${header.a} is b"
                                    otherwise:
                                      steps:
                                        - setBody:
                                            expression:
                                              constant:
                                                expression: none
                                - setProperty:
                                    name: kind
                                    expression:
                                      language:
                                        language: header
                                        expression: Content-Type
                                - bean:
                                    ref: galleryFaults
                                    method: answer
                        """)
                .isEmpty();
    }

    @Test
    void shouldPrintAFindingInOneLineThatATerminalDoesNotObey() {
        List<Finding> findings = check.check(Map.of(
                "a.camel.yaml", "- route:\n    \"\\e[2J\\n\": 1\n    from: {uri: 'direct:a', steps: [{stop: {}}]}\n"));

        assertThat(findings)
                .singleElement()
                .extracting(Finding::text)
                .asString()
                .startsWith("a.camel.yaml:2: 'route' has no setting '");
        assertThat(findings.get(0).text())
                .hasSize(findings.get(0).text().replaceAll("\\p{Cntrl}", "").length());
    }

    @Test
    void shouldNameTheLineOfWhatIsNoYaml() {
        assertFindings("- route:\n    id: x\n\tfrom: y\n")
                .containsExactly("own.camel.yaml:3: a tab: indent with spaces");
        assertFindings("- route:\n    id: x\n   from:\n      uri: y\n")
                .singleElement()
                .asString()
                .startsWith("own.camel.yaml:3: bad indentation");
        assertFindings("- route:\n    id: 'x\n").singleElement().asString().contains("is no YAML");
        assertFindings("").containsExactly("own.camel.yaml:1: is empty: put a route into it, or remove it");
        assertFindings("# nothing\n").singleElement().asString().contains("is empty");
        assertFindings("route: x").containsExactly("own.camel.yaml:1: must be a list: start with '- route:'");
    }

    @Test
    void shouldFindAddressesThatAreTaken() {
        String template = "- route:\n    id: %s\n    from:\n      uri: %s\n      steps: [{stop: {}}]\n";
        assertFindings(template.formatted("a", "direct:admit"))
                .singleElement()
                .asString()
                .startsWith("own.camel.yaml:4: the address 'direct:admit' is also that of a route in the shipped"
                        + " admit.camel.yaml, line ");
        assertFindings(template.formatted("a", "direct:mine") + template.formatted("b", "direct:mine"))
                .containsExactly(
                        "own.camel.yaml:9: the address 'direct:mine' is also that of a route in own.camel.yaml,"
                                + " line 4: choose another");
        assertFindings(template.formatted("a", "platform-http:/images"))
                .singleElement()
                .asString()
                .contains("platform-http:/images");
        assertFindings(template.formatted("a", "platform-http:/images?httpMethodRestrict=POST"))
                .isEmpty();
        assertFindings(template.formatted("a", "direct:mine")
                        + template.formatted("b", "direct:mine")
                                .replace("    from", "    precondition: \"'1' == '1'\"\n    from"))
                .hasSize(1);
        assertFindings(template.formatted("a", "direct:mine")
                                .replace("    from", "    precondition: \"'2' == '2'\"\n    from")
                        + template.formatted("b", "direct:mine")
                                .replace("    from", "    precondition: \"'1' == '1'\"\n    from"))
                .as("for different roles, perhaps")
                .isEmpty();
    }

    /** Camel takes all that follows the first dot for the kind of the file, and does not know {@code .big.camel.yaml}. */
    @Test
    void shouldFindNamesThatCamelDoesNotLoad() {
        assertThat(check.check(
                        Map.of("own.big.camel.yaml", "- route:\n    from: {uri: 'direct:a', steps: [{stop: {}}]}\n")))
                .extracting(Finding::text)
                .containsExactly(
                        "own.big.camel.yaml:1: Camel does not load a file of this name: use no dot but those of"
                                + " .camel.yaml, as in own-big.camel.yaml");
    }

    /** The files may come from anybody who may create a ConfigMap. */
    @Test
    void shouldNotBeOverwhelmed() {
        assertFindings("[".repeat(200_000)).singleElement().asString().contains("nested");
        assertFindings("- &a [x]\n- *a\n")
                .containsExactly("own.camel.yaml:2: aliases (*name) are not supported: write out what is meant");
        assertFindings(steps("- log: \"" + "${bean:".repeat(20_000) + "\""))
                .singleElement()
                .asString()
                .contains("too nested");
        assertFindings(steps("- log: \"" + "${body} ".repeat(20_000) + "\""))
                .singleElement()
                .asString()
                .contains("too long");
        assertFindings("- x: 1\n".repeat(10_000)).hasSize(100);
    }

    @Test
    void shouldFindWhatTheDslDoesNotKnow() {
        assertFindings(steps("- setbody:\n    simple: x"))
                .containsExactly("own.camel.yaml:6: there is no step 'setbody'; did you mean 'setBody'?");
        assertFindings(steps("- setBody:\n    expression:\n      smple: x"))
                .containsExactly("own.camel.yaml:8: 'expression' has no setting 'smple'; did you mean 'simple'?");
        assertFindings(steps("- log:\n    message: x\n    loggingLevel: LOUD"))
                .containsExactly(
                        "own.camel.yaml:8: 'loggingLevel' is 'LOUD': use one of TRACE, DEBUG, INFO, WARN, ERROR, OFF");
        assertFindings(steps("- split:\n    simple: ${body}\n    parallelProcessing: perhaps"))
                .containsExactly("own.camel.yaml:8: 'parallelProcessing' is 'perhaps': use true or false");
        assertFindings(steps("- setHeader:\n    simple: x"))
                .containsExactly("own.camel.yaml:7: 'setHeader' lacks 'name'");
        assertFindings(steps("- setHeader:\n    name: a\n    name: b\n    simple: x"))
                .containsExactly("own.camel.yaml:8: 'name' is given twice: remove one");
        assertFindings(steps("- setBody:\n    simple: a\n    constant: b"))
                .containsExactly("own.camel.yaml:7: 'setBody' has 'constant' and 'simple': keep one of them");
        assertFindings(steps("- log: a\n  stop: {}"))
                .singleElement()
                .asString()
                .contains("'log' and 'stop' are in one item");
        assertFindings("- route:\n    id: own\n    from:\n      uri: direct:a\n    steps:\n      - log: x\n")
                .containsExactly(
                        "own.camel.yaml:4: 'from' lacks 'steps'",
                        "own.camel.yaml:5: 'route' has no setting 'steps': put 'steps' below 'from'");
        assertFindings("- routes: {}\n")
                .containsExactly("own.camel.yaml:1: 'routes' cannot stand here; did you mean 'route'?");
        assertFindings("- route:\n    id: own\n").containsExactly("own.camel.yaml:2: 'route' lacks 'from'");
    }

    /** Whatever is misspelt in a route, its line is named. */
    @ParameterizedTest
    @ValueSource(strings = {"resize", "upload-faults", "gallery", "admit"})
    void shouldNameTheLineOfEveryNameThatIsMisspelt(String route) {
        String file = route + ".camel.yaml";
        List<String> lines = shipped.files().get(file).lines().toList();

        for (int i = 0; i < lines.size(); i++) {
            List<String> broken = new ArrayList<>(lines);
            broken.set(i, lines.get(i).replaceFirst("^([ -]*[a-zA-Z]+):", "$1x:"));
            int line = i + 1;
            if (!broken.equals(lines)) {
                assertThat(check.check(Map.of(file, String.join("\n", broken))))
                        .as(broken.get(i))
                        .anySatisfy(finding -> assertThat(finding.line()).isEqualTo(line));
            }
        }
    }

    @Test
    void shouldFindNothingInTheExamplesOfTheGuide() throws IOException {
        Matcher example =
                Pattern.compile("(?s)```yaml\n(.*?)```").matcher(Files.readString(Path.of("docs/change-routes.md")));

        // the class of the reader's own jar is not in the app
        List<String> examples = example.results()
                .map(found -> found.group(1).replace("com.example.Grey", "java.lang.Object"))
                .toList();

        assertThat(examples).isNotEmpty().allSatisfy(route -> assertFindings(route)
                .isEmpty());
    }

    @Test
    void shouldFindWhatComponentsDoNotKnow() {
        assertFindings(steps("- to: direkt:admit"))
                .containsExactly("own.camel.yaml:6: there is no component 'direkt'; did you mean 'direct'?");
        assertFindings(steps("- to: kafka:photos"))
                .singleElement()
                .asString()
                .contains("there is no component 'kafka'; there are ", "aws2-s3");
        assertFindings(s3("pojoReqest: true"))
                .containsExactly("own.camel.yaml:10: aws2-s3 has no option 'pojoReqest'; did you mean 'pojoRequest'?");
        assertFindings(s3("operation: getObjekt")).singleElement().asString().endsWith("did you mean 'getObject'?");
        assertFindings(s3("pojoRequest: maybe")).singleElement().asString().endsWith("is 'maybe': use true or false");
        assertFindings(s3("deleteAfterRead: true"))
                .singleElement()
                .asString()
                .contains("'deleteAfterRead' of aws2-s3 is for 'from'");
        assertFindings(steps("- to: aws2-s3"))
                .containsExactly("own.camel.yaml:6: aws2-s3 lacks the option 'bucketNameOrArn'");
        assertFindings(steps("- to: aws2-s3:photos?operashun=getObject"))
                .singleElement()
                .asString()
                .contains("no option 'operashun'");
        assertFindings(s3("operation: \"{{darkroom.upload.access}}\"")).isEmpty();
    }

    @Test
    void shouldFindPlaceholdersThatNobodySets() {
        assertFindings(steps("- log: \"{{darkroom.uplaod.bucket}}\""))
                .containsExactly(
                        "own.camel.yaml:6: {{darkroom.uplaod.bucket}} is not set: set it, or give a default as in"
                                + " {{darkroom.uplaod.bucket:value}}; did you mean 'darkroom.upload.bucket'?");
        assertFindings(steps("- log: \"{{photo.frame}} {{a:{{b}}}}\""))
                .singleElement()
                .asString()
                .contains("{{b}} is not set");
    }

    @Test
    void shouldFindExpressionsThatCannotBeParsed() {
        assertFindings(steps("- log: Hi ${nobody}"))
                .singleElement()
                .asString()
                .contains("'Hi ${nobody}': Unknown function: nobody");
        assertFindings(steps("- setBody:\n    simple: ${body"))
                .singleElement()
                .asString()
                .startsWith("own.camel.yaml:7: bad simple expression");
        assertFindings(steps("- filter:\n    simple: ${body} === 1\n    steps:\n      - stop: {}"))
                .singleElement()
                .asString()
                .startsWith("own.camel.yaml:7: bad simple expression '${body} === 1'");
        assertFindings(steps("- setBody:\n    jq: .a"))
                .singleElement()
                .asString()
                .contains("there is no language 'jq'");
        assertFindings(steps("- setBody:\n    jsonpath: $.a"))
                .singleElement()
                .asString()
                .contains("there is no language 'jsonpath'");
    }

    @Test
    void shouldFindIdsThatAreTaken() {
        assertFindings(steps("- log:\n    id: twice\n    message: a\n- log:\n    id: twice\n    message: b"))
                .containsExactly(
                        "own.camel.yaml:10: the id 'twice' is also on line 7 of own.camel.yaml: choose another");
        String resize =
                "- route:\n    id: resize\n    from:\n      uri: direct:resize\n      steps:\n        - stop: {}\n";
        assertFindings(resize.replace("direct:resize", "direct:mine"))
                .singleElement()
                .asString()
                .contains("the id 'resize' is also in the shipped resize.camel.yaml");
        assertThat(check.check(Map.of("resize.camel.yaml", resize))).isEmpty();
    }

    @Test
    void shouldFindNamesOfWhatIsNotThere() {
        assertFindings(steps("- bean:\n    ref: orignals"))
                .containsExactly(
                        "own.camel.yaml:7: there is no bean 'orignals': define it under 'beans'; did you mean 'originals'?");
        assertFindings(steps("- process:\n    ref: nobody"))
                .singleElement()
                .asString()
                .contains("no bean 'nobody'");
        assertFindings(steps("- setBody:\n    method:\n      ref: nobody"))
                .singleElement()
                .asString()
                .contains("no bean 'nobody'");
        assertFindings(s3("amazonS3Client: \"#nobody\""))
                .singleElement()
                .asString()
                .contains("no bean 'nobody'");
        assertFindings(steps("- to: direct:admitt"))
                .containsExactly("own.camel.yaml:6: no route is from 'direct:admitt'; did you mean 'direct:admit'?");
        assertFindings("- beans:\n    - name: a\n      type: dev.darkroom.Nope\n")
                .containsExactly("own.camel.yaml:3: there is no class 'dev.darkroom.Nope' in this app");
        assertFindings(
                        "- route:\n    id: own\n    routeConfigurationId: left-to-me\n    from:\n      uri: direct:own\n      steps:\n        - stop: {}\n")
                .singleElement()
                .asString()
                .startsWith("own.camel.yaml:3: there is no routeConfiguration 'left-to-me'");
    }

    /** Camel lets a part of an address stand among the parameters. */
    @Test
    void shouldKnowAnAddressInEverySpelling() {
        assertFindings(steps("- to:\n    uri: direct\n    parameters:\n      name: admit"))
                .isEmpty();
        assertFindings(steps("- to:\n    uri: direct\n    parameters:\n      name: admitt"))
                .singleElement()
                .asString()
                .contains("no route is from 'direct:admitt'");
        String taken = "- route:\n    id: own\n    from:\n      uri: %s\n      steps:\n        - stop: {}\n";
        assertFindings(taken.formatted("direct\n      parameters:\n        name: admit"))
                .singleElement()
                .asString()
                .contains("the address 'direct:admit' is also that of a route in the shipped admit.camel.yaml");
        assertFindings(taken.formatted(
                        "platform-http:images\n      parameters:\n        httpMethodRestrict: POST, GET"))
                .singleElement()
                .asString()
                .contains(
                        "the address 'platform-http:/images' is also that of a route in the shipped images.camel.yaml");
        assertFindings(taken.formatted("platform-http:images\n      parameters:\n        httpMethodRestrict: POST"))
                .isEmpty();
    }

    @Test
    void shouldKnowTheBeansOfAllFilesTogether() {
        String beans =
                "- beans:\n    - name: mine\n      type: dev.darkroom.camel.IncomingUploads\n      constructors:\n        \"0\": x\n";

        assertThat(check.check(Map.of("a.camel.yaml", steps("- bean:\n    ref: mine"), "b.camel.yaml", beans)))
                .isEmpty();
    }

    @Test
    void shouldMissWhatAReplacedFileHad() {
        String beans = "- beans:\n    - name: mine\n      type: dev.darkroom.camel.IncomingUploads\n";

        assertThat(check.check(Map.of(
                        "own.camel.yaml", steps("- bean:\n    ref: incoming"), "upload-beans.camel.yaml", beans)))
                .extracting(Finding::text)
                .containsExactly("own.camel.yaml:7: there is no bean 'incoming': define it under 'beans'");
    }

    @Test
    void shouldSayTheSameInManyThreads() {
        ConcurrentLinkedQueue<List<Finding>> answers = new ConcurrentLinkedQueue<>();
        String broken = steps("- setbody: x\n- bean:\n    ref: nobody\n- log: ${nobody}");

        IntStream.range(0, 32).parallel().forEach(i -> answers.add(check.check(Map.of("own.camel.yaml", broken))));

        assertThat(answers)
                .hasSize(32)
                .allSatisfy(answer -> assertThat(answer).hasSize(3).isEqualTo(answers.peek()));
    }

    private static ListAssert<String> assertFindings(String content) {
        return assertThat(check.check(Map.of("own.camel.yaml", content)).stream()
                .map(Finding::text)
                .toList());
    }

    /** @return a route whose steps start on line 6 */
    private static String steps(String steps) {
        return "- route:\n    id: own\n    from:\n      uri: direct:own\n      steps:\n" + steps.indent(8);
    }

    private static String s3(String option) {
        return steps("- to:\n    uri: aws2-s3\n    parameters:\n      bucketNameOrArn: photos\n      " + option);
    }
}
