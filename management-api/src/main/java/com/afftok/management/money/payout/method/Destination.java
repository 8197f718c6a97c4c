package com.afftok.management.money.payout.method;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where a payout goes.
///
/// @param method `bank_transfer`, `upi`, `wallet` or `paypal`
/// @param account the IBAN or account number, UPI id, wallet number, or email at PayPal
/// @param bankCode a BIC; of an account number that is no IBAN, for which it is required, also an
///   IFSC or similar
@Serdeable
@ExactMembers
public record Destination(
        String method,
        String accountHolder,
        String account,
        @Nullable String bankName,
        @Nullable String bankCode) {

    private static final String BANK = "bank_transfer";
    private static final Map<String, Pattern> ACCOUNTS =
            Map.of(
                    BANK,
                    Pattern.compile("[A-Z0-9]{4,34}"),
                    "upi",
                    Pattern.compile("[A-Za-z0-9._-]{2,256}@[A-Za-z0-9.-]{2,64}"),
                    "wallet",
                    Pattern.compile("\\+?[A-Za-z0-9._-]{4,64}"),
                    "paypal",
                    Fields.EMAIL);
    private static final Pattern BANK_CODE = Pattern.compile("[A-Z0-9]{4,20}");
    private static final int LONGEST_NAME = 200;
    private static final int SHOWN = 4;

    /// Blanks in the account of a bank are removed.
    public Destination {
        Fields fields = new Fields();
        method = fields.oneOf("method", method, ACCOUNTS.keySet());
        accountHolder = fields.name("account_holder", accountHolder, LONGEST_NAME);
        bankName = fields.nameOrNull("bank_name", bankName, LONGEST_NAME);
        fields.check(Fields.isVisible(accountHolder), "account_holder", Problem.WRONG_CHARACTERS)
                .check(Fields.isVisible(bankName), "bank_name", Problem.WRONG_CHARACTERS);
        bankCode =
                fields.matchingOrNull(
                        "bank_code", bankCode, BANK_CODE, Problem.WRONG_FORM, 4, 20, "A-Z, 0-9");
        boolean isBank = BANK.equals(method);
        if (account != null && isBank) {
            account = account.replace(" ", "").toUpperCase(Locale.ROOT);
        }
        account =
                fields.matching(
                        "account",
                        account,
                        ACCOUNTS.getOrDefault(String.valueOf(method), Fields.EMAIL),
                        Problem.NOT_AN_ACCOUNT);
        if (isBank && account != null) {
            boolean isIban = Iban.isMeant(account);
            fields.check(!isIban || Iban.isValid(account), "account", Problem.NOT_AN_IBAN);
            fields.check(isIban || bankCode != null, "bank_code", Problem.NOT_WITHOUT, "IBAN")
                    .check(
                            !isIban || bankCode == null || Iban.BIC.matcher(bankCode).matches(),
                            "bank_code",
                            Problem.NOT_A_BIC);
        } else {
            fields.check(bankName == null, "bank_name", Problem.NOT_WITH, method);
            fields.check(bankCode == null, "bank_code", Problem.NOT_WITH, method);
        }
        fields.end();
    }

    /// The last characters of the account.
    public String masked() {
        return "****" + account.substring(Math.max(0, account.length() - SHOWN));
    }

    /// The method alone.
    @Override
    public String toString() {
        return "Destination[" + method + "]";
    }
}
