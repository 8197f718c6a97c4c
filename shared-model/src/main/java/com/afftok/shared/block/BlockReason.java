package com.afftok.shared.block;

import com.afftok.shared.address.AddressKeys;
import com.afftok.shared.click.FraudReason;
import com.afftok.shared.id.AdminId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Why an address is blocked. Redis keeps it under [#entry] for as long as the block lasts.
public sealed interface BlockReason {

    /// The Redis key of the reason for the block of an address.
    static String entry(long key) {
        return "address:blocked:" + AddressKeys.format(key);
    }

    String encode();

    /// Blocked for the score of a click: `<score> <reasons> <rule set>`.
    ///
    /// @param score in hundredths
    /// @param mask of reasons, as [FraudReason] makes it
    record ByRules(int score, int mask, int ruleSet) implements BlockReason {

        private static final Pattern FORM =
                Pattern.compile("([0-9]{1,3}) ([0-9]{1,9}) ([0-9]{1,9})");

        private static final int KNOWN = FraudReason.mask(FraudReason.values());

        /// Those that this version knows.
        public List<FraudReason> reasons() {
            return FraudReason.of(mask & KNOWN);
        }

        @Override
        public String encode() {
            return score + " " + mask + " " + ruleSet;
        }
    }

    /// Blocked by an administrator: `person <admin> <at millis> <reason>`.
    ///
    /// @param at to the millisecond
    record ByPerson(AdminId admin, Instant at, String reason) implements BlockReason {

        private static final Pattern FORM =
                Pattern.compile("person ([1-9][0-9]{0,17}) ([0-9]{1,15}) (.*)", Pattern.DOTALL);

        public ByPerson {
            at = at.truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public String encode() {
            return "person " + admin.value() + " " + at.toEpochMilli() + " " + reason;
        }
    }

    /// The reason that was encoded; null for any other text, as of a newer version.
    static @Nullable BlockReason parse(String text) {
        Matcher rules = ByRules.FORM.matcher(text);
        if (rules.matches()) {
            return new ByRules(
                    Integer.parseInt(rules.group(1)),
                    Integer.parseInt(rules.group(2)),
                    Integer.parseInt(rules.group(3)));
        }
        Matcher person = ByPerson.FORM.matcher(text);
        return person.matches()
                ? new ByPerson(
                        new AdminId(Long.parseLong(person.group(1))),
                        Instant.ofEpochMilli(Long.parseLong(person.group(2))),
                        person.group(3))
                : null;
    }
}
