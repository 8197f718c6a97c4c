package com.afftok.edge.webhook.delivery;

import com.afftok.edge.webhook.delivery.Attempt.NextStep;
import com.afftok.edge.webhook.delivery.Attempt.Outcome;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Decides what follows from an attempt: 2xx means delivered, 410 that the receiver wants no
/// further messages. All other attempts are retried, not before the time that the receiver
/// requested.
final class JudgeAttempt {

    private static final int GONE = 410;
    private static final int TOO_MANY = 429;
    private static final int UNAVAILABLE = 503;

    private JudgeAttempt() {}

    static NextStep of(Outcome outcome, int attempt, Pace pace, RandomGenerator random) {
        Duration delay = pace.retryAfter(attempt, random);
        return switch (outcome) {
            case Outcome.Answered(int status, _, _) when status >= 200 && status < 300 ->
                    new NextStep.Delivered();
            case Outcome.Answered(int status, _, _) when status == GONE -> new NextStep.Gone(delay);
            case Outcome.Answered(int status, _, long seconds) -> {
                boolean asks = status == TOO_MANY || status == UNAVAILABLE;
                Duration rest = asks ? Duration.ofSeconds(seconds) : Duration.ZERO;
                yield new NextStep.Failed(rest.compareTo(delay) > 0 ? rest : delay, rest, true);
            }
            case Outcome.Unanswered(NotSent why) ->
                    new NextStep.Failed(delay, Duration.ZERO, why.isTheReceivers());
        };
    }
}
