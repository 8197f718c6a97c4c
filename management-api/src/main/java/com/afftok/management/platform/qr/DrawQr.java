package com.afftok.management.platform.qr;

import io.nayuki.qrcodegen.QrCode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/// Draws an address as a QR code for print: medium error correction and the quiet zone of the
/// standard.
public final class DrawQr {

    private static final int BORDER = 4;
    private static final int WHITE = 0xffffff;

    private DrawQr() {}

    /// A PNG of about this width and height, with at least one pixel per module.
    public static byte[] png(String address, int size) {
        QrCode code = encode(address);
        int modules = code.size + 2 * BORDER;
        int scale = Math.max(1, size / modules);
        int pixels = modules * scale;
        BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < pixels; y++) {
            for (int x = 0; x < pixels; x++) {
                if (!code.getModule(x / scale - BORDER, y / scale - BORDER)) {
                    image.setRGB(x, y, WHITE);
                }
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static String pngAsUrl(String address, int size) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png(address, size));
    }

    public static String svg(String address) {
        QrCode code = encode(address);
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append("M%d,%dh1v1h-1z".formatted(x + BORDER, y + BORDER));
                }
            }
        }
        int modules = code.size + 2 * BORDER;
        return """
        <svg xmlns="http://www.w3.org/2000/svg" version="1.1" viewBox="0 0 %1$d %1$d" \
        shape-rendering="crispEdges"><path fill="#fff" d="M0,0h%1$dv%1$dh-%1$dz"/>\
        <path d="%2$s"/></svg>
        """
                .formatted(modules, path);
    }

    private static QrCode encode(String address) {
        return QrCode.encodeText(address, QrCode.Ecc.MEDIUM);
    }
}
