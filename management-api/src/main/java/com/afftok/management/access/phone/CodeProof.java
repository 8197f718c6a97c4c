package com.afftok.management.access.phone;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A code, and the request by which it was sent.
public record CodeProof(String requestId, String code) {

    private static final Pattern CODE = Pattern.compile("[0-9]{6}");
    private static final int DIGITS = 6;
    private static final int LONGEST_ID = 200;

    /// Parses the two fields of a request. Look-alike digits of other scripts are refused.
    public static void check(Fields fields, @Nullable String requestId, @Nullable String code) {
        fields.secret("request_id", requestId, LONGEST_ID);
        fields.matching("code", code, CODE, Problem.WRONG_FORM, DIGITS, DIGITS, "0-9");
    }

    /// Omits both.
    @Override
    public String toString() {
        return "CodeProof[]";
    }
}
