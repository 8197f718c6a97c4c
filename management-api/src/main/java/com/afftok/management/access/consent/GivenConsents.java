package com.afftok.management.access.consent;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import io.micronaut.serde.annotation.Serdeable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The versions of documents to which somebody who registers consents.
@Serdeable
@ExactMembers
public record GivenConsents(
        @Nullable String terms, @Nullable String privacy, @Nullable String marketing) {

    static final int LONGEST = 40;
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._-]{1," + LONGEST + "}");

    /// No consent.
    static final GivenConsents NONE = new GivenConsents(null, null, null);

    /// Records problems under a field.
    public void check(Fields fields, String field) {
        for (Document document : Document.values()) {
            checkVersion(fields, field + "." + document.label(), to(document));
        }
    }

    static void checkVersion(Fields fields, String field, @Nullable String version) {
        fields.matchingOrNull(
                field,
                version,
                VERSION,
                Problem.WRONG_FORM,
                1,
                LONGEST,
                "A-Z, a-z, 0-9, ., _ and -");
    }

    /// The version of a document; null if there is no consent.
    @Nullable String to(Document document) {
        return switch (document) {
            case TERMS -> terms;
            case PRIVACY -> privacy;
            case MARKETING -> marketing;
        };
    }
}
