package com.afftok.management.money.payout.method;

import com.afftok.management.access.Caller;
import com.afftok.management.party.user.MembershipRepository;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.idempotency.WriteOnce;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.Mails;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The payout methods of promoters.
///
/// A new one is used after three days and announced to all owners of the account, so that they can
/// notice one that somebody else added.
@Singleton
public final class PayoutMethods {

    static final Duration WAITS = Duration.ofDays(3);

    private static final int MOST = 10;

    private final MethodRepository methods;
    private final SealDestination seal;
    private final MembershipRepository accounts;
    private final Mails mails;
    private final Audit audit;
    private final WriteOnce once;
    private final InstantSource clock;

    PayoutMethods(
            MethodRepository methods,
            SealDestination seal,
            MembershipRepository accounts,
            Mails mails,
            Audit audit,
            WriteOnce once,
            InstantSource clock) {
        this.methods = methods;
        this.seal = seal;
        this.accounts = accounts;
        this.mails = mails;
        this.audit = audit;
        this.once = once;
        this.clock = clock;
    }

    /// A method with its destination, unsealed.
    @Serdeable
    public record PayoutMethod(
            long id, Destination destination, Instant createdAt, Instant usableFrom) {}

    /// A method in the audit log.
    @Serdeable
    record Noted(long methodId, String method, String account) {

        static Noted of(long id, Destination destination) {
            return new Noted(id, destination.method(), destination.masked());
        }
    }

    /// Newest first.
    public List<PayoutMethod> of(AccountId promoter) {
        return methods.list(promoter.value()).stream().map(this::open).toList();
    }

    /// Empty if it is none of the promoter, or was removed.
    public Optional<PayoutMethod> find(AccountId promoter, long id) {
        return methods.find(promoter.value(), id).map(this::open);
    }

    private PayoutMethod open(MethodRow row) {
        return new PayoutMethod(
                row.id(), seal.openOfMethod(row), row.createdAt(), row.usableFrom());
    }

    Outcome<PayoutMethod> add(Caller.Promoter caller, Destination wanted) {
        return once.write(() -> {
            long promoter = caller.account().value();
            accounts.lock(promoter);
            if (methods.list(promoter).size() >= MOST) {
                return Outcome.refused(
                        ErrorCode.STATE_002, Problem.TOO_MANY_METHODS.with("method", MOST));
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            long id = methods.next();
            methods.add(
                    id,
                    promoter,
                    wanted.method(),
                    seal.ofMethod(id, wanted),
                    caller.user().value(),
                    now,
                    now.plus(WAITS));
            changed(caller, "account.payout_method_add", wanted, null, Noted.of(id, wanted));
            return new Outcome.Saved<>(new PayoutMethod(id, wanted, now, now.plus(WAITS)));
        });
    }

    /// Removes a method.
    ///
    /// @return false if the promoter has no such method
    boolean remove(Caller.Promoter caller, long id) {
        return once.write(() -> {
            long promoter = caller.account().value();
            accounts.lock(promoter);
            PayoutMethod method = find(caller.account(), id).orElse(null);
            if (method == null) {
                return false;
            }
            methods.remove(promoter, id, clock.instant());
            Destination former = method.destination();
            changed(caller, "account.payout_method_remove", former, Noted.of(id, former), null);
            return true;
        });
    }

    private void changed(
            Caller.Promoter caller,
            String action,
            Destination destination,
            @Nullable Noted before,
            @Nullable Noted after) {
        MailKind kind =
                after == null ? MailKind.PAYOUT_METHOD_REMOVED : MailKind.PAYOUT_METHOD_ADDED;
        Map<String, String> values =
                Map.of("method", destination.method(), "account", destination.masked());
        for (OwnerRow owner : methods.owners(caller.account().value(), caller.user().value())) {
            mails.tell(owner, kind, values);
        }
        audit.note(caller.user(), action, AuditedObject.of(caller.account()), before, after);
    }
}
