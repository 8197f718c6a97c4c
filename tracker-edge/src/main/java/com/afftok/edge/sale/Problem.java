package com.afftok.edge.sale;

import com.afftok.shared.conversion.ConversionOutcome.Reason;
import com.afftok.shared.error.Sentence;
import java.util.Locale;

/// Every problem that a report of a sale can have.
///
/// Clients get the code, whose meaning never changes, the parameters, and an English sentence. The
/// braces in a sentence name parameters, so that clients can translate it. A code that the
/// management API has, too, has the same sentence there.
public enum Problem {
    REQUIRED("is required"),
    NOT_WITHOUT("is required, unless there is {other}"),
    REPEATED("must not be given twice"),
    TOO_LONG("must have at most {max} characters"),
    WRONG_CHARACTERS("must not have control or invalid characters"),
    WRONG_FORM("must have {min} to {max} of {characters}"),
    NOT_ONE_OF("must be one of {values}"),
    NOT_AN_ID("must be a positive whole number"),
    NOT_A_CURRENCY("must be a currency of three capital letters (ISO 4217)"),
    NOT_A_PAST_TIME("must be a past time of RFC 3339, or in seconds since 1970"),
    NOT_A_TEXT_OR_NUMBER("must be a text or a number"),

    NOT_UTF_8("must be UTF-8"),
    NOT_JSON("must be valid JSON"),
    NOT_ONE_VALUE("must be one JSON value"),
    NOT_AN_OBJECT("must be an object"),
    WRONG_CHARSET("must say UTF-8 or no charset"),
    BROKEN_ESCAPE("has a broken escape"),
    WRONG_NAME("has a parameter whose name is not printable, or longer than {max} characters"),
    TOO_MANY_PARAMETERS("has more than {max} parameters"),

    NOT_ABOVE_ZERO("must be a decimal number above zero, such as 12.50"),
    TOO_MANY_DECIMALS("has more decimals than {currency}, which has {decimals}"),
    FINER_THAN_ANY_CURRENCY("has more decimals than any currency"),
    FINER_THAN_ITS_CURRENCY("The amount has more decimals than its currency."),
    TOO_MUCH_FOR_A_BROWSER("is more than a browser may report"),
    AMOUNT_OUT_OF_RANGE("The amount is out of range."),
    CURRENCIES_DIFFER(
            "The offer pays an amount in {payout} and can't add a part of one in {sale}."),

    NO_CLICK("There is no such click."),
    NO_COUPON("There is no such coupon."),
    NO_GOAL("The offer has no such goal."),
    CLICK_TOO_OLD("The click is older than {days} days."),
    CLICK_NOT_ATTRIBUTED(
            "The click is older than the {days} days in which this offer attributes sales."),
    CLICK_REFUSED("The click was refused as {bucket} and earns nothing."),
    CLICK_REFUSED_BY_REVIEW("The click was refused after a review and earns nothing."),

    RECORDED_ALREADY("This transaction has been recorded already."),
    OTHER_CLICK("It is attributed to another click."),
    HELD_FOR_REVIEW("The conversion is held for review by a person."),
    NOTHING_TO_REFUND("There is no conversion of this transaction to refund."),
    OTHER_AMOUNT("The transaction was reported with {amount}; approve that, and refund the rest."),
    REFUND_ABOVE_SALE(
            "The amount of a refund is the total given back so far. It can't be more than the"
                    + " {sold} sold."),
    REFUND_NOT_ABOVE_EARLIER(
            "The amount of a refund is the total given back so far. It has been {refunded}"
                    + " already."),
    NOT_APPROVED_YET(Reason.NOT_APPROVED_YET),
    APPROVED_ALREADY(Reason.APPROVED_ALREADY),
    REJECTED_ALREADY(Reason.REJECTED_ALREADY),
    REVERSED_ALREADY(Reason.REVERSED_ALREADY),
    OTHER_CURRENCY(Reason.OTHER_CURRENCY),
    REFUND_NOT_POSITIVE(Reason.REFUND_NOT_POSITIVE);

    private final String sentence;

    Problem(String sentence) {
        this.sentence = sentence;
    }

    Problem(Reason reason) {
        this(reason.message());
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The problem with a parameter.
    ///
    /// @param values of the parameters of the sentence, in its order
    public Detail with(String field, Object... values) {
        Sentence filled = Sentence.of(sentence, values);
        return new Detail(field, code(), filled.params(), filled.text());
    }
}
