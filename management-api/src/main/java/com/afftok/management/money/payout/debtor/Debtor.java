package com.afftok.management.money.payout.debtor;

import com.afftok.management.money.payout.method.Iban;
import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;
import java.util.regex.Pattern;

/// The account from which payouts in a currency are paid.
///
/// @param account an IBAN, or the number of an account in a country without IBANs
/// @param bankCode the BIC of its bank
/// @param version that was changed; 0 for one that was never set
@Serdeable
@ExactMembers
public record Debtor(
        String currency, String name, String account, String bankCode, Integer version) {

    /// The most that banks take.
    private static final int LONGEST_NAME = 70;

    private static final Pattern ACCOUNT = Pattern.compile("[A-Z0-9]{4,34}");

    /// Blanks in the account are removed.
    public Debtor {
        Fields fields = new Fields();
        currency = fields.present("currency", currency);
        fields.check(
                currency == null || Currency.find(currency).isPresent(),
                "currency",
                Problem.NOT_A_CURRENCY);
        name = fields.name("name", name, LONGEST_NAME);
        if (account != null) {
            account = account.replace(" ", "").toUpperCase(Locale.ROOT);
        }
        account = fields.matching("account", account, ACCOUNT, Problem.NOT_AN_ACCOUNT);
        fields.check(
                account == null || !Iban.isMeant(account) || Iban.isValid(account),
                "account",
                Problem.NOT_AN_IBAN);
        bankCode = fields.matching("bank_code", bankCode, Iban.BIC, Problem.NOT_A_BIC);
        version = fields.present("version", version);
        fields.end();
    }
}
