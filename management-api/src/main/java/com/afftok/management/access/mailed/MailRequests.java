package com.afftok.management.access.mailed;

import com.afftok.management.party.user.PersonRow;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.platform.health.Readiness;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.mail.Mails;
import com.afftok.shared.id.UserId;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Mails that are asked for with an address by somebody who must not learn whether a user has it,
/// or by an operator's command, which cannot write mails.
///
/// A request is only written down while the asker waits, which takes the same time for each
/// address; whether it leads to a mail is determined by a job.
@Singleton
public final class MailRequests {

    private static final String RESET_PASSWORD = "reset_password";
    private static final String VERIFY_ADDRESS = "verify_address";
    private static final String SIGN_INS_REFUSED = "sign_ins_refused";

    /// After a command of an operator.
    private static final Map<String, MailKind> TO_ADMINISTRATORS =
            Map.of(
                    "admin_password_changed", MailKind.PASSWORD_CHANGED,
                    "admin_second_factor_removed", MailKind.SECOND_FACTOR_REMOVED);

    private static final Logger LOG = LoggerFactory.getLogger(MailRequests.class);

    private final MailRequestRepository requests;
    private final UserRepository users;
    private final ResetPassword resets;
    private final VerifyAddress addresses;
    private final Mails mails;
    private final Readiness readiness;
    private final TransactionOperations<Connection> transactions;
    private boolean failing;

    MailRequests(
            MailRequestRepository requests,
            UserRepository users,
            ResetPassword resets,
            VerifyAddress addresses,
            Mails mails,
            Readiness readiness,
            TransactionOperations<Connection> transactions) {
        this.requests = requests;
        this.users = users;
        this.resets = resets;
        this.addresses = addresses;
        this.mails = mails;
        this.readiness = readiness;
        this.transactions = transactions;
    }

    /// Asks for a mail that resets the password of the user with an address, if there is one.
    ///
    /// @return false while too many requests wait
    boolean resetPassword(String email, MailLanguage language) {
        return requests.add(email, RESET_PASSWORD, null, language.label()) == 1;
    }

    /// Asks for a mail that proves an address, unless another user has it.
    ///
    /// @return false while too many requests wait
    public boolean verifyAddress(UserId user, String email, MailLanguage language) {
        return requests.add(email, VERIFY_ADDRESS, user.value(), language.label()) == 1;
    }

    /// Asks for a notice to the user or administrator with an address, if there is one, that
    /// sign-ins are refused after wrong attempts.
    public void signInsRefused(String email) {
        requests.add(email, SIGN_INS_REFUSED, null, MailLanguage.EN.label());
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "250ms")
    void run() {
        try {
            boolean more = readiness.isReady();
            while (more) {
                more = transactions.executeWrite(_ -> answerNext()) && readiness.isReady();
            }
            failing = false;
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            if (!failing) {
                failing = true;
                LOG.atWarn()
                        .addKeyValue("reason", e.getMessage())
                        .log("requests for mails can't be answered, trying again");
            }
        }
    }

    private boolean answerNext() {
        Optional<MailRequestRow> next = requests.lock();
        next.ifPresent(request -> {
            answer(request);
            requests.remove(request.id());
        });
        return next.isPresent();
    }

    /// The user is locked first, so that no token is sent for a password or to an address that is
    /// being replaced.
    private void answer(MailRequestRow request) {
        MailLanguage language = MailLanguage.of(request.language());
        Long wanting = request.userId();
        Integer version = request.userVersion();
        MailKind toAdministrator = TO_ADMINISTRATORS.get(request.kind());
        if (toAdministrator != null) {
            tellAdministrator(request.email(), toAdministrator);
        } else if (request.kind().equals(SIGN_INS_REFUSED)) {
            tellRefused(request.email());
        } else if (wanting == null || version == null) {
            users.lock(request.email())
                    .ifPresent(
                            id -> send(users.findPerson(request.email()).orElseThrow(), language));
        } else if (users.lock(wanting, version) && users.isFree(request.email(), wanting)) {
            addresses.begin(new UserId(wanting), request.email(), language);
        }
    }

    /// The user is locked, so that simultaneous requests are told once.
    private void tellRefused(String email) {
        Optional<Long> _ = users.lock(email);
        users.findPerson(email)
                .filter(person -> person.isActive() && person.emailVerified())
                .map(person -> MailLanguage.of(person.language()))
                .or(() -> requests.findAdmin(email).map(_ -> MailLanguage.EN))
                .ifPresent(language ->
                        mails.add(MailKind.SIGN_INS_REFUSED, email, language, Map.of()));
    }

    private void tellAdministrator(String email, MailKind kind) {
        requests.findAdmin(email)
                .ifPresent(address -> mails.add(kind, address, MailLanguage.EN, Map.of()));
    }

    private void send(PersonRow user, MailLanguage language) {
        resets.send(user, Objects.requireNonNull(user.email()), language);
    }
}
