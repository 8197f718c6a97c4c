package com.afftok.edge.click;

import com.afftok.shared.click.Bucket;
import com.afftok.shared.click.ClickEvent;
import io.netty.util.AsciiString;
import io.vertx.core.MultiMap;
import java.util.stream.IntStream;

/// The headers with details of the click.
final class ClickHeaders {

    private static final AsciiString CLICK_ID = AsciiString.cached("X-Click-ID");
    private static final AsciiString SCORE = AsciiString.cached("X-Fraud-Score");
    private static final AsciiString COUNTRY = AsciiString.cached("X-Country");
    private static final AsciiString DUPLICATE = AsciiString.cached("X-Click-Duplicate");
    private static final AsciiString TRUE = AsciiString.cached("true");
    private static final AsciiString UNKNOWN_COUNTRY = AsciiString.cached("XX");
    private static final AsciiString[] SCORES =
            IntStream.rangeClosed(0, ClickEvent.MAX_SCORE)
                    .mapToObj(hundredths -> "%d.%02d".formatted(hundredths / 100, hundredths % 100))
                    .map(AsciiString::cached)
                    .toArray(AsciiString[]::new);

    private final boolean tellScore;

    ClickHeaders(boolean tellScore) {
        this.tellScore = tellScore;
    }

    void redirected(MultiMap headers, ClickEvent click, String clickId) {
        headers.set(CLICK_ID, clickId)
                .set(COUNTRY, click.country().isEmpty() ? UNKNOWN_COUNTRY : click.country());
        if (tellScore) {
            headers.set(SCORE, SCORES[click.score()]);
        }
        if (click.bucket() == Bucket.DUPLICATE) {
            headers.set(DUPLICATE, TRUE);
        }
    }
}
