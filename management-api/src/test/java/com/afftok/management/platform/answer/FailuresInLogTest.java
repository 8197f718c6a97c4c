package com.afftok.management.platform.answer;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.afftok.management.RunningApi;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

final class FailuresInLogTest {

    @Test
    void a_row_that_the_database_refuses_unexpectedly_is_not_in_the_log() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        try (RunningApi api = RunningApi.own()) {
            api.sql("alter table accounts add constraint test_only check (country <> 'IS')");

            HttpResponse<String> answer =
                    api.post(
                            "/api/auth/register",
                            """
                            {"username":"sigridur","email":"sigridur@example.is","password":"Correct-9-Horses",
                             "full_name":"Sigridur","role":"promoter","country":"IS"}
                            """);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("test_only", "sigridur");
        } finally {
            root.detachAppender(lines);
        }
        assertThat(lines.list.stream().map(FailuresInLogTest::text).collect(Collectors.joining()))
                .contains("a request failed unexpectedly", "test_only")
                .doesNotContain("Failing row", "sigridur");
    }

    private static String text(ILoggingEvent event) {
        return event.getFormattedMessage()
                + event.getKeyValuePairs()
                + (event.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
}
