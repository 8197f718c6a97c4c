package com.afftok.edge.sale.attribute;

import com.afftok.edge.sale.Detail;
import com.afftok.edge.sale.Problem;
import com.afftok.edge.sale.Report.Details;
import com.afftok.edge.sale.ReportedStatus;
import com.afftok.shared.commission.CustomerType;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Parses the parameters of a postback, or lists all problems.
public final class ReadPostback {

    /// The result of parsing.
    public sealed interface Reading {

        record Read(Postback postback) implements Reading {}

        /// Invalid parameters.
        ///
        /// @param code of an invalid request, or of an invalid sale
        record Wrong(ErrorCode code, List<Detail> problems) implements Reading {}
    }

    /// All parameters that it reads.
    public static final List<String> PARAMETERS =
            List.of(
                    ReadParameters.CLICK_ID,
                    "transaction_id",
                    "amount",
                    "currency",
                    "status",
                    "goal",
                    "customer_type",
                    "coupon",
                    "offer_id",
                    "advertiser_id",
                    "timestamp",
                    "dry_run",
                    "format",
                    "adv1",
                    "adv2",
                    "adv3",
                    "adv4",
                    "adv5");

    private static final int MAX_TRANSACTION = 200;
    private static final int MAX_COUPON = 100;
    private static final int MAX_ADV = 200;
    private static final Duration FUTURE = Duration.ofDays(1);
    private static final Pattern GOAL = Pattern.compile("[a-z0-9_-]{1,40}");
    private static final Pattern EPOCH_SECONDS = Pattern.compile("[0-9]{1,10}");
    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,15}\\.[0-9]{1,40}");
    private static final Set<String> TRUE = Set.of("1", "true");
    private static final Set<String> FALSE = Set.of("", "0", "false");
    private static final List<String> STATUSES =
            List.of("approved", "pending", "rejected", "reversed", "refunded");
    private static final Set<String> FORMATS = Set.of("", "json", "text");

    /// The currency with the most decimals: what it cannot represent is not an amount.
    private static final Currency FINEST = Currency.of("CLF");

    private final Map<String, String> parameters;
    private final Instant now;
    private final List<Detail> malformed = new ArrayList<>();
    private final List<Detail> unacceptable = new ArrayList<>();

    private ReadPostback(Map<String, String> parameters, Instant now) {
        this.parameters = parameters;
        this.now = now;
    }

    public static Reading of(Map<String, String> parameters, Instant now) {
        return new ReadPostback(parameters, now).read();
    }

    public static boolean isDryRun(Map<String, String> parameters) {
        return TRUE.contains(parameters.getOrDefault("dry_run", ""));
    }

    private Reading read() {
        requireOrigin();
        String transaction = required("transaction_id", MAX_TRANSACTION);
        String currency = currency();
        String amount = amount(currency);
        ReportedStatus status = status();
        Details details =
                new Details(
                        goal(),
                        customerType(),
                        optional("coupon", MAX_COUPON),
                        IntStream.rangeClosed(1, Details.ADV_FIELDS)
                                .mapToObj(i -> optional("adv" + i, MAX_ADV))
                                .toList(),
                        timestamp());
        boolean dryRun = dryRun();
        if (!FORMATS.contains(get("format"))) {
            malformed.add(Problem.NOT_ONE_OF.with("format", List.of("json", "text")));
        }
        if (!malformed.isEmpty()) {
            return new Reading.Wrong(ErrorCode.VALID_001, malformed);
        }
        if (!unacceptable.isEmpty()) {
            return new Reading.Wrong(ErrorCode.CONV_005, unacceptable);
        }
        return new Reading.Read(
                new Postback(transaction, amount, currency, status, details, dryRun));
    }

    private void requireOrigin() {
        if (!get(ReadParameters.CLICK_ID).isEmpty()) {
            return;
        }
        if (get("coupon").isEmpty()) {
            malformed.add(Problem.NOT_WITHOUT.with(ReadParameters.CLICK_ID, "coupon"));
        } else if (get("advertiser_id").isEmpty() && get("offer_id").isEmpty()) {
            malformed.add(Problem.NOT_WITHOUT.with("offer_id", "advertiser_id"));
        }
        for (String id : List.of("advertiser_id", "offer_id")) {
            if (!get(id).isEmpty() && FindOrigin.id(get(id)) == null) {
                malformed.add(Problem.NOT_AN_ID.with(id));
            }
        }
    }

    private String amount(String currency) {
        String amount = required("amount", Integer.MAX_VALUE);
        if (amount.isEmpty()) {
            return amount;
        }
        Currency known = Currency.find(currency).orElse(FINEST);
        Optional<Money> money = Money.tryParse(amount, known);
        if (money.isEmpty()
                && DECIMAL.matcher(amount).matches()
                && decimals(amount) > known.digits()) {
            unacceptable.add(
                    currency.isEmpty()
                            ? Problem.FINER_THAN_ANY_CURRENCY.with("amount")
                            : Problem.TOO_MANY_DECIMALS.with("amount", currency, known.digits()));
        } else if (money.isEmpty() || !money.get().isPositive()) {
            unacceptable.add(Problem.NOT_ABOVE_ZERO.with("amount"));
        }
        return amount;
    }

    /// Without trailing zeros.
    private static int decimals(String amount) {
        return new BigDecimal(amount).stripTrailingZeros().scale();
    }

    private String currency() {
        String currency = get("currency");
        if (!currency.isEmpty() && Currency.find(currency).isEmpty()) {
            unacceptable.add(Problem.NOT_A_CURRENCY.with("currency"));
        }
        return currency;
    }

    private ReportedStatus status() {
        String status = get("status");
        Optional<ReportedStatus> known =
                status.isEmpty()
                        ? Optional.of(ReportedStatus.APPROVED)
                        : ReportedStatus.find(status);
        if (known.isEmpty()) {
            unacceptable.add(Problem.NOT_ONE_OF.with("status", STATUSES));
        }
        return known.orElse(ReportedStatus.PENDING);
    }

    private String goal() {
        String goal = get("goal");
        if (!goal.isEmpty() && !GOAL.matcher(goal).matches()) {
            unacceptable.add(Problem.WRONG_FORM.with("goal", 1, 40, "a-z 0-9 _ -"));
        }
        return goal;
    }

    private String customerType() {
        String type = get("customer_type");
        if (!type.isEmpty() && CustomerType.find(type).isEmpty()) {
            malformed.add(Problem.NOT_ONE_OF.with("customer_type", List.of("new", "returning")));
        }
        return type;
    }

    private boolean dryRun() {
        String text = get("dry_run");
        if (!TRUE.contains(text) && !FALSE.contains(text)) {
            malformed.add(Problem.NOT_ONE_OF.with("dry_run", List.of("1", "0")));
        }
        return isDryRun(parameters);
    }

    private @Nullable Instant timestamp() {
        String text = get("timestamp");
        if (text.isEmpty()) {
            return null;
        }
        Instant time = time(text);
        if (time == null || time.isAfter(now.plus(FUTURE))) {
            malformed.add(Problem.NOT_A_PAST_TIME.with("timestamp"));
        }
        return time;
    }

    private static @Nullable Instant time(String text) {
        try {
            return EPOCH_SECONDS.matcher(text).matches()
                    ? Instant.ofEpochSecond(Long.parseLong(text))
                    : after1970(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Instant after1970(Instant time) {
        return time.isBefore(Instant.EPOCH) ? null : time;
    }

    private String required(String name, int maxLength) {
        String value = get(name);
        if (value.isBlank()) {
            malformed.add(Problem.REQUIRED.with(name));
            return "";
        }
        return optional(name, maxLength);
    }

    private String optional(String name, int maxLength) {
        String value = get(name);
        if (value.length() > maxLength) {
            malformed.add(Problem.TOO_LONG.with(name, maxLength));
        }
        return value;
    }

    private String get(String name) {
        return parameters.getOrDefault(name, "");
    }

    /// A postback, as far as it can be parsed without its advertiser.
    ///
    /// @param amount a positive decimal number, as it was sent
    /// @param currency "" for the offer's
    public record Postback(
            String transaction,
            String amount,
            String currency,
            ReportedStatus status,
            Details details,
            boolean dryRun) {

        /// The amount in its own currency, or in the offer's; empty if it has more decimals than
        /// the currency.
        public Optional<Money> money(String offerCurrency) {
            return Currency.find(currency.isEmpty() ? offerCurrency : currency)
                    .flatMap(known -> Money.tryParse(amount, known))
                    .filter(Money::isPositive);
        }
    }
}
