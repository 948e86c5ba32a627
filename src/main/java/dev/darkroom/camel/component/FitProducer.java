package dev.darkroom.camel.component;

import dev.darkroom.camel.MemoryBudget;
import dev.darkroom.camel.MemoryShortException;
import dev.darkroom.image.FitOptions;
import dev.darkroom.image.ImageException;
import dev.darkroom.image.PictureInfo;
import dev.darkroom.image.Thumbnail;
import dev.darkroom.image.Thumbnailer;
import dev.darkroom.image.Timings;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultProducer;

/** Replaces pictures by ones that fit into a box. */
final class FitProducer extends DefaultProducer {

    /** The thumbnail itself, and the copy that is made to send it. */
    private static final long COPIES_KEPT = 2;

    private final Thumbnailer thumbnailer;
    private final FitOptions options;
    private final Optional<MemoryBudget> memory;

    FitProducer(ImageEndpoint endpoint) {
        super(endpoint);
        ImageConfiguration configuration = endpoint.getConfiguration();
        this.thumbnailer = new Thumbnailer(configuration.limits());
        this.options = configuration.fitOptions();
        this.memory = configuration.memory();
    }

    @Override
    public void process(Exchange exchange) throws Exception {
        Message message = exchange.getMessage();
        Thumbnail fitted = fit(exchange);
        message.setBody(fitted.content());
        keepMeasures(fitted, exchange);
        PictureHeaders.set(
                message,
                new PictureInfo(
                        fitted.format(),
                        fitted.width(),
                        fitted.height(),
                        fitted.source().frames()));
    }

    private static void keepMeasures(Thumbnail fitted, Exchange exchange) {
        Timings before = exchange.getProperty(ImageProperties.TIMINGS, Timings.class);
        if (before == null) {
            exchange.setProperty(ImageProperties.TIMINGS, fitted.timings());
            exchange.setProperty(ImageProperties.PIXELS, fitted.source().pixels());
        } else {
            exchange.setProperty(ImageProperties.TIMINGS, before.plus(fitted.timings()));
        }
    }

    private Thumbnail fit(Exchange exchange)
            throws ImageException, InvalidPayloadException, MemoryShortException, InterruptedException {
        try {
            byte[] picture = exchange.getMessage().getMandatoryBody(byte[].class);
            return memory.isEmpty()
                    ? thumbnailer.fit(picture, options)
                    : fit(picture, memory.get().shareOf(exchange));
        } catch (ImageException e) {
            throw Refusals.of(e);
        } catch (OutOfMemoryError exhausted) {
            // Whatever else took the memory, this picture is not to blame, and Camel expects no errors of steps.
            throw new MemoryShortException(MemoryShortException.JUST_NOW, exhausted);
        }
    }

    private Thumbnail fit(byte[] picture, MemoryBudget.Share share)
            throws ImageException, MemoryShortException, InterruptedException {
        share.awaitDecoding(thumbnailer.heapNeeded(picture, options));
        Thumbnail fitted = thumbnailer.fit(picture, options);
        share.keep(COPIES_KEPT * fitted.content().length);
        return fitted;
    }
}
