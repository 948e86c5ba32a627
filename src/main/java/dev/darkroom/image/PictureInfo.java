package dev.darkroom.image;

/**
 * What a picture is, as its header says.
 *
 * @param format its format, told by content
 * @param width width in pixels when it is upright
 * @param height height in pixels when it is upright
 * @param frames number of frames of an animation or pages of a document; 1 for a still
 */
public record PictureInfo(ImageFormat format, int width, int height, int frames) {

    static PictureInfo of(PictureHeader header) {
        Size size = header.orientation().transposes() ? header.size().transposed() : header.size();
        return new PictureInfo(header.format(), size.width(), size.height(), header.frames());
    }
}
