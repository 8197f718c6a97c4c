package com.afftok.management.platform.request;

import com.afftok.shared.document.Flaw;
import com.afftok.shared.error.Sentence;
import java.util.Locale;

/// Every problem that a field of a request can have.
///
/// Clients get the code, whose meaning never changes, the parameters, and an English sentence
/// without its subject. The braces in a sentence name parameters, so that clients can translate it.
public enum Problem {
    REQUIRED("is required"),
    UNKNOWN_MEMBER("is unknown"),
    REPEATED("must not be given twice"),
    NOT_JSON("must be valid JSON"),
    NOT_ONE_VALUE("must be one JSON value"),
    NOT_UTF_8("must be UTF-8"),
    TOO_DEEP("is too long, or nested too deep"),
    UNREADABLE("cannot be understood"),
    WRONG_MEDIA_TYPE("must be application/json"),
    NOT_ACCEPTABLE("must allow application/json"),
    WRONG_ENCODING("must match the compression of the body"),

    NOT_A_TEXT("must be a text"),
    NOT_A_NUMBER("must be a number of at most {digits} digits"),
    NOT_A_WHOLE_NUMBER("must be a whole number"),
    NOT_AN_ID("must be a positive whole number"),
    NOT_A_UUID("must be a UUID"),
    NOT_A_BOOLEAN("must be true or false"),
    NOT_A_DAY("must be a day such as 2026-01-31"),
    NOT_A_TIME("must be an RFC 3339 time"),
    NOT_A_LIST("must be a list"),
    NOT_AN_OBJECT("must be an object"),
    NOT_A_CREDENTIAL("must be what the browser's PublicKeyCredential.toJSON returns"),
    NOT_A_CURSOR("must be the next_cursor of an answer"),

    BLANK("must not be blank"),
    WRONG_LENGTH("must have {min} to {max} characters"),
    TOO_LONG("must have at most {max} characters"),
    WRONG_CHARACTERS("must not have control or invalid characters"),
    WRONG_FORM("must have {min} to {max} of {characters}"),
    NOT_ONE_OF("must be one of {values}"),
    NOT_SOME_OF("must be a list of {values}"),
    NOT_EQUAL("must be {value}"),
    EMPTY("must not be empty"),
    TOO_MANY("must be at most {max}"),

    OUT_OF_RANGE("must be from {min} to {max}"),
    TOO_LARGE("must be at most {max}"),
    NOT_A_DECIMAL("must be a number such as 12.50, with at most {decimals} decimals"),
    NOT_AN_AMOUNT("must not be negative, and have at most {decimals} decimals"),
    NOT_POSITIVE("must be more than 0"),
    MOVES_NOTHING("must not be 0"),
    NOT_A_PERCENTAGE("must be from 0 to 100, with at most {decimals} decimals"),
    NOT_A_SCORE("must be from 0 to 1, with at most {decimals} decimals"),
    NOT_THE_LEVELS("must have the levels 1 to {max}"),
    SUM_TOO_LARGE("must not be more than {max} together"),

    NOT_A_URL(
            "must be an http or https address of at most {max} characters, without user name,"
                    + " blanks or control characters, and with no macro in its host"),
    NOT_A_RECEIVER(
            "must be an http or https URL without a user name, whose host is fixed and whose port"
                    + " is one of the web or above 1023"),
    NOT_PUBLIC("must not resolve to an address that is not public"),
    HAS_SPACES("must not have spaces"),
    NOT_HOSTS("must be at most {max} host names, without scheme, port or wildcard"),
    NOT_NAMES("must be at most {max} names of 1 to {longest} of a-z, 0-9, _ and -"),
    NOT_AN_EMAIL("must be an email address"),
    NOT_A_PHONE(
            "must be the number of a mobile phone in international form, such as +966501234567, in"
                    + " digits from 0 to 9"),
    NOT_A_COUNTRY("must be a country of two capital letters (ISO 3166)"),
    NOT_COUNTRIES("must be a list of at most {max} countries of two capital letters (ISO 3166)"),
    NOT_A_MONTH("must be a month, such as 2026-01"),
    NOT_A_CURRENCY("must be a currency of three capital letters (ISO 4217)"),
    NOT_AN_ADDRESS("must be an IPv4 or IPv6 address"),
    NOT_A_NETWORK("must be a network such as 203.0.113.0/24 or 2001:db8::/32"),
    NOT_A_CLICK("must be the id of a click"),
    NOT_AN_ACCOUNT("must be an account of this method, without blanks"),
    NOT_AN_IBAN("must be a valid IBAN: its length or check digits are wrong"),
    NOT_AN_ALIAS("must have 3 to 40 of a-z, 0-9 and -, and not be 17 letters and digits"),

    BELOW_OTHER("must not be below {other}"),
    BEFORE_OTHER("must not be before {other}"),
    NOT_BEFORE_OTHER("must be before {other}"),
    NOT_AFTER_OTHER("must be after {other}"),
    TOO_FAR_APART("must be at most {days} days from {other}"),
    NOT_IN_FUTURE("must be in the future"),
    IN_PAST("must not be in the past"),
    IN_FUTURE("must not be in the future"),
    TOO_FAR_AHEAD("must be in the next {days} days"),
    NEEDS_OTHER("is required with {other}"),
    NOT_EXACTLY_ONE("exactly one of {fields} is required"),
    NOT_WITHOUT("is required, unless there is {other}"),
    NOT_WITH("must be absent, where there is {other}"),
    DIFFERS("must be the same as {other}, where both are given"),
    TOO_MUCH("selects too much to read within the time limit"),

    WEAK_PASSWORD("must have {min} to {max} characters, among them a capital letter and a digit"),
    COMMON_PASSWORD("is among the most common or leaked passwords"),
    KNOWN_WORD("must not contain the product, the panel's host, a role, or your own names"),
    SAME_PASSWORD("must not be the present password"),
    WRONG("is not right"),
    EXPIRED("has expired"),
    SPENT("is unknown, was used, or had three wrong codes"),
    USED("is unknown, or was used"),
    LINK_FIRST("belongs to a user: sign in, then link the provider"),
    LINKED_ALREADY("is linked already: remove the other account of the provider first"),
    NOT_SERVED("is of a country to which no codes are sent"),
    ONLY_WAY_IN("is the only way to sign in"),
    NO_ADDRESS("is absent: the user signs in by phone"),
    SIGN_IN_AGAIN("must be less than {minutes} minutes old: sign in again"),
    TAKEN("is taken"),
    CLOSED("cannot be registered at present"),
    NOT_A_RECRUITER("must be somebody's unique_code"),
    FOR_PROMOTERS("is for promoters only"),
    NOT_YOURS("must be absent, or your own id"),

    PAYOUT_NEEDED("must be above zero for this payout_type"),
    PAYOUT_UNUSED("must be absent or 0 for this payout_type"),
    NOT_AN_ADVERTISER("must be an active advertiser"),
    NOT_AN_AFFILIATE_NETWORK("must be a network"),
    CURRENCY_STAYS("must stay {currency} once the offer is approved"),
    HELD_BY_PLATFORM(
            "An administrator has paused this offer; only an administrator can activate it again."),
    NOT_JOINED("must be an offer that you have joined"),
    WRONG_HOST(
            "must lead to the host and port of the offer's destination, or to a host that the offer"
                    + " allows, and to https where the destination is https"),
    TOO_MANY_LINKS("cannot have more: you have {max} links"),

    STATUS_IS("is {status}"),
    HELD_FOR_REVIEW("The conversion is held for review by a person."),
    BELOW_EARLIER("must not be below the earlier refunds, {amount}"),
    ABOVE_WORTH("is more than the sale is worth, {amount}, which cannot grow"),
    NOT_THE_CURRENCY("must be {currency}, the currency of the sale"),
    UNCHANGED("is the user's present role"),
    NOT_YOUR_NAME("must be your own username"),
    NOT_ASKED_FOR("is not asked for at present"),
    NOT_WITHDRAWN("cannot be withdrawn: close the account instead"),
    TOO_MANY_CONSENTS("was given and withdrawn too often: there are {max} already"),
    LAST_OWNER_OF(
            "is the last owner of {account}, which has other members: make one of them an owner"
                    + " first"),
    BALANCE_OPEN(
            "must be true: {account} has {amount} {currency} on {part}, which stays in the books"
                    + " and is not paid"),
    EXPORT_TOO_LARGE("is larger than {max} MiB: ask the platform for it"),
    LAST_OWNER("of the last owner cannot be changed: make another member an owner first"),
    MEMBER_ALREADY("is a member already"),
    TOO_MANY_INVITATIONS("are {max} already: revoke one first"),
    TOO_MANY_MEMBERS("are {max} already, open invitations included"),
    TOO_MANY_ACCOUNTS("cannot join more: you are a member of {max} accounts"),
    OTHER_ADDRESS("must be sent by the user whose address was invited"),
    NOT_CONFIRMED("must be confirmed first"),
    NOT_ONE_ACCOUNT("cannot change: the user must own exactly one account"),
    ROLE_IN_USE("cannot change: the user has offers, links or recruits"),
    ENROLLED("is enrolled already"),
    NOT_ENROLLED("is not enrolled"),
    OWN_ACCOUNT("must be another administrator's"),
    LAST_SUPER_ADMIN("of the last active super admin cannot be changed"),

    INTERNAL_ADDRESS("must not be an internal address or the address of a trusted proxy"),
    INTERNAL_NETWORK("must not contain internal addresses"),
    OWN_NETWORK("must not contain the addresses of trusted proxies"),
    TOO_WIDE("must not be wider than /{prefix}"),
    TOO_MANY_BLOCKED("the maximum of {max} blocked networks is reached"),
    NOT_HELD("is not held for review"),
    NOT_JUDGED("was counted as {bucket}, which does not depend on the score"),
    DECIDED_ALREADY("is already {decision}"),
    INVALID_RULE("{reason}"),

    NOT_KNOWN("is not known"),
    IS_THERE_TWICE("is there twice"),
    NOT_PRINTABLE("must be a text of 1 to {max} printable characters"),
    NOT_DECIMAL("must be a decimal number"),
    NOT_WHOLE("must be a whole number from {min} to {max}"),
    NOT_AN_INSTANT("must be a time such as 2026-03-01T00:00:00Z"),
    NOT_A_LIST_OF("must be a list of at most {max}"),
    NOT_BETWEEN("must be between {min} and {max}"),
    MORE_DECIMALS("must have at most {decimals} decimals"),
    NOT_ABOVE_OTHER("must be more than {other}"),
    THIS_OR_OTHER("or {other} is required"),
    NOT_A_PAYOUT_TYPE("must be cpa, cpl, cps or hybrid"),
    NOT_ZERO("must be 0 for {payout_type}"),
    TIER_NOT_HIGHER("must be more than that of the tier before"),
    TIER_NOT_NEXT("must follow max_sales of the tier before"),
    LAST_TIER_ENDS("must be absent in the last tier, which has no end"),
    NAMES_NONE("must name at least one"),
    NOT_LETTERS_OF_A_COUNTRY("must be a country code of two letters"),
    NOT_A_CUSTOMER_TYPE("must be new or returning"),
    NO_BOUND("or another bound is required"),
    NOT_HOURS("must be 1 to 24, and from_hour 0 to 23"),
    NOT_A_WEEKDAY("must be mon, tue, wed, thu, fri, sat or sun"),
    NOT_A_ZONE("must be a time zone such as Asia/Riyadh"),

    NOT_ANOTHER("must differ from {other}"),
    TOO_MANY_RATES("must have at most {max} lines with rates"),
    NOT_THE_COLUMNS("must have the columns {columns}"),
    NOT_YOUR_PROMOTER("must be an active promoter with a link of one of your offers"),
    TOO_MANY_BONUS_RULES("are {max} already for the offer: end one first"),
    NOT_OF_YOUR_OFFERS("must be the currency of one of your offers"),
    ABOVE_REMAINING(
            "must be at most what remains of the prepayment or credit, {remaining} {currency}"),
    ABOVE_THRESHOLD(
            "must be at most {max} {currency} with the bonuses of the last day: larger ones are"
                    + " adjustments by the platform"),
    NOT_PROLONGED("must not be after {month}, when the rule ends"),
    TOO_MANY_LINES("must have at most {max} lines with orders"),
    NO_COLUMN("must have a column {column}"),
    UNEVEN_LINE("must have {columns} columns, as the header has"),
    TOO_MANY_COLUMNS("must have at most {max} columns, because there is no header"),
    BROKEN_LINE(
            "cannot be read: a quote is not closed, text follows a quote, or there are too many"
                    + " columns"),
    FORMULA("must not begin like a formula, with =, +, - or @"),
    REPEATS_LINE("repeats line {line}"),
    MORE_PROBLEMS("has {count} more problems"),
    NOT_AN_ORDER_LIST("must be a list of orders"),
    NOT_A_PAYOUT_METHOD("must be one of your payout methods"),
    NOT_USABLE_YET("is new: payouts use it from {time} on"),
    BELOW_MINIMUM("must be at least {minimum} {currency}"),
    ABOVE_BALANCE("must be at most the available balance, {balance} {currency}"),
    TOO_MANY_POSTINGS(
            "needs too many bookings for one payout: request at most {most} {currency} first"),
    ACCOUNT_NOT_ACTIVE("must be active: the account is banned or closed"),
    APPROVED_BY_YOU("must be by another administrator: you have approved it"),
    REQUESTED_BY_YOU("must be by another administrator: you have requested it"),
    NOT_OF_KIND("must be the account of {kind}"),
    NOTHING_LEFT(
            "leaves nothing to pay after the fee of {fee} and the tax of {withheld} {currency}"),
    TAX_PROFILE_NEEDED("is required before payouts"),
    APPROVED_ALREADY("has been approved: only the platform can stop it"),
    TOO_MANY_METHODS("are {max} already: remove one first"),
    NOT_A_BIC("must be a BIC: 8 or 11 letters and digits, in capitals"),
    NOTHING_APPROVED("has no approved payout of an active account in {currency}"),
    NOT_BATCHED(
            "must be approved, of an active account, in the currency and by the method of the batch"),
    NOT_BY_METHOD("is not for payouts by {method}"),
    NO_DEBTOR(
            "has no account from which payouts in {currency} are paid: an administrator enters it first"),
    ANSWERED("has an answer of the bank already"),
    NOT_WAITING("has payouts that somebody has decided meanwhile"),
    TOO_MANY_PAYOUTS("must have at most {max} lines with payouts"),
    UNKNOWN_COLUMN("is no column of such a file"),
    NOT_OF_BATCH("must be a payout of the batch"),
    NOT_THE_NET("must be {amount}, what the payout pays"),
    NOT_ENABLED("is not enabled"),
    NOT_A_PAYOUT("must be a payout"),

    NOT_OVER("is not over: the month ends at {time}"),
    NOTHING_BOOKED("has no entries, and is not closed"),
    EARLIER_OPEN("must wait for the month {month}, which is open"),
    CLOSED_ALREADY("is closed already, since {time}"),
    NO_ISSUER("must be set first: without it, no document is issued"),
    INVOICED("must not be before {day}, because what is before is invoiced"),
    NOT_CORRECTABLE("is a credit note, which is not corrected"),
    NO_CREDIT_LINE("must be lines of the invoice with a positive amount, each once"),
    ABOVE_REST("must be at most the rest, {rest} {currency}"),

    NOT_OF_OFFER("must be a promoter with a link of the offer"),
    TOO_MANY_TERMS("are {max} already for the same promoters: end one first"),
    CAP_EXISTS("exists already for these promoters, period and currency: change that one"),
    CAP_OF_OTHER_CURRENCY(
            "is not {currency}, that of the offer: commissions count if they are a percentage of a"
                    + " sale in this currency"),
    PAYS_MORE_THAN_THE_SALE(
            "can cost {percent} percent of a sale, with all modifiers, the shares of recruiters and the"
                    + " platform's fee"),
    PAYS_NOTHING("pays nothing, so that its sales earn no commission"),
    NEVER_DECIDES("never decide a sale, because rule {rule} always does"),
    HIDES_RULE("leave no sale to rule {rule}"),
    UNKNOWN_GOALS("has {names}: the offer has no such goal"),
    UNKNOWN_COUNTRIES("has {names}: ISO 3166 has no such country"),
    PERIOD_OVER("is over when the rule begins"),
    CONTRADICTS("can never be met together with the requirements on {on} before it"),

    NO_CLICK("There is no such click."),
    NO_COUPON("There is no such coupon."),
    CLICK_NOT_ATTRIBUTED(
            "The click is older than the {days} days in which this offer attributes sales."),
    CLICK_REFUSED("The click was refused as {bucket} and earns nothing."),
    CLICK_REFUSED_BY_REVIEW("The click was refused after a review and earns nothing."),
    CURRENCIES_DIFFER(
            "The offer pays an amount in {payout} and can't add a part of one in {sale}."),

    SELECTS_TOO_MANY("selects more than {max} conversions: narrow it"),
    SELECTS_NOTHING("selects no conversion"),
    TOO_MANY_DECISIONS(
            "are {max} already, about many conversions each: wait until one is finished"),
    TOO_MANY_PASSKEYS("are {max} already: remove one first"),
    TOO_MANY_KEYS("are {max} already: revoke one first"),
    TOO_MANY_SECRETS("has two active secrets: revoke one of them first"),
    TOO_MANY_WEBHOOKS("must be at most {max}: delete one first"),
    NOT_SIGNED("is postback, whose requests are not signed"),
    NOT_ACTIVE("must be active: resume it first"),
    UNDER_WAY("is pending: wait for its result"),
    NOT_REJECTED("only a rejected postback can be replayed"),
    NOT_PROVEN("was not valid: the postback is not proven to be yours"),
    DRY_RUN("was a dry run: there is nothing to record"),
    REPLAYED("was already recorded by a replay"),
    ANSWER_LOST("the request was executed, but its answer was lost"),
    ANSWER_TOO_LONG("the request was executed, but its answer was too long to keep"),
    REQUEST_UNDER_WAY("the request is still in progress");

    private final String sentence;

    Problem(String sentence) {
        this.sentence = sentence;
    }

    /// The problem of a field of a document.
    public static Problem of(Flaw flaw) {
        return valueOf(flaw.name());
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The problem with a field.
    ///
    /// @param values of the parameters, in the order of the sentence
    public Detail with(String field, Object... values) {
        Sentence filled = Sentence.of(sentence, values);
        return new Detail(field, code(), filled.params(), filled.text());
    }
}
