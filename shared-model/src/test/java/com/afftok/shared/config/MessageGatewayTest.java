package com.afftok.shared.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MessageGatewayTest {

    private static final String NAME = "SMS_GATEWAY";

    @Test
    void is_an_address_with_or_without_body_and_header() {
        MessageGateway gateway =
                Objects.requireNonNull(
                        read(
                                new Environment(
                                        Map.of(
                                                NAME,
                                                "https://sms.example.com/v1/messages",
                                                NAME + "_BODY",
                                                "{\"to\":\"{to}\",\"t\":\"{text}\"}",
                                                NAME + "_AUTH",
                                                "Bearer s3cr3t"))));

        assertThat(gateway.isJson()).isTrue();
        assertThat(gateway.body("+1", "a \"b\""))
                .isEqualTo("{\"to\":\"+1\",\"t\":\"a \\\"b\\\"\"}");
        assertThat(gateway.authorization()).isEqualTo("Bearer s3cr3t");
        assertThat(gateway).hasToString("MessageGateway[]");
        assertThat(read(new Environment(Map.of()))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sms.example.com/send",
                "https://sms.example.com/send?to={to}",
                "https://{to}.example.com/send?text={text}",
                "https://sms.example.com?to={to}&text={text}",
                "http://sms.example.com/?to={to}&text={text}",
                "ftp://127.0.0.1/?to={to}&text={text}",
                "https://me:hunter2@sms.example.com/?to={to}&text={text}",
                "https://sms.example.com/?to={to}&text={text}&from={from}",
                "https://sms.example.com/?to={to}&text={text}&from=<>",
                "https://sms.example.com/?to={to}&text={text}#hunter2",
                "https:///send?to={to}&text={text}",
                "hunter2"
            })
    void reports_an_address_that_can_not_be_used_and_repeats_nothing_of_it(String url) {
        Environment environment = new Environment(Map.of(NAME, url));

        read(environment);

        assertThat(environment.problems()).hasSize(1);
        assertThat(environment.problems().getFirst().variable()).isEqualTo(NAME);
        assertThat(environment.problems().toString()).doesNotContain("hunter2", "example");
    }

    @Test
    void reports_what_does_not_fit() {
        Environment alone = new Environment(Map.of(NAME + "_AUTH", "Bearer hunter2"));
        read(alone);
        assertThat(alone.problems().toString())
                .contains("is required with")
                .doesNotContain("hunter2");

        Environment header =
                new Environment(
                        Map.of(
                                NAME,
                                "https://sms.example.com/?to={to}&text={text}",
                                NAME + "_AUTH",
                                "Bearer hunter2\r\nX-Other: 1"));
        read(header);
        assertThat(header.problems().getFirst().variable()).isEqualTo(NAME + "_AUTH");
        assertThat(header.problems().toString()).doesNotContain("hunter2");
    }

    private static @Nullable MessageGateway read(Environment environment) {
        return MessageGateway.read(environment, NAME, NAME + "_BODY", NAME + "_AUTH");
    }
}
