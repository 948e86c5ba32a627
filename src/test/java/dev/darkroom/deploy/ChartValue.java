package dev.darkroom.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of the chart that is explained: in values.yaml, {@code # --} begins the explanation above it.
 *
 * @param standard its default
 * @param explanation in one line
 */
record ChartValue(JsonNode standard, String explanation) {

    private static final String MARK = "-- ";
    private static final Pattern COMMENT = Pattern.compile(" *# (.+)");
    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z_]+):.*");
    private static final int INDENT = 2;

    /** @return the explained values by name, such as {@code image.tag} */
    static Map<String, ChartValue> all() throws IOException {
        String file = Files.readString(Chart.source().directory().resolve("values.yaml"));
        JsonNode root = Yaml.documents(file).get(0);
        Map<String, ChartValue> values = new TreeMap<>();
        List<String> comment = new ArrayList<>();
        List<String> path = new ArrayList<>();
        for (String line : file.lines().toList()) {
            Matcher isComment = COMMENT.matcher(line);
            Matcher isKey = KEY.matcher(line);
            if (isComment.matches()) {
                comment.add(isComment.group(1));
            } else if (isKey.matches()) {
                path.subList(isKey.group(1).length() / INDENT, path.size()).clear();
                path.add(isKey.group(2));
                String text = String.join(" ", comment);
                if (text.startsWith(MARK)) {
                    values.put(
                            String.join(".", path),
                            new ChartValue(root.at("/" + String.join("/", path)), text.substring(MARK.length())));
                }
                comment.clear();
            } else {
                comment.clear();
            }
        }
        return values;
    }
}
