package dev.darkroom.browser;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.LinearGradientPaint;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;

/** Landscapes that nobody has photographed: sky, sun or moon, hills behind hills, sometimes a lake, each number another one. */
final class Scene {

    /** Sky above, sky at the horizon, farthest hills, nearest hills, sun or moon. */
    private record Light(Color zenith, Color horizon, Color far, Color near, Color disc, boolean stars) {}

    private static final List<Light> LIGHTS = List.of(
            new Light(rgb(0x2f6fb3), rgb(0xcfe6f2), rgb(0x93b5c6), rgb(0x1f4d2b), rgb(0xfffbe6), false),
            new Light(rgb(0x2b2a5c), rgb(0xff9a5a), rgb(0xb5687a), rgb(0x1b1430), rgb(0xffe0a3), false),
            new Light(rgb(0x6a8caf), rgb(0xf7d9c4), rgb(0xb9a9b8), rgb(0x33475b), rgb(0xfff3e0), false),
            new Light(rgb(0x050b1f), rgb(0x22406b), rgb(0x1c3557), rgb(0x04070f), rgb(0xf4f1e4), true),
            new Light(rgb(0x7d9a9e), rgb(0xe9ece6), rgb(0xb8c4bf), rgb(0x4b5d52), rgb(0xffffff), false),
            new Light(rgb(0x3a1c4a), rgb(0xf25f5c), rgb(0x9b3d5f), rgb(0x160b1d), rgb(0xffd29d), false),
            new Light(rgb(0x1d7a8c), rgb(0xf3e9c9), rgb(0x7fb0a5), rgb(0x7a5a2b), rgb(0xfff9db), false));

    private static final int[][] SHAPES = {
        {400, 267}, {400, 300}, {267, 400}, {400, 225}, {400, 400}, {300, 400}, {400, 160}
    };

    private final Random random;
    private final int width;
    private final int height;
    private final Light light;
    private final double horizon;

    private Scene(int number, int width, int height) {
        this.random = new Random(number * 7919L);
        this.width = width;
        this.height = height;
        this.light = LIGHTS.get(Math.floorMod(number * 3, LIGHTS.size()));
        this.horizon = height * (0.5 + random.nextDouble() * 0.15);
    }

    /** @return a picture that fits into 400 x 400 pixels */
    static BufferedImage thumbnail(int number) {
        int[] shape = SHAPES[Math.floorMod(number, SHAPES.length)];
        return new Scene(number, shape[0], shape[1]).paint();
    }

    private BufferedImage paint() {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
        paintSky(graphics);
        double discX = width * (0.15 + random.nextDouble() * 0.7);
        paintDisc(graphics, discX);
        int ridges = 3 + random.nextInt(3);
        boolean lake = random.nextInt(3) == 0;
        for (int i = 0; i < ridges; i++) {
            double depth = (i + 1.0) / ridges;
            if (lake && i == ridges - 1) {
                paintLake(graphics, discX);
            }
            paintRidge(graphics, depth);
        }
        graphics.dispose();
        addGrain(image);
        return image;
    }

    private void paintSky(Graphics2D graphics) {
        graphics.setPaint(new GradientPaint(0, 0, light.zenith(), 0, (float) (horizon * 1.1), light.horizon()));
        graphics.fillRect(0, 0, width, height);
        if (light.stars()) {
            for (int i = 0; i < width * height / 500; i++) {
                double size = 0.4 + random.nextDouble() * random.nextDouble() * 1.6;
                graphics.setColor(new Color(1f, 1f, 1f, 0.3f + random.nextFloat() * 0.7f));
                graphics.fill(
                        new Ellipse2D.Double(random.nextDouble() * width, random.nextDouble() * horizon, size, size));
            }
            return;
        }
        for (int i = 0; i < 4; i++) {
            paintCloud(graphics, random.nextDouble() * width, random.nextDouble() * horizon * 0.6);
        }
    }

    private void paintCloud(Graphics2D graphics, double x, double y) {
        for (int i = 0; i < 14; i++) {
            double w = width * (0.06 + random.nextDouble() * 0.14);
            double h = w * (0.12 + random.nextDouble() * 0.1);
            graphics.setColor(new Color(1f, 1f, 1f, 0.05f));
            graphics.fill(new Ellipse2D.Double(
                    x + random.nextGaussian() * width * 0.08, y + random.nextGaussian() * height * 0.012, w, h));
        }
    }

    private void paintDisc(Graphics2D graphics, double x) {
        double y = horizon * (0.25 + random.nextDouble() * 0.5);
        double radius = height * (light.stars() ? 0.04 : 0.055);
        Color glow = light.disc();
        Color faded = new Color(glow.getRed(), glow.getGreen(), glow.getBlue(), 0);
        Color bright = new Color(glow.getRed(), glow.getGreen(), glow.getBlue(), 150);
        float reach = (float) (radius * 7);
        graphics.setPaint(new RadialGradientPaint(
                (float) x, (float) y, reach, new float[] {0.1f, 1f}, new Color[] {bright, faded}));
        graphics.fill(new Ellipse2D.Double(x - reach, y - reach, reach * 2, reach * 2));
        graphics.setColor(glow);
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, radius * 2, radius * 2));
    }

    private void paintRidge(Graphics2D graphics, double depth) {
        double base = horizon + (height - horizon) * depth * depth * 0.85;
        double swing = height * (0.05 + 0.09 * random.nextDouble());
        double[] phases = random.doubles(5, 0, Math.PI * 2).toArray();
        Path2D ridge = new Path2D.Double();
        ridge.moveTo(0, height);
        for (int x = 0; x <= width; x++) {
            double across = (double) x / Math.max(width, height);
            double y = 0;
            for (int octave = 0; octave < phases.length; octave++) {
                double frequency = 3.1 * Math.pow(2.1, octave);
                y += Math.sin(across * frequency + phases[octave]) / Math.pow(1.9, octave);
            }
            ridge.lineTo(x, base - swing * 0.6 + y * swing * 0.6);
        }
        ridge.lineTo(width, height);
        ridge.closePath();
        Color top = mix(light.far(), light.near(), depth);
        graphics.setPaint(
                new LinearGradientPaint(0, (float) (base - swing), 0, height, new float[] {0f, 1f}, new Color[] {
                    top, mix(top, depth < 0.9 ? light.horizon() : Color.BLACK, 0.35)
                }));
        graphics.fill(ridge);
    }

    private void paintLake(Graphics2D graphics, double discX) {
        int top = (int) (horizon + (height - horizon) * 0.35);
        graphics.setPaint(
                new GradientPaint(0, top, mix(light.horizon(), light.far(), 0.25), 0, height, light.zenith()));
        graphics.fillRect(0, top, width, height - top);
        for (int y = top; y < height; y += 2) {
            double spread = width * (0.02 + 0.1 * (y - top) / (double) (height - top));
            double length = spread * (0.5 + random.nextDouble());
            graphics.setColor(new Color(
                    light.disc().getRed(), light.disc().getGreen(), light.disc().getBlue(), 40 + random.nextInt(90)));
            graphics.fill(
                    new Ellipse2D.Double(discX - length / 2 + random.nextGaussian() * spread * 0.25, y, length, 1.3));
        }
    }

    private void addGrain(BufferedImage image) {
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int noise = (int) (random.nextGaussian() * 3);
                Color colour = new Color(image.getRGB(x, y));
                image.setRGB(
                        x,
                        y,
                        new Color(
                                        clamp(colour.getRed() + noise),
                                        clamp(colour.getGreen() + noise),
                                        clamp(colour.getBlue() + noise))
                                .getRGB());
            }
        }
    }

    private static Color mix(Color from, Color to, double share) {
        return new Color(
                clamp((int) (from.getRed() + (to.getRed() - from.getRed()) * share)),
                clamp((int) (from.getGreen() + (to.getGreen() - from.getGreen()) * share)),
                clamp((int) (from.getBlue() + (to.getBlue() - from.getBlue()) * share)));
    }

    private static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }

    private static Color rgb(int value) {
        return new Color(value);
    }
}
