package com.afftok.management.access.auth;

import com.afftok.management.access.consent.GivenConsents;
import com.afftok.management.access.password.Passwords;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.party.user.Username;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A request for an account, to which a user signs in by email and password, by phone, or at a
/// provider.
///
/// @param phoneToken proves the number of the phone; email and password are null then
/// @param oidcToken proves an account at a provider; likewise
/// @param uniqueCode the code of the recruiting promoter
/// @param recruiterCode another name of `uniqueCode`
/// @param consents to the documents in force
/// @param session as in [Credentials]
/// @param remember the same
@Serdeable
record Registration(
        String username,
        @Nullable String email,
        @Nullable String password,
        @Nullable String phoneToken,
        @Nullable String oidcToken,
        String fullName,
        String role,
        String country,
        @Nullable String uniqueCode,
        @Nullable String recruiterCode,
        @Nullable GivenConsents consents,
        @Nullable String session,
        @Nullable Boolean remember) {

    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z]{6,16}");

    private static final int LONGEST_TOKEN = 200;
    private static final String PROMOTER = "promoter";
    private static final Set<String> ROLES = Set.of(PROMOTER, "advertiser");

    Registration {
        Fields fields = new Fields();
        if (phoneToken == null && oidcToken == null) {
            password = Passwords.parse(fields, "password", password);
            email = fields.email("email", email);
        } else {
            String token = phoneToken == null ? "oidc_token" : "phone_token";
            fields.secretOrNull("phone_token", phoneToken, LONGEST_TOKEN);
            fields.secretOrNull("oidc_token", oidcToken, LONGEST_TOKEN);
            fields.check(email == null, "email", Problem.NOT_WITH, token)
                    .check(password == null, "password", Problem.NOT_WITH, token)
                    .check(
                            phoneToken == null || oidcToken == null,
                            "oidc_token",
                            Problem.NOT_WITH,
                            token);
        }
        username = Username.parse(fields, "username", username);
        fullName = fields.name("full_name", fullName, 200);
        role = fields.oneOf("role", role, ROLES);
        country = fields.country("country", country);
        String field = uniqueCode == null ? "recruiter_code" : "unique_code";
        String code = uniqueCode == null ? recruiterCode : uniqueCode;
        fields.matchingOrNull(field, code, CODE, Problem.NOT_A_RECRUITER);
        if (code != null) {
            fields.check(PROMOTER.equals(role), field, Problem.FOR_PROMOTERS)
                    .check(
                            recruiterCode == null || code.equals(recruiterCode),
                            "recruiter_code",
                            Problem.DIFFERS,
                            "unique_code");
        }
        if (consents != null) {
            consents.check(fields, "consents");
        }
        KeptSession.check(fields, session, remember);
        fields.end();
    }

    SessionKind kind() {
        return KeptSession.kind(session, remember);
    }

    @Nullable String recruiter() {
        return uniqueCode == null ? recruiterCode : uniqueCode;
    }

    String recruiterField() {
        return uniqueCode == null ? "recruiter_code" : "unique_code";
    }

    /// Omits password and tokens.
    @Override
    public String toString() {
        return "Registration[" + username + "]";
    }
}
