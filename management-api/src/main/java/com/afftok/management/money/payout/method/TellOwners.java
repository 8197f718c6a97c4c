package com.afftok.management.money.payout.method;

import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.Mails;
import com.afftok.shared.id.AccountId;
import jakarta.inject.Singleton;
import java.util.Map;

/// Mails the owners of a promoter's account about its payouts, in the transaction of the caller.
@Singleton
public final class TellOwners {

    /// No user has this id.
    private static final long NOBODY = 0;

    private final MethodRepository methods;
    private final Mails mails;

    TellOwners(MethodRepository methods, Mails mails) {
        this.methods = methods;
        this.mails = mails;
    }

    public void tell(AccountId promoter, MailKind kind, Map<String, String> values) {
        for (OwnerRow owner : methods.owners(promoter.value(), NOBODY)) {
            mails.tell(owner, kind, values);
        }
    }
}
