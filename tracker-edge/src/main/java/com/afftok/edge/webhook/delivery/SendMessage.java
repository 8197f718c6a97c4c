package com.afftok.edge.webhook.delivery;

import com.afftok.edge.webhook.delivery.Attempt.Outcome;
import com.afftok.edge.webhook.delivery.WriteMessage.Message;
import com.afftok.shared.webhook.Receiver;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Sends a request to a checked address and to no other. Host and certificate are those of the
/// name; redirects are not followed, and no proxy is used. The status of the answer decides; only
/// the beginning of its text is read.
public final class SendMessage {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int KEPT_ALIVE_SECONDS = 5;
    private static final int MIN_STATUS = 100;
    private static final int MAX_STATUS = 599;

    private final Vertx vertx;
    private final HttpClient client;

    /// A sender.
    ///
    /// @param connections the maximum to one address; equal to the number of attempts, so that
    ///   webhooks on the same host don't wait for each other
    public SendMessage(Vertx vertx, int connections) {
        this.vertx = vertx;
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout((int) CONNECT.toMillis())
                                .setSslHandshakeTimeout(CONNECT.toMillis())
                                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                                .setKeepAliveTimeout(KEPT_ALIVE_SECONDS),
                        new PoolOptions()
                                .setHttp1MaxSize(connections)
                                .setMaxWaitQueueSize(connections));
    }

    /// The receiver's answer within the limit, or a failure that [#reason] understands.
    ///
    /// @param address the literal address to connect to
    Future<Outcome.Answered> send(Message message, String address, Duration limit) {
        Exchange exchange = new Exchange();
        long timer = vertx.setTimer(Math.max(1, limit.toMillis()), _ -> exchange.end());
        client.request(options(message, address))
                .onSuccess(request -> exchange.begin(request, message.body()))
                .onFailure(exchange.answer::tryFail);
        return exchange.answer.future().onComplete(_ -> vertx.cancelTimer(timer));
    }

    /// The reason why there was no answer. It contains no message of a library.
    static NotSent reason(Throwable failure) {
        return switch (failure) {
            case NotSent.Failure known -> known.why();
            case SSLException _ -> NotSent.NO_TLS;
            case TimeoutException _ -> NotSent.NO_ANSWER_IN_TIME;
            case ConnectException _, NoRouteToHostException _ -> NotSent.NO_CONNECTION;
            case HttpClosedException _, StreamResetException _, SocketException _ -> NotSent.CLOSED;
            default -> reasonOfCause(failure);
        };
    }

    private static NotSent reasonOfCause(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? NotSent.NO_HTTP : reason(cause);
    }

    private static RequestOptions options(Message message, String address) {
        Receiver receiver = message.receiver();
        RequestOptions options =
                new RequestOptions()
                        .setMethod(message.method())
                        .setServer(SocketAddress.inetSocketAddress(receiver.port(), address))
                        .setHost(receiver.host())
                        .setPort(receiver.port())
                        .setSsl(receiver.tls())
                        .setURI(receiver.wireTarget())
                        .setFollowRedirects(false);
        message.headers().forEach(options::putHeader);
        if (receiver.host().indexOf(':') >= 0) {
            options.putHeader("host", '[' + receiver.host() + "]:" + receiver.port());
        }
        return options;
    }

    /// A request and its answer, until the answer is complete, long enough or late. Runs on one
    /// context.
    private static final class Exchange {

        private final Promise<Outcome.Answered> answer = Promise.promise();
        private final ReadText text = new ReadText();
        private @Nullable HttpClientRequest request;
        private @Nullable HttpClientResponse head;
        private boolean ended;

        void begin(HttpClientRequest fresh, Buffer body) {
            request = fresh;
            if (ended) {
                fresh.reset();
                return;
            }
            fresh.exceptionHandler(answer::tryFail);
            // else its message, which quotes the receiver, would be in the log
            fresh.connection().exceptionHandler(answer::tryFail);
            fresh.response().onComplete(this::read, answer::tryFail);
            if (body.length() == 0) {
                fresh.end();
            } else {
                fresh.end(body);
            }
        }

        /// The limit is reached. A status that has arrived counts.
        void end() {
            ended = true;
            if (head == null) {
                answer.tryFail(NotSent.NO_ANSWER_IN_TIME.asFailure());
            } else {
                finish(head);
            }
            if (request != null) {
                request.reset();
            }
        }

        private void read(HttpClientResponse response) {
            if (response.statusCode() < MIN_STATUS || response.statusCode() > MAX_STATUS) {
                answer.tryFail(NotSent.NO_HTTP.asFailure());
                response.exceptionHandler(_ -> {});
                response.request().reset();
                return;
            }
            head = response;
            response.exceptionHandler(_ -> finish(response));
            response.endHandler(_ -> finish(response));
            response.handler(part -> {
                if (!text.add(part)) {
                    finish(response);
                    response.request().reset();
                }
            });
        }

        private void finish(HttpClientResponse response) {
            answer.tryComplete(
                    new Outcome.Answered(
                            response.statusCode(),
                            text.toString(),
                            RetryAfter.seconds(response.getHeader("retry-after"))));
        }
    }

    /// The beginning of an answer, as text that PostgreSQL can store.
    static final class ReadText {

        private static final int MAX_CHARACTERS = 2000;
        private static final int MAX_BYTES = 4 * MAX_CHARACTERS;

        /// The maximum number of bytes that are read so that the connection can be used again.
        private static final int MAX_READ = 64 << 10;

        private final Buffer kept = Buffer.buffer();
        private int read;

        /// Takes a part of the answer.
        ///
        /// @return whether more should be read
        boolean add(Buffer part) {
            read += part.length();
            int room = Math.min(part.length(), MAX_BYTES - kept.length());
            kept.appendBuffer(part, 0, room);
            return read <= MAX_READ;
        }

        @Override
        public String toString() {
            String text = kept.toString(StandardCharsets.UTF_8);
            StringBuilder clean = new StringBuilder();
            text.codePoints()
                    .limit(MAX_CHARACTERS)
                    .map(c -> Character.isISOControl(c) && c != '\n' ? ' ' : c)
                    .forEach(clean::appendCodePoint);
            return clean.toString();
        }
    }

    /// The pause that a receiver requests, in seconds and within bounds. Dates are ignored, because
    /// receivers rarely send them.
    static final class RetryAfter {

        private static final long MOST = 3600;
        private static final int MAX_DIGITS = 9;

        private RetryAfter() {}

        static long seconds(@Nullable String header) {
            if (header == null || header.isEmpty() || header.length() > MAX_DIGITS) {
                return 0;
            }
            return header.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? Math.min(MOST, Long.parseLong(header))
                    : 0;
        }
    }
}
