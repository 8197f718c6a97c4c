package com.afftok.edge.webhook.delivery;

import com.afftok.edge.webhook.delivery.Attempt.NextStep;
import com.afftok.edge.webhook.delivery.Attempt.Outcome;
import com.afftok.edge.webhook.delivery.WriteMessage.Message;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// An attempt at a delivery: writes and signs the request, finds and checks the address, sends the
/// request, and decides what follows. It always ends within the limit and never fails. It blocks a
/// virtual thread.
public final class AttemptDelivery {

    private final WriteMessage writeMessage;
    private final FindAddress findAddress;
    private final SendMessage sendMessage;
    private final Duration timeout;
    private final Pace pace;
    private final InstantSource clock;
    private final RandomGenerator random;

    public AttemptDelivery(
            WriteMessage writeMessage,
            FindAddress findAddress,
            SendMessage sendMessage,
            Duration timeout,
            Pace pace,
            InstantSource clock,
            RandomGenerator random) {
        this.writeMessage = writeMessage;
        this.findAddress = findAddress;
        this.sendMessage = sendMessage;
        this.timeout = timeout;
        this.pace = pace;
        this.clock = clock;
        this.random = random;
    }

    public Attempt execute(Delivery delivery) {
        long began = System.nanoTime();
        Outcome outcome = outcome(delivery, began);
        NextStep verdict = JudgeAttempt.of(outcome, delivery.attempt(), pace, random);
        return new Attempt(delivery, since(began), outcome, verdict);
    }

    private Outcome outcome(Delivery delivery, long began) {
        try {
            Message message = writeMessage.of(delivery, clock.instant());
            String address =
                    findAddress
                            .of(message.receiver().host(), delivery.attempt())
                            .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                            .await();
            return sendMessage.send(message, address, timeout.minus(since(began))).await();
        } catch (Exception e) {
            return new Outcome.Unanswered(SendMessage.reason(e));
        }
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
