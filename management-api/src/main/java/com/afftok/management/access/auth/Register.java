package com.afftok.management.access.auth;

import com.afftok.management.access.Role;
import com.afftok.management.access.consent.Consents;
import com.afftok.management.access.mailed.VerifyAddress;
import com.afftok.management.access.password.Passwords;
import com.afftok.management.access.password.ProvePassword;
import com.afftok.management.access.phone.PhoneTokens;
import com.afftok.management.access.phone.SendCodes;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.platform.setting.Setting;
import com.afftok.management.platform.setting.Settings;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.UserId;
import io.micronaut.http.HttpRequest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Creates an account, and signs its owner in.
@Singleton
final class Register {

    private final UserRepository users;
    private final Passwords passwords;
    private final ProvePassword proofs;
    private final PhoneTokens phoneTokens;
    private final SendCodes sendCodes;
    private final RegisterByProvider byProvider;
    private final SignIn signIn;
    private final VerifyAddress verify;
    private final Consents consents;
    private final Settings settings;
    private final TransactionOperations<Connection> transactions;

    Register(
            UserRepository users,
            Passwords passwords,
            ProvePassword proofs,
            PhoneTokens phoneTokens,
            SendCodes sendCodes,
            RegisterByProvider byProvider,
            SignIn signIn,
            VerifyAddress verify,
            Consents consents,
            Settings settings,
            TransactionOperations<Connection> transactions) {
        this.users = users;
        this.passwords = passwords;
        this.proofs = proofs;
        this.phoneTokens = phoneTokens;
        this.sendCodes = sendCodes;
        this.byProvider = byProvider;
        this.signIn = signIn;
        this.verify = verify;
        this.consents = consents;
        this.settings = settings;
        this.transactions = transactions;
    }

    sealed interface Outcome {

        record Registered(UserRow user, Tokens tokens) implements Outcome {}

        record Invalid(List<Detail> problems) implements Outcome {}

        /// Registration in this role is closed.
        record Closed(Detail role) implements Outcome {}

        record Taken(List<Detail> fields) implements Outcome {}

        /// The token that proves a number or an account at a provider is not valid.
        record Refused(ErrorCode code) implements Outcome {}

        record TooBusy() implements Outcome {}
    }

    Outcome register(HttpRequest<?> request, Registration registration) {
        if (!isOpenTo(registration.role())) {
            return new Outcome.Closed(Problem.CLOSED.with("role"));
        }
        List<Detail> missing = consents.problems(registration.consents(), "consents");
        if (!missing.isEmpty()) {
            return new Outcome.Invalid(missing);
        }
        if (registration.password() != null && passwords.isFull()) {
            return new Outcome.TooBusy();
        }
        String code = registration.recruiter();
        Optional<Long> recruiter = code == null ? Optional.empty() : users.findRecruiter(code);
        if (code != null && recruiter.isEmpty()) {
            return new Outcome.Invalid(
                    List.of(Problem.NOT_A_RECRUITER.with(registration.recruiterField())));
        }
        String phoneToken = registration.phoneToken();
        if (phoneToken != null) {
            return byPhone(request, registration, phoneToken, recruiter.orElse(null));
        }
        String oidcToken = registration.oidcToken();
        if (oidcToken != null) {
            return byProvider.register(
                    registration, oidcToken, MailLanguage.of(request), recruiter.orElse(null));
        }
        String email = Objects.requireNonNull(registration.email());
        String password = Objects.requireNonNull(registration.password());
        passwords.refuseNames(
                "password", password, registration.username(), registration.fullName(), email);
        List<Detail> taken = taken(registration, email);
        if (!taken.isEmpty()) {
            return new Outcome.Taken(taken);
        }
        return passwords
                .hash(password)
                .map(hash -> insert(request, registration, email, hash, recruiter.orElse(null)))
                .orElse(new Outcome.TooBusy());
    }

    private boolean isOpenTo(String role) {
        return settings.isOn(
                role.equals(Role.ADVERTISER.label())
                        ? Setting.ADVERTISERS_REGISTER
                        : Setting.PROMOTERS_REGISTER);
    }

    private Outcome insert(
            HttpRequest<?> request,
            Registration registration,
            String email,
            String hash,
            @Nullable Long recruiter) {
        MailLanguage language = MailLanguage.of(request);
        boolean made =
                transactions.executeWrite(_ -> {
                    List<Long> ids =
                            users.register(
                                    registration.username(),
                                    email,
                                    hash,
                                    null,
                                    registration.fullName(),
                                    language.label(),
                                    registration.role(),
                                    registration.country(),
                                    recruiter);
                    ids.forEach(id -> {
                        verify.begin(new UserId(id), email, language);
                        consents.give(new UserId(id), registration.consents());
                    });
                    return !ids.isEmpty();
                });
        if (!made) {
            return new Outcome.Taken(taken(registration, email));
        }
        UserRow user =
                users.findPerson(email)
                        .flatMap(person -> users.findInLatest(person.id()))
                        .orElseThrow();
        proofs.proven(request, ProvePassword.ofUser(email), hash);
        return new Outcome.Registered(
                user, signIn.opened(user, hash, false, registration.kind()).orElseThrow());
    }

    /// The token is used in the transaction that inserts the user, so that it stays valid where a
    /// username is taken.
    private Outcome byPhone(
            HttpRequest<?> request,
            Registration registration,
            String token,
            @Nullable Long recruiter) {
        return switch (phoneTokens.read(token)) {
            case PhoneTokens.Reading.Refused(ErrorCode code) -> new Outcome.Refused(code);
            case PhoneTokens.Reading.Valid(String phone) -> {
                Outcome outcome =
                        transactions.executeWrite(transaction -> {
                            Outcome made =
                                    byPhoneAlone(
                                            registration,
                                            token,
                                            phone,
                                            MailLanguage.of(request),
                                            recruiter);
                            if (!(made instanceof Outcome.Registered)) {
                                transaction.setRollbackOnly();
                            }
                            return made;
                        });
                if (outcome instanceof Outcome.Registered(UserRow user, Tokens _)) {
                    sendCodes.signedIn(request, user.userId());
                }
                yield outcome;
            }
        };
    }

    private Outcome byPhoneAlone(
            Registration registration,
            String token,
            String phone,
            MailLanguage language,
            @Nullable Long recruiter) {
        if (!phoneTokens.use(token)) {
            return new Outcome.Refused(ErrorCode.AUTH_003);
        }
        boolean made =
                !users.register(
                                registration.username(),
                                null,
                                null,
                                phone,
                                registration.fullName(),
                                language.label(),
                                registration.role(),
                                registration.country(),
                                recruiter)
                        .isEmpty();
        if (!made) {
            return new Outcome.Taken(
                    users.isPhoneTaken(phone)
                            ? List.of(Problem.TAKEN.with("phone_token"))
                            : List.of(Problem.TAKEN.with("username")));
        }
        UserRow user =
                users.findPersonByPhone(phone)
                        .flatMap(person -> users.findInLatest(person.id()))
                        .orElseThrow();
        consents.give(user.userId(), registration.consents());
        return new Outcome.Registered(
                user, signIn.openedByPhone(user, phone, false, registration.kind()).orElseThrow());
    }

    private List<Detail> taken(Registration registration, String email) {
        List<Detail> taken = new ArrayList<>();
        if (users.isEmailTaken(email)) {
            taken.add(Problem.TAKEN.with("email"));
        }
        if (users.isUsernameTaken(registration.username())) {
            taken.add(Problem.TAKEN.with("username"));
        }
        return taken;
    }
}
