package com.afftok.management.access.phone;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.afftok.management.RunningApi;
import com.afftok.management.SentMessages;
import com.afftok.management.access.auth.Registered;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// How many codes are sent.
final class CodeLimitsTest {

    private final RunningApi api = RunningApi.shared();
    private final Phone phone = Phone.in(api);

    @Test
    void a_number_gets_one_code_in_thirty_seconds_and_five_in_an_hour() {
        List<HttpResponse<String>> answers = Phone.atOnce(10, phone::send);
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 200).hasSize(1);
        HttpResponse<String> early = phone.send();
        assertThat(early.body()).contains("RATE_001");
        assertThat(retryAfter(early)).isBetween(1L, 30L);

        for (int i = 2; i <= 5; i++) {
            phone.later("31 seconds");
            assertThat(phone.send().statusCode()).isEqualTo(200);
        }
        phone.later("31 seconds");
        HttpResponse<String> sixth = phone.send();
        assertThat(sixth.body()).contains("RATE_001");
        assertThat(retryAfter(sixth)).isBetween(3000L, 3600L);

        phone.later("1 hour");
        assertThat(phone.send().statusCode()).isEqualTo(200);
    }

    @Test
    void strangers_use_up_the_codes_of_their_network_and_of_other_strangers_but_not_of_the_owner() {
        try (RunningApi proxied = api.sibling(Map.of("TRUSTED_PROXIES", "127.0.0.0/8"))) {
            Phone owner = Phone.in(proxied).at("198.51.100.7");
            owner.register();

            assertThat(codes(owner.at("203.0.113.1"), 6)).isEqualTo(5);
            assertThat(codes(owner.at("203.0.113.2"), 5)).isEqualTo(4);
            assertThat(retryAfter(owner.at("203.0.113.3").send())).isBetween(2000L, 3600L);
            assertThat(codes(owner, 6)).isEqualTo(5);

            owner.later("1 hour");
            assertThat(codes(owner.at("203.0.113.4"), 5)).isEqualTo(5);
            assertThat(codes(owner.at("203.0.113.5"), 5)).isEqualTo(5);
            owner.later("1 hour");
            assertThat(retryAfter(owner.at("203.0.113.6").send())).isBetween(70_000L, 86_400L);
            assertThat(owner.send().statusCode()).isEqualTo(200);
        }
    }

    /// How many of so many requests, each after half a minute, are served.
    private static long codes(Phone from, int requests) {
        return IntStream.range(0, requests)
                .filter(_ -> {
                    from.later("31 seconds");
                    return from.send().statusCode() == 200;
                })
                .count();
    }

    @Test
    void numbers_of_no_user_have_half_of_the_codes_of_a_day_and_no_answer_shows_it() {
        Phone owner = Phone.in(api, "+97150", 7);
        owner.register();
        owner.later("1 minute");
        Phone nobody = Phone.in(api, "+97150", 7);
        Registered user = Registered.in(api).confirmed();
        long total = total();
        day("AE", 501, 500);

        HttpResponse<String> unknown = nobody.send();
        HttpResponse<String> known = owner.send();
        HttpResponse<String> wanted =
                user.send(
                        "PUT",
                        "/api/auth/phone",
                        user.token(),
                        "{\"phone\":\"%s\"}".formatted(nobody.number()));

        assertThat(unknown.statusCode()).isEqualTo(known.statusCode()).isEqualTo(200);
        assertThat(Phone.masked(unknown)).isEqualTo(Phone.masked(known));
        assertThat(owner.verify(owner.read(known).json()).body()).contains("\"registered\":true");
        assertThat(SentMessages.to(nobody.number(), "sms")).isEmpty();
        assertThat(wanted.body()).contains("RATE_001");
        assertThat(total()).isEqualTo(total + 1);

        owner.later("1 minute");
        nobody.later("1 minute");
        day("AE", 1000, 500);
        assertThat(owner.send().body()).contains("RATE_001");
        assertThat(nobody.send().body()).contains("RATE_001");
    }

    @Test
    void a_country_and_a_day_get_no_more_codes_than_configured() {
        Phone egyptian = Phone.in(api, "+2010", 8);
        long total = total();
        day("EG", 1000);
        HttpResponse<String> refused = egyptian.send();
        assertThat(refused.body()).contains("RATE_001");
        assertThat(retryAfter(refused)).isBetween(1L, 86_400L);
        assertThat(total()).isEqualTo(total);
        assertThat(phone.send().statusCode()).isEqualTo(200);
        day("EG", 999);
        assertThat(egyptian.send().statusCode()).isEqualTo(200);

        long before = total();
        day("", 5000);
        try {
            assertThat(Phone.in(api).send().body()).contains("RATE_001");
        } finally {
            day("", before);
        }
        assertThat(Phone.in(api).send().statusCode()).isEqualTo(200);
    }

    @Test
    void a_reached_limit_is_logged_once_and_no_number_or_code_is() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        Phone.Code code;
        try {
            day("JO", 1000);
            for (int i = 0; i < 3; i++) {
                assertThat(Phone.in(api, "+96279", 7).send().body()).contains("RATE_001");
            }
            code = phone.requested();
            phone.verify(code.wrong());
            phone.verify(code.json());
        } finally {
            root.detachAppender(lines);
        }

        assertThat(lines.list)
                .filteredOn(line -> line.getMessage().startsWith("no more codes are sent"))
                .singleElement()
                .extracting(line -> String.valueOf(line.getKeyValuePairs()))
                .asString()
                .contains("country=\"JO\"", "setting=\"SMS_PER_COUNTRY_PER_DAY\"");
        assertThat(lines.list)
                .extracting(line -> line.getFormattedMessage() + line.getKeyValuePairs())
                .noneMatch(text -> text.contains(phone.number().substring(1)))
                .noneMatch(text -> text.contains(code.code()) || text.contains(code.request()));
    }

    @Test
    void what_is_old_is_deleted_and_what_counts_is_kept() {
        Phone other = Phone.in(api);
        String token = member(other.verified(), "phone_token");
        phone.requested();
        phone.later("25 hours");
        day("QA", 7);
        api.sql("update otp_days set day = day - interval '32 days' where country = 'QA'");

        api.part(ForgetCodes.class).run();

        assertThat(requests(phone)).isZero();
        assertThat(requests(other)).isEqualTo(1);
        assertThat(api.sql("select count(*) from otp_days where country = 'QA'")).isZero();
        assertThat(total()).isPositive();
        assertThat(other.register(token, other.name()).statusCode()).isEqualTo(201);
    }

    private long requests(Phone of) {
        return api.sql(
                "select count(*) from otp_requests where phone = '%s'".formatted(of.number()));
    }

    private void day(String country, long requests) {
        day(country, requests, 0);
    }

    private void day(String country, long requests, long others) {
        api.sql(
                """
                insert into otp_days (day, country, requests, others)
                values (date_trunc('day', now(), 'UTC'), '%s', %d, %d)
                on conflict (day, country)
                    do update set requests = excluded.requests, others = excluded.others
                """
                        .formatted(country, requests, others));
    }

    private long total() {
        return api.sql(
                "select requests from otp_days where day = date_trunc('day', now(), 'UTC') and country = ''");
    }

    private static long retryAfter(HttpResponse<String> answer) {
        return answer.headers().firstValueAsLong("Retry-After").orElseThrow();
    }
}
