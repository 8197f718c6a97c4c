package com.afftok.management.auth;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What somebody sends who wants an account.
///
/// @param uniqueCode that of the promoter who recruited this one
/// @param recruiterCode the same under its other name
@Serdeable
record Registration(
        @Nullable String username,
        @Nullable String email,
        @Nullable String password,
        @Nullable String fullName,
        @Nullable String role,
        @Nullable String country,
        @Nullable String uniqueCode,
        @Nullable String recruiterCode) {

    private static final Pattern USERNAME = Pattern.compile("[A-Za-z0-9_]{3,50}");
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z]{6,16}");

    private static final String PROMOTER = "promoter";
    private static final Set<String> ROLES = Set.of(PROMOTER, "advertiser");

    List<Failure.Detail> problems() {
        Checks checks =
                Passwords.check(new Checks(), "password", password)
                        .matches(
                                "username",
                                username,
                                USERNAME,
                                "must have 3 to 50 letters, digits or _")
                        .email("email", email)
                        .text("full_name", fullName, 1, 200)
                        .that(fullName == null || !fullName.isBlank(), "full_name", "is required")
                        .present("role", role)
                        .that(
                                role == null || ROLES.contains(role),
                                "role",
                                "must be one of promoter, advertiser")
                        .country("country", country);
        String code = recruiter();
        if (code != null) {
            checks.matches(recruiterField(), code, CODE, "must be somebody's unique_code")
                    .that(PROMOTER.equals(role), recruiterField(), "is for promoters only")
                    .that(
                            recruiterCode == null || code.equals(recruiterCode),
                            "recruiter_code",
                            "must be the unique_code, where both are given");
        }
        return checks.problems();
    }

    @Nullable String recruiter() {
        return uniqueCode == null ? recruiterCode : uniqueCode;
    }

    String recruiterField() {
        return uniqueCode == null ? "recruiter_code" : "unique_code";
    }

    /// Without the password.
    @Override
    public String toString() {
        return "Registration[" + username + "]";
    }
}
