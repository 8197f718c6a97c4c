package com.afftok.management.access.oidc;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Requests to one provider. Each ends within a limit, with at most [#MOST_BYTES] of an answer.
/// Redirects are not followed.
final class CallProvider {

    static final Duration LONGEST = Duration.ofSeconds(5);
    static final int MOST_BYTES = 256 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final int AT_ONCE = 32;

    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Duration longest;

    /// @param longest from the begin of a request to the end of its answer
    CallProvider(Duration longest) {
        this.longest = longest;
    }

    /// @param json the object of the body; empty if there is none
    record Answer(int status, Map<String, Object> json) {

        boolean isOk() {
            return status == 200;
        }
    }

    Answer get(URI url) throws NoAnswer {
        return send(HttpRequest.newBuilder(url).GET());
    }

    /// @param authorization the header; null for none
    Answer post(URI url, String form, @Nullable String authorization) throws NoAnswer {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form));
        return send(
                authorization == null ? request : request.header("Authorization", authorization));
    }

    private Answer send(HttpRequest.Builder request) throws NoAnswer {
        if (!turns.tryAcquire()) {
            throw new NoAnswer("too many requests are in flight");
        }
        try {
            HttpResponse<byte[]> answer =
                    await(
                            client.sendAsync(
                                    request.header("Accept", "application/json")
                                            .timeout(longest)
                                            .build(),
                                    BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES)));
            return new Answer(answer.statusCode(), json(answer.body()));
        } finally {
            turns.release();
        }
    }

    private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> answer)
            throws NoAnswer {
        try {
            return answer.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new NoAnswer(
                    "the request failed: "
                            + (cause == null ? "" : cause.getClass().getSimpleName()),
                    e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new NoAnswer("the answer took too long", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new NoAnswer("the API is stopping", e);
        }
    }

    private static Map<String, Object> json(byte[] body) {
        try {
            return JSONObjectUtils.parse(new String(body, StandardCharsets.UTF_8));
        } catch (ParseException e) {
            return Map.of();
        }
    }
}
