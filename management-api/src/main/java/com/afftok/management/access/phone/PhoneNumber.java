package com.afftok.management.access.phone;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The number of a mobile phone of a country, in its only form.
///
/// Numbers of other types receive no messages, and those with a premium pay whoever has them.
///
/// @param text in E.164, such as `+966501234567`
/// @param country of two capital letters
public record PhoneNumber(String text, String country) {

    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Set<PhoneNumberType> MOBILE =
            Set.of(PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE);
    private static final String ANY = "ZZ";
    private static final int SHOWN_LAST = 2;

    /// Reads a number in E.164.
    ///
    /// @return nothing if it is not valid, not a mobile phone's, or has a second spelling
    static Optional<PhoneNumber> of(String text) {
        if (!E164.matcher(text).matches()) {
            return Optional.empty();
        }
        PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
        Phonenumber.PhoneNumber number;
        try {
            number = numbers.parse(text, ANY);
        } catch (NumberParseException e) {
            return Optional.empty();
        }
        String country = numbers.getRegionCodeForNumber(number);
        boolean fits =
                country != null
                        && COUNTRY.matcher(country).matches()
                        && MOBILE.contains(numbers.getNumberType(number))
                        && numbers.format(number, PhoneNumberFormat.E164).equals(text);
        return fits ? Optional.of(new PhoneNumber(text, country)) : Optional.empty();
    }

    /// Records a problem unless the field has a number.
    static void check(Fields fields, String field, @Nullable String text) {
        fields.present(field, text);
        fields.check(text == null || of(text).isPresent(), field, Problem.NOT_A_PHONE);
    }

    /// With its begin and end alone.
    static String masked(String text) {
        return text.substring(0, SHOWN_LAST + 2) + "…" + text.substring(text.length() - SHOWN_LAST);
    }

    /// With its begin and end alone, so that no log has it whole.
    @Override
    public String toString() {
        return "PhoneNumber[" + masked(text) + "]";
    }
}
