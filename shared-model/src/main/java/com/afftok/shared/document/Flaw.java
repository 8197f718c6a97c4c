package com.afftok.shared.document;

import com.afftok.shared.error.Sentence;
import java.util.List;

/// What can be wrong with a field of a document. Services show clients its name in lower case,
/// which never changes its meaning, and its parameters.
public enum Flaw {
    REQUIRED("is required"),
    NOT_KNOWN("is not known"),
    IS_THERE_TWICE("is there twice"),
    NOT_AN_OBJECT("must be an object"),
    NOT_PRINTABLE("must be a text of 1 to {max} printable characters"),
    NOT_DECIMAL("must be a decimal number"),
    NOT_WHOLE("must be a whole number from {min} to {max}"),
    NOT_AN_INSTANT("must be a time such as 2026-03-01T00:00:00Z"),
    NOT_A_LIST_OF("must be a list of at most {max}"),
    NOT_ONE_OF("must be one of {values}"),
    NOT_BETWEEN("must be between {min} and {max}"),
    MORE_DECIMALS("must have at most {decimals} decimals"),
    BELOW_OTHER("must not be below {other}"),
    NOT_ABOVE_OTHER("must be more than {other}"),
    NOT_AFTER_OTHER("must be after {other}"),
    NOT_ANOTHER("must differ from {other}"),
    THIS_OR_OTHER("or {other} is required"),
    NOT_A_PAYOUT_TYPE("must be cpa, cpl, cps or hybrid"),
    NOT_ZERO("must be 0 for {payout_type}"),
    NOT_A_CURRENCY("must be a currency of three capital letters (ISO 4217)"),
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
    /// A reason of fraud rules, which are shown to administrators as text.
    INVALID_RULE("{reason}");

    private final String sentence;

    Flaw(String sentence) {
        this.sentence = sentence;
    }

    /// Its English sentence, with the names of the parameters in braces.
    public String sentence() {
        return sentence;
    }

    /// This flaw with its parameters, in the order of the sentence.
    public Found with(Object... values) {
        return new Found(this, List.of(values), Sentence.of(sentence, values).text());
    }

    /// A flaw that was found.
    ///
    /// @param message the sentence, filled in
    public record Found(Flaw flaw, List<Object> values, String message) {}
}
