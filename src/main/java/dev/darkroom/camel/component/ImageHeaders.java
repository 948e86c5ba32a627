package dev.darkroom.camel.component;

import org.apache.camel.spi.Metadata;

/** Headers that the component sets. */
public final class ImageHeaders {

    @Metadata(
            label = "producer",
            description = "Format of the picture in the body: jpeg or png, with info also gif, bmp, tiff or webp.",
            javaType = "String")
    public static final String FORMAT = "CamelImageFormat";

    @Metadata(
            label = "producer",
            description = "Width of the picture in the body, upright, in pixels.",
            javaType = "int")
    public static final String WIDTH = "CamelImageWidth";

    @Metadata(
            label = "producer",
            description = "Height of the picture in the body, upright, in pixels.",
            javaType = "int")
    public static final String HEIGHT = "CamelImageHeight";

    @Metadata(
            label = "producer",
            description = "Frames of the animation or pages of the document that came in; 1 for a still.",
            javaType = "int")
    public static final String FRAMES = "CamelImageFrames";

    @Metadata(
            label = "producer",
            description = "Content type of the picture in the body, such as image/jpeg.",
            javaType = "String")
    public static final String CONTENT_TYPE = "Content-Type";

    private ImageHeaders() {}
}
