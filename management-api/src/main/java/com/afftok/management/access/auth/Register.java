package com.afftok.management.access.auth;

import com.afftok.management.access.Role;
import com.afftok.management.access.mailed.VerifyAddress;
import com.afftok.management.access.password.Passwords;
import com.afftok.management.access.password.ProvePassword;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.platform.setting.Setting;
import com.afftok.management.platform.setting.Settings;
import com.afftok.shared.id.UserId;
import io.micronaut.http.HttpRequest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Creates an account, and signs its owner in.
@Singleton
final class Register {

    private final UserRepository users;
    private final Passwords passwords;
    private final ProvePassword proofs;
    private final SignIn signIn;
    private final VerifyAddress verify;
    private final Settings settings;
    private final TransactionOperations<Connection> transactions;

    Register(
            UserRepository users,
            Passwords passwords,
            ProvePassword proofs,
            SignIn signIn,
            VerifyAddress verify,
            Settings settings,
            TransactionOperations<Connection> transactions) {
        this.users = users;
        this.passwords = passwords;
        this.proofs = proofs;
        this.signIn = signIn;
        this.verify = verify;
        this.settings = settings;
        this.transactions = transactions;
    }

    sealed interface Outcome {

        record Registered(UserRow user, Tokens tokens) implements Outcome {}

        record Invalid(List<Detail> problems) implements Outcome {}

        /// Registration in this role is closed.
        record Closed(Detail role) implements Outcome {}

        record Taken(List<Detail> fields) implements Outcome {}

        record TooBusy() implements Outcome {}
    }

    Outcome register(HttpRequest<?> request, Registration registration) {
        if (!isOpenTo(registration.role())) {
            return new Outcome.Closed(Problem.CLOSED.with("role"));
        }
        if (passwords.isFull()) {
            return new Outcome.TooBusy();
        }
        String code = registration.recruiter();
        Optional<Long> recruiter = code == null ? Optional.empty() : users.findRecruiter(code);
        if (code != null && recruiter.isEmpty()) {
            return new Outcome.Invalid(
                    List.of(Problem.NOT_A_RECRUITER.with(registration.recruiterField())));
        }
        List<Detail> taken = taken(registration);
        if (!taken.isEmpty()) {
            return new Outcome.Taken(taken);
        }
        return passwords
                .hash(registration.password())
                .map(hash -> insert(request, registration, hash, recruiter.orElse(null)))
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
            String hash,
            @Nullable Long recruiter) {
        String email = registration.email();
        MailLanguage language = MailLanguage.of(request);
        boolean made =
                transactions.executeWrite(_ -> {
                    List<Long> ids =
                            users.register(
                                    registration.username(),
                                    email,
                                    hash,
                                    registration.fullName(),
                                    language.label(),
                                    registration.role(),
                                    registration.country(),
                                    recruiter);
                    ids.forEach(id -> verify.begin(new UserId(id), email, language));
                    return !ids.isEmpty();
                });
        if (!made) {
            return new Outcome.Taken(taken(registration));
        }
        UserRow user = users.findByEmail(email).orElseThrow();
        proofs.proven(request, ProvePassword.ofUser(email), hash);
        return new Outcome.Registered(
                user, signIn.opened(user, hash, SessionKind.TOKENS).orElseThrow());
    }

    private List<Detail> taken(Registration registration) {
        List<Detail> taken = new ArrayList<>();
        if (users.isEmailTaken(registration.email())) {
            taken.add(Problem.TAKEN.with("email"));
        }
        if (users.isUsernameTaken(registration.username())) {
            taken.add(Problem.TAKEN.with("username"));
        }
        return taken;
    }
}
