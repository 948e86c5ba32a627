package dev.darkroom.browser;

import java.util.List;
import java.util.Map;

/** Keeps what the rows of a page's uploads went through, including what lasts too short a time to be seen from outside. */
final class UploadLog {

    private static final String RECORD =
            """
            window.uploadLog = { states: {}, most: 0, sent: [] };
            new MutationObserver((records) => {
              const log = window.uploadLog;
              const note = (row, state) => {
                const states = (log.states[row.querySelector('.name').textContent] ??= []);
                if (state && states.at(-1) !== state) states.push(state);
              };
              const changed = records.filter((record) => record.target.matches('.upload-row'));
              changed.forEach((record) => note(record.target, record.oldValue));
              changed.forEach((record) => note(record.target, record.target.dataset.state));
              log.most = Math.max(log.most, document.querySelectorAll('.upload-row[data-state=uploading]').length);
            }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-state'], attributeOldValue: true });
            const open = XMLHttpRequest.prototype.open;
            XMLHttpRequest.prototype.open = function (method, url, ...others) {
              window.uploadLog.sent.push(String(url));
              return open.call(this, method, url, ...others);
            };
            const ask = window.fetch;
            window.fetch = (request, ...others) => {
              window.uploadLog.sent.push(String(request.url ?? request));
              return ask(request, ...others);
            };
            """;

    private final Browser browser;

    private UploadLog(Browser browser) {
        this.browser = browser;
    }

    /** Starts with the page that is opened next. */
    static UploadLog start(Browser browser) {
        browser.injectScript(RECORD);
        return new UploadLog(browser);
    }

    /** @return the states of a file's row, in order */
    @SuppressWarnings("unchecked")
    List<String> states(String name) {
        Map<String, List<String>> states = (Map<String, List<String>>) browser.run("return window.uploadLog.states");
        return states.getOrDefault(name, List.of());
    }

    /** @return how many files were on their way at the same time */
    long mostAtOnce() {
        return (Long) browser.run("return window.uploadLog.most");
    }

    /** @return what scripts have asked of any server */
    @SuppressWarnings("unchecked")
    List<String> requests() {
        return (List<String>) browser.run("return window.uploadLog.sent");
    }
}
