package com.afftok.management.money.payout.provider;

import com.afftok.management.money.payout.file.Payments.Payment;
import com.afftok.shared.id.PayoutId;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Pays nobody, and fails as real providers do, so that it can be tried. The name of the account
/// holder chooses how: [Habit].
///
/// It remembers the latest requests, in this process alone.
@Singleton
final class SandboxProvider implements PayoutProvider {

    static final String NAME = "sandbox";

    private static final int MOST_REMEMBERED = 10_000;

    private final Map<PayoutId, Account> accounts =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<PayoutId, Account> eldest) {
                    return size() > MOST_REMEMBERED;
                }
            };

    /// How it behaves towards an account holder whose name contains the words.
    private enum Habit {
        /// Does not pay.
        REFUSE("sandbox refuse"),
        /// Pays, and does not answer the first request.
        TIMEOUT("sandbox timeout"),
        /// Accepts, and later does not pay.
        ACCEPT_THEN_FAIL("sandbox accept then fail"),
        /// Pays once, and answers a repeated request with another reference.
        TWICE("sandbox twice"),
        /// Pays, and the connection breaks.
        CRASH("sandbox crash"),
        /// Never answers.
        SILENT("sandbox silent"),
        /// Pays.
        PAY("");

        private final String words;

        Habit(String words) {
            this.words = words;
        }

        static Habit of(String holder) {
            String name = holder.toLowerCase(Locale.ROOT);
            for (Habit habit : values()) {
                if (name.contains(habit.words)) {
                    return habit;
                }
            }
            return PAY;
        }
    }

    /// What it knows of a payout.
    private record Account(int requests, int payments) {}

    @Override
    public String name() {
        return NAME;
    }

    /// @throws IllegalStateException as a client does whose connection breaks
    @Override
    public Answer pay(Payment payment) {
        PayoutId payout = payment.payout();
        Habit habit = Habit.of(payment.destination().accountHolder());
        int request = remember(payout, habit);
        boolean isFirst = request == 1;
        return switch (habit) {
            case REFUSE -> new Answer.Refused("the sandbox refuses");
            case TIMEOUT -> isFirst ? new Answer.Open("timeout") : paid(payout, 1);
            case ACCEPT_THEN_FAIL ->
                    isFirst
                            ? new Answer.Open("accepted")
                            : new Answer.Refused("the sandbox failed later");
            case TWICE -> paid(payout, request);
            case CRASH -> {
                if (isFirst) {
                    throw new IllegalStateException("the connection broke");
                }
                yield paid(payout, 1);
            }
            case SILENT -> new Answer.Open("timeout");
            case PAY -> paid(payout, 1);
        };
    }

    private static Answer paid(PayoutId payout, int answer) {
        return new Answer.Paid("SANDBOX-%d-%d".formatted(payout.value(), answer));
    }

    /// The number of the request. The first one alone pays, if any.
    private int remember(PayoutId payout, Habit habit) {
        boolean pays =
                switch (habit) {
                    case REFUSE, ACCEPT_THEN_FAIL -> false;
                    case TIMEOUT, TWICE, CRASH, SILENT, PAY -> true;
                };
        synchronized (accounts) {
            Account before = accounts.getOrDefault(payout, new Account(0, 0));
            Account after =
                    new Account(
                            before.requests() + 1,
                            before.payments() + (pays && before.requests() == 0 ? 1 : 0));
            accounts.put(payout, after);
            return after.requests();
        }
    }

    /// How often it paid a payout.
    int payments(PayoutId payout) {
        synchronized (accounts) {
            return accounts.getOrDefault(payout, new Account(0, 0)).payments();
        }
    }
}
