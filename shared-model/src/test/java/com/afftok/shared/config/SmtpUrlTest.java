package com.afftok.shared.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.shared.config.SmtpUrl.Tls;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpUrlTest {

    @Test
    void reads_every_part() {
        assertThat(SmtpUrl.parse("smtps://me%40shop.example:p%40ss@mail.example:2465"))
                .isEqualTo(
                        new SmtpUrl(
                                Tls.ALWAYS, "mail.example", 2465, "me@shop.example", "p@ss", null));
    }

    @ParameterizedTest
    @CsvSource({
        "smtp://mail.example, STARTTLS, 587",
        "smtps://mail.example, ALWAYS, 465",
        "smtp://mail.example:25?starttls=off, NEVER, 25",
        "smtp://me:secret@127.0.0.1:25?starttls=off, NEVER, 25"
    })
    void encrypts_unless_it_must_not(String url, Tls tls, int port) {
        assertThat(SmtpUrl.parse(url).tls()).isEqualTo(tls);
        assertThat(SmtpUrl.parse(url).port()).isEqualTo(port);
    }

    @Test
    void shows_no_password() {
        assertThat(SmtpUrl.parse("smtp://me:s3cr3t@[::1]?starttls=off"))
                .hasToString("smtp://me:***@[::1]:587?starttls=off");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mail.example:25 | must start with a scheme and ://",
                "http://me:s3cr3t@mail.example | must start with smtp:// or smtps://",
                "smtp:// | must name a host",
                "smtp://me@mail.example | must have both a user and a password, or neither",
                "smtp://:s3cr3t@mail.example | must have both a user and a password, or neither",
                "smtp://me:s3cr3t@mail.example:0 | must have a port from 1 to 65535",
                "smtp://me:s3cr3t@mail.example/box | may have no path",
                "smtp://me:s3cr3t@mail.example?tls=off | may have no parameter but smtp://…?starttls=off",
                "smtps://me:s3cr3t@mail.example?starttls=off | may have no parameter but smtp://…?starttls=off",
                "smtp://me:s3cr3t@mail.example?starttls=off | must not send a password to another machine with starttls=off"
            })
    void names_the_flaw_and_never_the_password(String url, String flaw) {
        assertThatThrownBy(() -> SmtpUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(flaw);
    }

    @Test
    void is_optional_in_the_environment() {
        assertThat(new Environment(Map.of()).smtpUrl("SMTP_URL", "SMTP_CA")).isNull();
        assertThat(
                        new Environment(Map.of("SMTP_URL", "smtp://mail.example"))
                                .smtpUrl("SMTP_URL", "SMTP_CA"))
                .isEqualTo(SmtpUrl.parse("smtp://mail.example"));
    }
}
