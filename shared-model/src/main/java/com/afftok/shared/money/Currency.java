package com.afftok.shared.money;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A currency of amounts: a code of ISO 4217 and the number of its decimals.
///
/// The list is our own and not the JDK's, so that an update of the JDK cannot shift stored amounts.
/// It has no funds, metals and test codes.
public record Currency(String code, int digits) {

    private static final Map<String, Integer> DIGITS = new HashMap<>();
    private static final Map<String, Currency> CURRENCIES = new HashMap<>();

    static {
        list(0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF");
        list(
                2,
                """
                AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD
                CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
                GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD
                LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB
                PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC
                SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW
                ZWG
                """);
        list(3, "BHD IQD JOD KWD LYD OMR TND");
        list(4, "CLF");
    }

    public Currency {
        Integer known = DIGITS.get(code);
        if (known == null || known != digits) {
            throw new IllegalArgumentException("there is no such currency with such decimals");
        }
    }

    /// The currency with this code in capitals.
    ///
    /// @throws IllegalArgumentException if there is no currency with this code in capitals
    public static Currency of(String code) {
        return find(code)
                .orElseThrow(() -> new IllegalArgumentException("there is no such currency"));
    }

    /// The currency with this code in capitals, if there is one.
    public static Optional<Currency> find(String code) {
        return Optional.ofNullable(CURRENCIES.get(code));
    }

    /// All currencies, by code.
    public static List<Currency> all() {
        return CURRENCIES.keySet().stream().sorted().map(Currency::of).toList();
    }

    @Override
    public String toString() {
        return code;
    }

    private static void list(int digits, String codes) {
        for (String code : codes.strip().split("\\s+", -1)) {
            DIGITS.put(code, digits);
            CURRENCIES.put(code, new Currency(code, digits));
        }
    }
}
