package com.afftok.edge.visitor.geo;

import com.afftok.shared.geo.CountryCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// One request to the country service, limited in time and size.
final class AskCountry {

    private static final int MAX_ANSWER_BYTES = 16 << 10;
    private static final int OK = 200;
    private static final int TOO_MANY_REQUESTS = 429;

    private final CountryService.Settings settings;
    private final HttpClient client;

    AskCountry(Vertx vertx, CountryService.Settings settings, int connections) {
        this.settings = settings;
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout((int) settings.timeout().toMillis()),
                        new PoolOptions()
                                .setHttp1MaxSize(connections)
                                .setMaxWaitQueueSize(connections));
    }

    /// Requests the country of an address.
    ///
    /// @return the country, "" if unknown to the service, or a failure, such as [Refused]
    Future<String> ask(String address) {
        RequestOptions options =
                new RequestOptions()
                        .setAbsoluteURI(
                                settings.url().replace(CountryService.Settings.PLACE, address))
                        .setTimeout(settings.timeout().toMillis());
        return client.request(options).compose(this::answer);
    }

    Future<Void> close() {
        return client.close();
    }

    private Future<String> answer(HttpClientRequest request) {
        return request.send()
                .compose(AskCountry::body)
                .map(CountryAnswer::country)
                .timeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(_ -> request.reset());
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        response.exceptionHandler(whole::tryFail);
        response.endHandler(_ -> whole.tryComplete(body));
        response.handler(part -> {
            if (body.length() + part.length() <= MAX_ANSWER_BYTES) {
                body.appendBuffer(part);
            } else {
                whole.tryFail(new Unusable());
            }
        });
        if (response.statusCode() == TOO_MANY_REQUESTS) {
            whole.tryFail(new Refused());
        } else if (response.statusCode() != OK) {
            whole.tryFail(new Unusable());
        }
        return whole.future();
    }

    /// The service refused the request because of its rate limit.
    static final class Refused extends Exception {

        private Refused() {
            super(null, null, false, false);
        }
    }

    /// The answer is not a country.
    private static final class Unusable extends Exception {

        private Unusable() {
            super(null, null, false, false);
        }
    }

    /// Parses the answers of such services: a JSON object with a code, or the code alone.
    static final class CountryAnswer {

        private static final List<String> FIELDS =
                List.of("countryCode", "country_code", "country_code2", "country");

        private CountryAnswer() {}

        /// Finds the country in an answer.
        ///
        /// @return the code, or "" if unknown to the service
        /// @throws DecodeException if the answer is invalid
        static String country(Buffer body) {
            String text = body.toString(StandardCharsets.UTF_8).strip();
            if (!text.startsWith("{")) {
                String code = CountryCode.of(text);
                if (code.isEmpty()) {
                    throw new DecodeException("neither JSON nor a country code");
                }
                return code;
            }
            JsonObject answer = new JsonObject(text);
            for (String field : FIELDS) {
                if (answer.getValue(field) instanceof String value) {
                    String code = CountryCode.of(value);
                    if (!code.isEmpty()) {
                        return code;
                    }
                }
            }
            return "";
        }
    }
}
