package com.afftok.edge.visitor.geo;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.afftok.shared.Eventually;
import com.afftok.shared.address.AddressText;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.slf4j.LoggerFactory;

/// Shared parts of this package's tests.
public final class GeoTests {

    private GeoTests() {}

    public static byte[] address(String text) {
        return Objects.requireNonNull(AddressText.parse(text), text);
    }

    static void waitUntil(BooleanSupplier condition) {
        Eventually.holds("what the test waits for", condition);
    }

    /// Captures the log of a class in place of the console, until it is closed.
    static final class Log implements AutoCloseable {

        private final Logger logger;
        private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

        Log(Class<?> writer) {
            logger = (Logger) LoggerFactory.getLogger(writer);
            appender.start();
            logger.addAppender(appender);
            logger.setAdditive(false);
        }

        List<String> errors() {
            return List.copyOf(appender.list).stream()
                    .filter(event -> event.getLevel() == Level.ERROR)
                    .map(event -> event.getFormattedMessage() + " " + event.getKeyValuePairs())
                    .toList();
        }

        @Override
        public void close() {
            logger.detachAppender(appender);
            logger.setAdditive(true);
        }
    }
}
