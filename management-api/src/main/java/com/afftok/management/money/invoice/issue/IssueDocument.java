package com.afftok.management.money.invoice.issue;

import com.afftok.management.money.billing.Issuer;
import com.afftok.management.money.invoice.issue.IssueRepository.Issued;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.Mails;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import jakarta.inject.Singleton;
import java.util.Map;

/// Issues a document in the transaction of the caller, who adds its lines and its booking, and
/// tells the members of the advertiser.
@Singleton
final class IssueDocument {

    private final IssueRepository documents;
    private final Mails mails;

    IssueDocument(IssueRepository documents, Mails mails) {
        this.documents = documents;
        this.mails = mails;
    }

    Issued issue(Document document, Issuer issuer) {
        Issued issued = documents.issue(document, issuer);
        Money total =
                Money.of(document.net().add(document.tax()), Currency.of(document.currency()));
        Map<String, String> values =
                Map.of(
                        "number",
                        issued.number(),
                        "total",
                        total.toString(),
                        "due",
                        document.dueOn(),
                        "company",
                        document.to().name());
        MailKind kind = total.isNegative() ? MailKind.CREDIT_NOTE_ISSUED : MailKind.INVOICE_ISSUED;
        for (IssueRepository.MemberRow member : documents.members(document.advertiserId())) {
            mails.tell(member, kind, values);
        }
        return issued;
    }
}
