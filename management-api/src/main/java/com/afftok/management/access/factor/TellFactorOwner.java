package com.afftok.management.access.factor;

import com.afftok.management.party.user.UserRepository;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.mail.Mails;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.UserId;
import jakarta.inject.Singleton;
import java.util.Map;

/// Mails an administrator, or the verified address of a user, in the caller's transaction.
@Singleton
public final class TellFactorOwner {

    private final FactorRepository factors;
    private final UserRepository users;
    private final Mails mails;

    TellFactorOwner(FactorRepository factors, UserRepository users, Mails mails) {
        this.factors = factors;
        this.users = users;
        this.mails = mails;
    }

    public void of(FactorOwner owner, MailKind kind, Map<String, String> values) {
        switch (owner) {
            case FactorOwner.User(UserId id) ->
                    users.findPerson(id.value())
                            .ifPresent(person -> mails.tell(person, kind, values));
            case FactorOwner.Admin(AdminId id) ->
                    mails.add(kind, factors.findAdminsEmail(id.value()), MailLanguage.EN, values);
        }
    }
}
