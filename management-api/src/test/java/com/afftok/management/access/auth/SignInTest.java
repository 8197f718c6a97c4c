package com.afftok.management.access.auth;

import static com.afftok.management.Eventually.eventually;
import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.access.Role;
import com.afftok.management.access.password.Passwords;
import com.afftok.management.platform.redis.LazyRedis;
import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import io.lettuce.core.ScriptOutputType;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class SignInTest {

    private static final String NOBODY =
            Registered.credentials("nobody-%d@example.com".formatted(System.nanoTime()), "Wrong-1");

    /// Sets forty attempts each, whose last delay is over.
    private static final String MANY_TRIES_LONG_AGO =
            """
            for _, key in ipairs(redis.call('KEYS', 'tries:*')) do
                redis.call('HSET', key, 'tries', 40, 'free_at', 0)
            end
            return 1
            """;

    private static RunningApi behindProxy;

    private final RunningApi api = RunningApi.shared();
    private final Registered somebody = Registered.in(api);

    @BeforeAll
    static void stand_behind_a_proxy() {
        behindProxy = RunningApi.own(Map.of("TRUSTED_PROXIES", "127.0.0.0/8"));
    }

    @AfterAll
    static void end() {
        behindProxy.close();
    }

    @Test
    void with_the_right_password_gives_account_and_tokens() {
        HttpResponse<String> answer = somebody.login(Registered.PASSWORD);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"points\":0", "\"level\":1", "\"country\":\"SA\"")
                .contains("\"audience_countries\":[]", "\"unique_code\":\"");
        assertThat(somebody.me(member(answer, "token")).statusCode()).isEqualTo(200);
    }

    @Test
    void finds_the_account_whatever_the_case_of_the_email() {
        String email = somebody.email().toUpperCase(Locale.ROOT);

        assertThat(
                        api.post(
                                        "/api/auth/login",
                                        Registered.credentials(email, Registered.PASSWORD))
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void with_a_wrong_password_is_401_in_the_words_for_an_unknown_account() {
        HttpResponse<String> wrong = somebody.login("Wrong-1");
        HttpResponse<String> unknown = api.post("/api/auth/login", NOBODY);

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(withoutId(wrong)).contains("AUTH_001").isEqualTo(withoutId(unknown));
    }

    @Test
    void hashes_as_often_for_an_unknown_account_as_for_a_known_one() {
        Passwords passwords = api.part(Passwords.class);

        long start = passwords.hashed();
        somebody.login("Wrong-1");
        long known = passwords.hashed() - start;
        api.post("/api/auth/login", NOBODY.replace("nobody", "nobody-else"));
        long unknown = passwords.hashed() - start - known;

        assertThat(known).isEqualTo(1);
        assertThat(unknown).isEqualTo(known);
    }

    @Test
    void says_when_the_last_one_was() {
        api.sql(
                "update users set last_login_at = '2020-01-02T03:04:05Z' where username = '%s'"
                        .formatted(somebody.username()));
        Instant before = Instant.now().minusMillis(1);

        HttpResponse<String> answer = somebody.login(Registered.PASSWORD);

        assertThat(RunningApi.member(answer, "last_login")).isEqualTo("2020-01-02T03:04:05Z");
        HttpResponse<String> me = somebody.me(RunningApi.member(answer, "token"));
        assertThat(Instant.parse(RunningApi.member(me, "last_login")))
                .isBetween(before, Instant.now());
        assertThat(
                        RunningApi.member(
                                api.signedIn(Role.SUPER_ADMIN)
                                        .get("/api/admin/users/" + RunningApi.member(me, "id")),
                                "last_login"))
                .isEqualTo(RunningApi.member(me, "last_login"));
    }

    @Test
    void hashes_the_password_anew_where_the_hash_is_of_another_cost() {
        String weak =
                Argon2Function.getInstance(1024, 1, 1, 32, Argon2.ID)
                        .hash(Registered.PASSWORD)
                        .getResult();
        api.sql(
                "update users set password_hash = '%s' where username = '%s'"
                        .formatted(weak, somebody.username()));

        assertThat(somebody.login("Wrong-1").statusCode()).isEqualTo(401);
        assertThat(hashesOfToday()).isZero();
        assertThat(somebody.login(Registered.PASSWORD).statusCode()).isEqualTo(200);

        assertThat(hashesOfToday()).isEqualTo(1);
        assertThat(somebody.login(Registered.PASSWORD).statusCode()).isEqualTo(200);
    }

    private long hashesOfToday() {
        return api.sql(
                "select count(*) from users where password_hash like '$argon2id$v=19$m=64,t=1,p=1$%%'"
                        + " and username = '%s'".formatted(somebody.username()));
    }

    @Test
    void to_a_banned_user_is_403_for_its_owner_alone() {
        api.sql(
                "update users set status = 'banned' where username = '%s'"
                        .formatted(somebody.username()));

        assertThat(somebody.login("Wrong-1").body()).contains("AUTH_001");
        HttpResponse<String> answer = somebody.login(Registered.PASSWORD);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("AUTH_004");
    }

    @Test
    void is_slowed_down_for_who_guesses_and_not_for_the_owner_elsewhere() {
        Registered owner = Registered.in(behindProxy);

        List<Integer> guesses =
                IntStream.range(0, 8)
                        .map(_ -> from("203.0.113.66", owner, "Wrong-1").statusCode())
                        .boxed()
                        .toList();
        HttpResponse<String> refused = rightWithinAPause("203.0.113.66", owner);

        assertThat(guesses).startsWith(401, 401, 401, 401, 401).contains(429);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("RATE_001");
        assertThat(refused.headers().firstValueAsLong("Retry-After")).isPresent();
        assertThat(from("198.51.100.7", owner, Registered.PASSWORD).statusCode()).isEqualTo(200);

        String nobody = Registered.credentials("nobody@example.com", "Wrong-1");
        assertThat(
                        IntStream.range(0, 8)
                                .map(_ -> from("203.0.113.66", behindProxy, nobody).statusCode())
                                .boxed())
                .startsWith(401, 401, 401, 401, 401)
                .contains(429);
    }

    /// The answer to the right password immediately after a guess that was refused unverified. If a
    /// delay ends in between, the attempt is repeated; delays grow with each guess.
    private HttpResponse<String> rightWithinAPause(String address, Registered owner) {
        HttpResponse<String> answer = from(address, owner, Registered.PASSWORD);
        for (int guess = 0; guess < 20 && answer.statusCode() != 429; guess++) {
            if (from(address, owner, "Wrong-1").statusCode() == 429) {
                answer = from(address, owner, Registered.PASSWORD);
            }
        }
        return answer;
    }

    @Test
    void is_slowed_down_for_many_addresses_together_and_not_for_the_owner_at_home() {
        Registered owner = Registered.in(behindProxy);
        assertThat(from("198.51.100.7", owner, Registered.PASSWORD).statusCode()).isEqualTo(200);

        List<Integer> guesses =
                IntStream.range(0, 40)
                        .map(i -> from("203.0.113." + i, owner, "Wrong-1").statusCode())
                        .boxed()
                        .toList();
        HttpResponse<String> elsewhere = from("192.0.2.1", owner, Registered.PASSWORD);

        assertThat(guesses.subList(0, 29)).containsOnly(401);
        assertThat(guesses).contains(429);
        assertThat(elsewhere.statusCode()).isEqualTo(429);
        assertThat(elsewhere.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 60L);
        assertThat(from("198.51.100.7", owner, Registered.PASSWORD).statusCode()).isEqualTo(200);
    }

    @Test
    void compares_all_characters_of_a_long_password() {
        String password = "Ab3" + "\uD83D\uDD11".repeat(125);
        Registered owner = Registered.in(api);
        assertThat(
                        owner.send(
                                        "PUT",
                                        "/api/auth/password",
                                        owner.token(),
                                        "{\"current_password\":\"%s\",\"new_password\":\"%s\"}"
                                                .formatted(Registered.PASSWORD, password))
                                .statusCode())
                .isEqualTo(200);

        assertThat(owner.login(password + " ").statusCode()).isEqualTo(400);
        assertThat(owner.login(password.replace('A', 'a')).statusCode()).isEqualTo(401);
        assertThat(owner.login(password.substring(0, 251)).statusCode()).isEqualTo(401);
        assertThat(owner.login(password).statusCode()).isEqualTo(200);
    }

    @Test
    void to_a_banned_user_makes_no_address_known() {
        Registered owner = Registered.in(behindProxy);
        behindProxy.sql(
                "update users set status = 'banned' where email = '%s'".formatted(owner.email()));
        assertThat(from("203.0.113.7", owner, Registered.PASSWORD).statusCode()).isEqualTo(403);
        for (int i = 0; i < 30; i++) {
            from("203.0.113." + (100 + i), owner, "Wrong-1");
        }

        assertThat(from("203.0.113.7", owner, Registered.PASSWORD).statusCode()).isEqualTo(429);
    }

    @Test
    void from_an_unknown_address_is_possible_a_minute_after_the_last_guess_of_many() {
        Registered owner = Registered.in(behindProxy);
        from("203.0.113.1", owner, "Wrong-1");
        behindProxy
                .part(LazyRedis.class)
                .connection()
                .join()
                .sync()
                .eval(MANY_TRIES_LONG_AGO, ScriptOutputType.INTEGER);

        HttpResponse<String> guess = from("203.0.113.2", owner, "Wrong-1");
        HttpResponse<String> next = from("203.0.113.3", owner, "Wrong-1");

        assertThat(guess.statusCode()).isEqualTo(401);
        assertThat(next.statusCode()).isEqualTo(429);
        assertThat(next.headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(1L, 60L);
    }

    @Test
    void is_forgiven_earlier_tries_when_it_succeeds() {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 3; i++) {
                assertThat(somebody.login("Wrong-1").statusCode()).isEqualTo(401);
            }
            assertThat(somebody.login(Registered.PASSWORD).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void in_a_storm_is_turned_away_at_once_and_leaves_the_rest_alone() {
        try (RunningApi busy =
                RunningApi.own(Map.of("PASSWORD_THREADS", "1", "PASSWORD_QUEUE", "2"))) {
            List<CompletableFuture<HttpResponse<String>>> storm =
                    IntStream.range(0, 40)
                            .mapToObj(i ->
                                    CompletableFuture.supplyAsync(
                                            () ->
                                                    busy.post(
                                                            "/api/auth/login",
                                                            Registered.credentials(
                                                                    i + "@example.com", "Wrong-1")),
                                            Thread::startVirtualThread))
                            .toList();
            assertThat(busy.get("/api/offers/1").statusCode()).isEqualTo(404);

            List<HttpResponse<String>> answers =
                    storm.stream().map(CompletableFuture::join).toList();

            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(401, 429);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() == 429)
                    .isNotEmpty()
                    .allSatisfy(answer -> {
                        assertThat(answer.body()).contains("RATE_001");
                        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
                    });
        }
    }

    @Test
    void after_many_guesses_is_told_to_the_owner_once_a_day() {
        Registered owner = Registered.in(api);
        api.sql(
                "update users set email_verified_at = now() where email = '%s'"
                        .formatted(owner.email()));

        IntStream.range(0, 8).forEach(_ -> owner.login("Wrong-1"));

        SentMails.to(owner.email(), 2);
        eventually("no request waits", () -> api.sql("select count(*) from mail_requests") == 0);
        assertThat(SentMails.to(owner.email()))
                .filteredOn(mail -> mail.subject().startsWith("Somebody tries to sign in"))
                .hasSize(1);
    }

    @Test
    void is_kept_and_told_with_the_country_of_the_whole_address() {
        Registered owner = Registered.in(behindProxy);
        behindProxy.sql(
                "update users set email_verified_at = now() where email = '%s'"
                        .formatted(owner.email()));

        HttpResponse<String> login =
                behindProxy.send(
                        behindProxy
                                .request("/api/auth/login")
                                .header("X-Forwarded-For", "212.26.18.1")
                                .header("User-Agent", "curl/8.5.0")
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                Registered.credentials(
                                                        owner.email(), Registered.PASSWORD))));

        String token = member(login, "token");
        assertThat(owner.send("GET", "/api/auth/sessions", token, "").body())
                .contains("\"address\":\"212.26.18.0\",\"country\":\"SA\"")
                .contains("\"address\":\"127.0.0.0\",\"country\":null");
        assertThat(SentMails.to(owner.email(), 2).getLast().text()).contains("Country: SA");
        owner.refresh(member(login, "refresh_token"));
        assertThat(owner.send("GET", "/api/auth/sessions", token, "").body())
                .doesNotContain("\"country\":\"SA\"");
    }

    private static HttpResponse<String> from(String address, Registered owner, String password) {
        return from(address, owner.api(), Registered.credentials(owner.email(), password));
    }

    private static HttpResponse<String> from(String address, RunningApi api, String credentials) {
        return api.send(
                api.request("/api/auth/login")
                        .header("X-Forwarded-For", address)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(credentials)));
    }

    private static String withoutId(HttpResponse<String> answer) {
        return answer.body().replaceAll("\"request_id\":\"[^\"]*\"", "");
    }
}
