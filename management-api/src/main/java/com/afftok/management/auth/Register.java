package com.afftok.management.auth;

import com.afftok.management.access.Role;
import com.afftok.management.answer.Failure.Detail;
import com.afftok.management.setting.Setting;
import com.afftok.management.setting.Settings;
import com.afftok.management.user.UserRepository;
import com.afftok.management.user.UserRow;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes an account, and signs its owner in.
@Singleton
final class Register {

    private final UserRepository users;
    private final Passwords passwords;
    private final ProvePassword proofs;
    private final SignIn signIn;
    private final Settings settings;

    Register(
            UserRepository users,
            Passwords passwords,
            ProvePassword proofs,
            SignIn signIn,
            Settings settings) {
        this.users = users;
        this.passwords = passwords;
        this.proofs = proofs;
        this.signIn = signIn;
        this.settings = settings;
    }

    sealed interface Outcome {

        record Registered(UserRow user, Tokens tokens) implements Outcome {}

        record Invalid(List<Detail> problems) implements Outcome {}

        /// Nobody may register in this role at present.
        record Closed(Detail role) implements Outcome {}

        record Taken(List<Detail> fields) implements Outcome {}

        record TooBusy() implements Outcome {}
    }

    Outcome register(HttpRequest<?> request, Registration registration) {
        List<Detail> problems = registration.problems();
        if (!problems.isEmpty()) {
            return new Outcome.Invalid(problems);
        }
        if (!isOpenTo(Objects.requireNonNull(registration.role()))) {
            return new Outcome.Closed(new Detail("role", "cannot be registered at present"));
        }
        String code = registration.recruiter();
        Optional<Long> recruiter = code == null ? Optional.empty() : users.findRecruiter(code);
        if (code != null && recruiter.isEmpty()) {
            return new Outcome.Invalid(
                    List.of(
                            new Detail(
                                    registration.recruiterField(),
                                    "must be somebody's unique_code")));
        }
        List<Detail> taken = taken(registration);
        if (!taken.isEmpty()) {
            return new Outcome.Taken(taken);
        }
        return passwords
                .hash(Objects.requireNonNull(registration.password()))
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
        String email = Objects.requireNonNull(registration.email());
        Optional<Long> made =
                users.register(
                        Objects.requireNonNull(registration.username()),
                        email,
                        hash,
                        Objects.requireNonNull(registration.fullName()).strip(),
                        Objects.requireNonNull(registration.role()),
                        Objects.requireNonNull(registration.country()),
                        recruiter);
        if (made.isEmpty()) {
            return new Outcome.Taken(taken(registration));
        }
        UserRow user = users.find(made.get()).orElseThrow();
        proofs.proven(request, SignIn.account(email), hash);
        return new Outcome.Registered(user, signIn.opened(user));
    }

    private List<Detail> taken(Registration registration) {
        List<Detail> taken = new ArrayList<>();
        if (users.isEmailTaken(Objects.requireNonNull(registration.email()))) {
            taken.add(new Detail("email", "is taken"));
        }
        if (users.isUsernameTaken(Objects.requireNonNull(registration.username()))) {
            taken.add(new Detail("username", "is taken"));
        }
        return taken;
    }
}
