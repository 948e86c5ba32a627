package dev.darkroom.camel.component;

import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.DefaultEndpoint;

/** Fit pictures into a box, or tell what they are: JPEG, PNG, GIF, BMP, TIFF and WebP. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "image",
        title = "Image",
        syntax = "image:operation",
        producerOnly = true,
        remote = false,
        category = {Category.FILE, Category.TRANSFORMATION},
        headersClass = ImageHeaders.class)
public class ImageEndpoint extends DefaultEndpoint {

    @UriPath(
            enums = "fit,info",
            description = "fit replaces the picture in the body by one that fits into the box: upright, in"
                    + " sRGB, without metadata. info leaves the body as it is and sets headers.")
    @Metadata(required = true)
    private final ImageOperation operation;

    @UriParam
    private ImageConfiguration configuration;

    ImageEndpoint(String uri, ImageComponent component, ImageOperation operation, ImageConfiguration configuration) {
        super(uri, component);
        this.operation = operation;
        this.configuration = configuration;
    }

    public ImageOperation getOperation() {
        return operation;
    }

    public ImageConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(ImageConfiguration configuration) {
        this.configuration = configuration;
    }

    @Override
    public Producer createProducer() {
        return switch (operation) {
            case fit -> new FitProducer(this);
            case info -> new InfoProducer(this);
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException("No route can start with image: send pictures to it");
    }

    @Override
    public boolean isRemote() {
        return false;
    }

    void requireValidOptions() {
        configuration.fitOptions();
        configuration.limits();
    }
}
