package com.afftok.management.access.phone;

import com.afftok.management.RunningApi;
import com.afftok.management.SentMessages;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Somebody with a mobile phone, and the requests for its number.
///
/// @param sent how many codes were sent to it
/// @param address from where the requests come, as a proxy says
record Phone(RunningApi api, String number, AtomicInteger sent, String address) {

    private static final String SEND = "/api/auth/send-otp";
    private static final String HOME = "192.0.2.1";

    static Phone in(RunningApi api) {
        return in(api, "+96650", 7);
    }

    /// With a number that begins so.
    static Phone in(RunningApi api, String begin, int digits) {
        StringBuilder number = new StringBuilder(begin);
        for (int i = 0; i < digits; i++) {
            number.append(ThreadLocalRandom.current().nextInt(10));
        }
        return new Phone(api, number.toString(), new AtomicInteger(), HOME);
    }

    /// Requests for the same number from elsewhere.
    Phone at(String other) {
        return new Phone(api, number, sent, other);
    }

    private HttpResponse<String> post(String path, String json) {
        return api.send(
                api.request(path)
                        .header("X-Forwarded-For", address)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    HttpResponse<String> send() {
        return post(SEND, "{\"phone\":\"" + number + "\"}");
    }

    /// A request for a code, and the code.
    record Code(String request, String code) {

        String json() {
            return json(code);
        }

        String json(String other) {
            return "{\"request_id\":\"%s\",\"code\":\"%s\"}".formatted(request, other);
        }

        String wrong() {
            return json(code.equals("000000") ? "000001" : "000000");
        }
    }

    Code requested() {
        return read(send());
    }

    /// The code that an answer announces.
    Code read(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError(answer.body());
        }
        String request =
                answer.body().replaceFirst(".*\"request_id\":\"([^\"]+)\",\"expires.*", "$1");
        return new Code(request, SentMessages.code(number, sent.incrementAndGet()));
    }

    HttpResponse<String> verify(String json) {
        return post("/api/auth/verify-otp", json);
    }

    HttpResponse<String> verified() {
        return verify(requested().json());
    }

    /// Registers the owner of the number.
    HttpResponse<String> register() {
        return register(RunningApi.member(verified(), "phone_token"), name());
    }

    HttpResponse<String> register(String token, String username) {
        return post("/api/auth/register", registration(token, username));
    }

    static String registration(String token, String username) {
        return """
        {"username":"%s","phone_token":"%s","full_name":"Amal","role":"promoter","country":"SA"}\
        """
                .formatted(username, token);
    }

    String name() {
        return "p" + number.substring(1) + "_" + ThreadLocalRandom.current().nextInt(1_000_000);
    }

    /// Lets time pass for the requests of the number, but not for their codes.
    void later(String interval) {
        api.sql(
                "update otp_requests set created_at = created_at - interval '%s' where phone = '%s'"
                        .formatted(interval, number));
    }

    /// The same for the codes.
    void codesExpire() {
        api.sql(
                """
                update otp_requests set created_at = created_at - interval '6 minutes',
                       expires_at = expires_at - interval '6 minutes'
                 where phone = '%s'
                """
                        .formatted(number));
    }

    /// An answer without what differs between any two.
    static String masked(HttpResponse<String> answer) {
        return answer.body().replaceAll("\"[A-Za-z0-9_.:+-]{20,}\"", "\"…\"");
    }

    /// The answers to requests that are sent at once.
    static List<HttpResponse<String>> atOnce(int count, Callable<HttpResponse<String>> request) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers =
                    IntStream.range(0, count).mapToObj(_ -> threads.submit(request)).toList();
            return answers.stream().map(Phone::ended).toList();
        }
    }

    private static HttpResponse<String> ended(Future<HttpResponse<String>> answer) {
        try {
            return answer.get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
