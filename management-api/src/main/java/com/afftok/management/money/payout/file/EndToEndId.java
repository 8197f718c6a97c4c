package com.afftok.management.money.payout.file;

import com.afftok.shared.id.PayoutId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a payout at banks, which they hand on to the receiver and repeat in their answers.
public final class EndToEndId {

    private static final String PREFIX = "AFFTOK-";
    private static final Pattern FORM = Pattern.compile("(?:" + PREFIX + ")?([1-9][0-9]{0,17})");

    private EndToEndId() {}

    static String of(PayoutId payout) {
        return PREFIX + payout.value();
    }

    /// The payout of a name; also of its number alone. Empty if it is no such name.
    public static Optional<PayoutId> read(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new PayoutId(Long.parseLong(form.group(1))))
                : Optional.empty();
    }
}
