package dev.darkroom.gallery;

import org.apache.camel.http.base.HttpHeaderFilterStrategy;

/** Lets the gallery's own Cache-Control through, which Camel otherwise takes for one that came with the request. */
public final class PageHeaders extends HttpHeaderFilterStrategy {

    /** Lets everything through that Camel's own strategy does, and Cache-Control. */
    public PageHeaders() {
        getOutFilter().remove("cache-control");
    }
}
