package com.afftok.management.money.invoice;

import java.util.Locale;

/// The texts of a printed document.
enum Word {
    INVOICE("Invoice", "فاتورة"),
    CREDIT_NOTE("Credit note", "إشعار دائن"),
    FROM("From", "من"),
    TO("To", "إلى"),
    TAX_ID("Tax number", "الرقم الضريبي"),
    MONTH("Month (UTC)", "الشهر (UTC)"),
    ISSUED("Issued", "تاريخ الإصدار"),
    DUE("Due", "تاريخ الاستحقاق"),
    CURRENCY("Currency", "العملة"),
    CORRECTS("Corrects invoice", "تصحيح الفاتورة"),
    REASON("Reason", "السبب"),
    DETAILS("Details", "التفاصيل"),
    OFFER("Offer", "العرض"),
    NUMBER("Number", "العدد"),
    AMOUNT("Amount", "المبلغ"),
    REST("Other lines, see the API", "بنود أخرى، راجع الواجهة البرمجية"),
    NET("Net", "الصافي"),
    TAX("Tax, %s %%", "الضريبة، %s ٪"),
    TOTAL("Total", "الإجمالي"),
    ACCOUNT("For information: your account", "للعلم: حسابكم"),
    OPENING("Balance before the month", "الرصيد قبل الشهر"),
    PAID("Payments in the month", "المدفوعات خلال الشهر"),
    CLOSING("Balance after the month, without this tax", "الرصيد بعد الشهر، دون هذه الضريبة"),
    PENDING("Pending charges, not billed yet", "مبالغ معلّقة لم تُفوتر بعد"),
    NOTE(
            "An issued document never changes; a correction is a document of its own.",
            "لا تتغيّر المستندات بعد إصدارها؛ وكل تصحيح مستند مستقل."),
    SALES("Approved sales", "مبيعات معتمدة"),
    REVERSALS("Reversed sales", "مبيعات مستردّة"),
    ADJUSTMENTS("Adjustments", "تسويات"),
    BONUSES("Bonuses", "مكافآت"),
    FEE("Fee of the platform", "رسوم المنصة"),
    CREDIT("Credit", "رصيد دائن");

    private final String english;
    private final String arabic;

    Word(String english, String arabic) {
        this.english = english;
        this.arabic = arabic;
    }

    /// That of a kind of line or a type of document.
    static Word of(String kind) {
        return valueOf(kind.toUpperCase(Locale.ROOT));
    }

    String in(boolean inArabic) {
        return inArabic ? arabic : english;
    }
}
