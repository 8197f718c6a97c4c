package com.afftok.management.party.member;

import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.Mails;
import com.afftok.shared.id.AccountId;
import jakarta.inject.Singleton;
import java.util.Map;

/// Tells all owners of an account with a confirmed address that it has a new one, in the caller's
/// transaction: the right to change everything must not change hands unnoticed.
@Singleton
final class TellOwners {

    private final MemberRepository members;
    private final Mails mails;

    TellOwners(MemberRepository members, Mails mails) {
        this.members = members;
        this.mails = mails;
    }

    /// Sends the mails.
    ///
    /// @param username of the new owner
    void of(AccountId account, String username) {
        Map<String, String> values =
                Map.of("user", username, "account", members.title(account.value()).text());
        for (MemberRow owner : members.owners(account.value())) {
            mails.tell(owner, MailKind.NEW_OWNER, values);
        }
    }
}
