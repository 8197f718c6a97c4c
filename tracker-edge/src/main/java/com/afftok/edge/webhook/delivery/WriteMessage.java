package com.afftok.edge.webhook.delivery;

import com.afftok.shared.webhook.Receiver;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Instant;
import java.util.Map;
import java.util.StringJoiner;

/// Writes the request of a delivery: the signed event for a webhook, the URL with replaced macros
/// for a template. Both have the id of the message and the time of the attempt.
public final class WriteMessage {

    private static final String AGENT = "AffTok-Webhooks/1.0";
    private static final String ID = "webhook-id";
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String SIGNATURE = "webhook-signature";

    private final SignMessage sign;

    public WriteMessage(SignMessage sign) {
        this.sign = sign;
    }

    /// The request.
    ///
    /// @throws NotSent.Failure if it can't be made
    Message of(Delivery delivery, Instant now) throws NotSent.Failure {
        Receiver receiver = Receiver.parse(delivery.url());
        if (receiver == null) {
            throw NotSent.URL_UNUSABLE.asFailure();
        }
        String id = delivery.messageId();
        long timestamp = now.getEpochSecond();
        if (delivery.values() != null) {
            String target =
                    FillTemplate.of(
                            receiver.target(),
                            delivery.event(),
                            delivery.happenedAt(),
                            delivery.values());
            return new Message(
                    HttpMethod.GET,
                    receiver.with(target),
                    Map.of("user-agent", AGENT, ID, id, TIMESTAMP, Long.toString(timestamp)),
                    Buffer.buffer());
        }
        Buffer body = body(delivery);
        String signatures = signatures(delivery, id, timestamp, body.getBytes());
        return new Message(
                HttpMethod.POST,
                receiver,
                Map.of(
                        "user-agent",
                        AGENT,
                        "content-type",
                        "application/json",
                        ID,
                        id,
                        TIMESTAMP,
                        Long.toString(timestamp),
                        SIGNATURE,
                        signatures),
                body);
    }

    /// A signature for each secret, separated by spaces. A receiver verifies any of them.
    private String signatures(Delivery delivery, String id, long timestamp, byte[] body)
            throws NotSent.Failure {
        StringJoiner signatures = new StringJoiner(" ");
        for (Delivery.SealedSecret secret : delivery.secrets()) {
            String signature = sign.sign(secret.bytes(), delivery.account(), id, timestamp, body);
            if (signature == null) {
                throw NotSent.CANNOT_SIGN.asFailure();
            }
            signatures.add(signature);
        }
        if (signatures.length() == 0) {
            throw NotSent.CANNOT_SIGN.asFailure();
        }
        return signatures.toString();
    }

    /// The data is the text from PostgreSQL, so that an amount is never converted to a
    /// floating-point number.
    private static Buffer body(Delivery delivery) {
        return Buffer.buffer(
                """
                {"type":"%s","timestamp":"%s","data":%s}\
                """
                        .formatted(delivery.event(), delivery.happenedAt(), delivery.data()));
    }

    /// A request.
    record Message(
            HttpMethod method, Receiver receiver, Map<String, String> headers, Buffer body) {}
}
