package dev.darkroom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The tables of docs/secure.md promise nothing that is not tried. */
class SecurityTableTest {

    private static final Path DOCUMENT = Path.of("docs/secure.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern ROW = Pattern.compile("\\| (?!what |---)(.+) \\| (.+) \\| (.*) \\|");
    private static final Pattern REFERENCE = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final List<String> HOSTILE =
            List.of("HostileUploadsTest", "HostileMessagesTest", "HostileRequestsTest");

    @Test
    void shouldNameATestInEveryRow() throws IOException {
        List<String> rows = rows();

        assertThat(rows)
                .hasSizeGreaterThan(40)
                .allMatch(row -> REFERENCE.matcher(row).results().findAny().isPresent());
    }

    @Test
    void shouldNameTestsThatExist() throws IOException, ClassNotFoundException {
        List<String> missing = new ArrayList<>();
        for (String reference : references()) {
            String[] parts = reference.split("#");
            if (!tests(parts[0]).contains(parts[1])) {
                missing.add(reference);
            }
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void shouldNameEveryTestOfHostileInput() throws IOException, ClassNotFoundException {
        Set<String> named = references();

        for (String type : HOSTILE) {
            for (String test : tests(type)) {
                assertThat(named).contains(type + "#" + test);
            }
        }
    }

    private static List<String> rows() throws IOException {
        try (Stream<String> lines = Files.lines(DOCUMENT)) {
            return lines.map(ROW::matcher)
                    .filter(Matcher::matches)
                    .map(row -> row.group(3))
                    .toList();
        }
    }

    private static Set<String> references() throws IOException {
        Set<String> references = new TreeSet<>();
        for (String row : rows()) {
            Matcher reference = REFERENCE.matcher(row);
            while (reference.find()) {
                references.add(reference.group(1) + "#" + reference.group(2));
            }
        }
        return references;
    }

    /** Names of the tests of a class, inherited ones included. */
    private static List<String> tests(String simpleName) throws IOException, ClassNotFoundException {
        List<String> names = new ArrayList<>();
        for (Class<?> type = find(simpleName); type != Object.class; type = type.getSuperclass()) {
            Arrays.stream(type.getDeclaredMethods())
                    .filter(SecurityTableTest::isTest)
                    .map(Method::getName)
                    .forEach(names::add);
        }
        return names;
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }

    private static Class<?> find(String simpleName) throws IOException, ClassNotFoundException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            Path file = files.filter(path -> path.endsWith(simpleName + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new ClassNotFoundException(simpleName));
            String name = TESTS.relativize(file).toString().replaceAll("\\.java$", "");
            return Class.forName(
                    name.replace('/', '.').replace('\\', '.'), false, SecurityTableTest.class.getClassLoader());
        }
    }
}
