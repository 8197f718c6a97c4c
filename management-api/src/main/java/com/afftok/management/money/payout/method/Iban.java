package com.afftok.management.money.payout.method;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// Checks an IBAN: the country's length and the check digits (ISO 13616, ISO 7064 mod 97-10).
public final class Iban {

    /// The code of a bank (ISO 9362).
    public static final Pattern BIC =
            Pattern.compile("[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}(?:[A-Z0-9]{3})?");

    private static final Map<String, Integer> LENGTHS = new HashMap<>();

    static {
        String registry =
                """
                AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27
                DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28
                IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22
                MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24
                SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30
                """;
        for (String country : registry.strip().split("\\s+", -1)) {
            LENGTHS.put(country.substring(0, 2), Integer.valueOf(country.substring(2)));
        }
    }

    private static final Pattern FORM = Pattern.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}");
    private static final int MODULUS = 97;
    private static final int HEAD = 4;

    private Iban() {}

    /// Whether it is meant as one: it begins with a country that has IBANs, and two digits.
    public static boolean isMeant(String account) {
        return account.length() > HEAD
                && LENGTHS.containsKey(account.substring(0, 2))
                && Character.isDigit(account.charAt(2))
                && Character.isDigit(account.charAt(HEAD - 1));
    }

    /// Whether it is an IBAN, in capitals and without blanks.
    public static boolean isValid(String account) {
        if (!FORM.matcher(account).matches()
                || LENGTHS.getOrDefault(account.substring(0, 2), 0) != account.length()) {
            return false;
        }
        int rest = 0;
        String turned = account.substring(HEAD) + account.substring(0, HEAD);
        for (int i = 0; i < turned.length(); i++) {
            int value = Character.digit(turned.charAt(i), Character.MAX_RADIX);
            rest = (rest * (value < 10 ? 10 : 100) + value) % MODULUS;
        }
        return rest == 1;
    }
}
