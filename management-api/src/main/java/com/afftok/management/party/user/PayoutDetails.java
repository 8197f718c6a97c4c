package com.afftok.management.party.user;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The payout destination of an account.
///
/// @param method `bank_transfer`, `upi`, `wallet` or `paypal`
/// @param account the IBAN or account number, UPI id, wallet number, or email at PayPal
/// @param bankCode BIC, IFSC or similar; for bank transfers
@Serdeable
@ExactMembers
public record PayoutDetails(
        @Nullable String method,
        @Nullable String accountHolder,
        @Nullable String account,
        @Nullable String bankName,
        @Nullable String bankCode) {

    private static final Map<String, Pattern> ACCOUNTS =
            Map.of(
                    "bank_transfer", Pattern.compile("[A-Z0-9]{4,34}"),
                    "upi", Pattern.compile("[A-Za-z0-9._-]{2,256}@[A-Za-z0-9.-]{2,64}"),
                    "wallet", Pattern.compile("\\+?[A-Za-z0-9._-]{4,64}"),
                    "paypal", Fields.EMAIL);

    private static final Pattern BANK_CODE = Pattern.compile("[A-Z0-9]{4,20}");
    private static final int SHOWN = 4;

    /// Records problems under a field.
    public void check(Fields fields, String field) {
        fields.oneOf(field + ".method", method, ACCOUNTS.keySet());
        fields.text(field + ".account_holder", accountHolder, 1, 200);
        fields.matching(
                field + ".account",
                account,
                ACCOUNTS.getOrDefault(String.valueOf(method), Fields.EMAIL),
                Problem.NOT_AN_ACCOUNT);
        fields.textOrNull(field + ".bank_name", bankName, 1, 200);
        fields.matchingOrNull(
                field + ".bank_code", bankCode, BANK_CODE, Problem.WRONG_FORM, 4, 20, "A-Z, 0-9");
    }

    /// The account with its last characters alone.
    public PayoutDetails masked() {
        return new PayoutDetails(method, accountHolder, masked(account), bankName, bankCode);
    }

    private static @Nullable String masked(@Nullable String account) {
        return account == null
                ? null
                : "****" + account.substring(Math.max(0, account.length() - SHOWN));
    }

    /// The method alone.
    @Override
    public String toString() {
        return "PayoutDetails[" + method + "]";
    }
}
