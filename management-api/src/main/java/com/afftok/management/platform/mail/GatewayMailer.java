package com.afftok.management.platform.mail;

import com.afftok.shared.config.MessageGateway;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Set;

/// Sends messages to phones through an HTTP gateway.
///
/// An answer 2xx means that the gateway has accepted the message. A message that is answered 4xx is
/// given up, except for the statuses below, because the gateway would refuse it again. Redirects
/// are not followed, and bodies of answers are not read.
final class GatewayMailer implements Mailer {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /// Limit of the time from the request to the head of the answer.
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private static final int FIRST_SUCCESS = 200;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAULT = 500;

    /// Request timeout, too early, too many requests.
    private static final Set<Integer> REFUSED_FOR_NOW = Set.of(408, 425, 429);

    private final MessageGateway gateway;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(CONNECT)
                    .build();

    GatewayMailer(MessageGateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public Duration longest() {
        return ANSWER.multipliedBy(3);
    }

    @Override
    public void send(long id, String recipient, MailText text) throws NotSent {
        int status = status(request(recipient, text.text().strip()));
        if (status >= FIRST_SUCCESS && status < FIRST_REDIRECT) {
            return;
        }
        boolean refused =
                status >= FIRST_REFUSAL
                        && status < FIRST_FAULT
                        && !REFUSED_FOR_NOW.contains(status);
        throw new NotSent(
                (refused ? "the gateway refused the message with " : "the gateway answered ")
                        + status,
                refused ? NotSent.Whose.RECIPIENT_FOR_EVER : NotSent.Whose.SERVER,
                null);
    }

    private HttpRequest request(String to, String text) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(gateway.url(to, text))).timeout(ANSWER);
        if (!gateway.authorization().isEmpty()) {
            request.header("Authorization", gateway.authorization());
        }
        String body = gateway.body(to, text);
        if (body.isEmpty()) {
            return request.GET().build();
        }
        return request.header(
                        "Content-Type",
                        gateway.isJson() ? "application/json" : "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private int status(HttpRequest request) throws NotSent {
        try {
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            answer.body().close();
            return answer.statusCode();
        } catch (IOException e) {
            throw new NotSent(
                    "the gateway could not be reached: " + e.getClass().getSimpleName(),
                    NotSent.Whose.SERVER,
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSent("the API is stopping", NotSent.Whose.SERVER, e);
        }
    }
}
