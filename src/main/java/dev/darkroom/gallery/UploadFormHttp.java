package dev.darkroom.gallery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.apache.camel.Exchange;

/** Upload forms as HTTP answers: the step that the route of {@code /upload-form} names. Thread-safe. */
public final class UploadFormHttp {

    private final UploadForms forms;
    private final JsonHttp json;

    /**
     * @param forms makes the forms
     * @param json how answers are sent
     */
    public UploadFormHttp(UploadForms forms, JsonHttp json) {
        this.forms = forms;
        this.json = json;
    }

    /**
     * Answers {@code GET /upload-form}, with {@code name} (what the file is called) and {@code type} (its content type) as query
     * parameters. Each answer is a new form.
     *
     * @param exchange request and answer
     * @throws InvalidRequestException if the type is none of those that can be shown
     */
    public void create(Exchange exchange) throws InvalidRequestException {
        Query query = Query.of(exchange.getMessage());
        Optional<UploadName> name = query.value("name").map(UploadName::of);
        Optional<String> text = query.value("type");
        Optional<PictureType> type = text.isPresent() ? Optional.of(PictureType.parse(text.get())) : Optional.empty();
        json.ok(exchange, describe(forms.create(name, type, Optional.empty())));
    }

    private ObjectNode describe(UploadForm form) {
        ObjectNode body = json.object().put("url", form.url().toString());
        ObjectNode fields = body.putObject("fields");
        form.fields().forEach(fields::put);
        form.key().ifPresent(key -> body.put("key", key));
        return body.put("keyPrefix", form.keyPrefix())
                .put("maxBytes", form.maxBytes())
                .put("expiresAt", form.expiresAt().toString());
    }
}
