package com.afftok.edge.http;

import com.afftok.shared.error.ErrorCode;

/// The text of an error page: the problem, and what the visitor can do.
record PageWords(String title, String text) {

    static PageWords of(ErrorCode code, PageLanguage language) {
        return switch (language) {
            case ENGLISH -> english(code);
            case ARABIC -> arabic(code);
        };
    }

    private static PageWords english(ErrorCode code) {
        if (code == ErrorCode.CLICK_002) {
            return new PageWords(
                    "Not available in your country",
                    "This offer is only available in other countries.");
        }
        if (code == ErrorCode.GEO_001) {
            return new PageWords(
                    "We can’t determine your country",
                    "This offer is limited to certain countries. Please try again without a"
                            + " VPN or private relay.");
        }
        return switch (code.status()) {
            case 403 ->
                    new PageWords(
                            "This link can’t be opened from here",
                            "Your visit looked automated, or came from a network that this"
                                    + " offer does not accept. Please try again in your usual"
                                    + " browser, at home or over mobile data.");
            case 400, 404, 414, 431 ->
                    new PageWords(
                            "Link not found",
                            "The link is wrong or incomplete. Please check it, or ask the"
                                    + " person who sent it to you.");
            case 405 ->
                    new PageWords("Not supported", "This address can only be opened in a browser.");
            case 410 ->
                    new PageWords(
                            "This offer has ended", "The offer or the link is no longer active.");
            case 429 ->
                    new PageWords(
                            "Too many visits", "Please wait a minute, then open the link again.");
            default ->
                    new PageWords(
                            "Please try again in a moment",
                            "Part of our service is temporarily unavailable.");
        };
    }

    private static PageWords arabic(ErrorCode code) {
        if (code == ErrorCode.CLICK_002) {
            return new PageWords("غير متاح في بلدك", "هذا العرض مخصّص لبلدان أخرى.");
        }
        if (code == ErrorCode.GEO_001) {
            return new PageWords(
                    "تعذّر تحديد بلدك",
                    "هذا العرض مخصّص لبلدان معيّنة. يرجى المحاولة مرة أخرى دون شبكة افتراضية خاصة"
                            + " (VPN) أو شبكة لإخفاء الهوية.");
        }
        return switch (code.status()) {
            case 403 ->
                    new PageWords(
                            "لا يمكن فتح هذا الرابط من هنا",
                            "بدت الزيارة آلية، أو جاءت من شبكة لا تقبل العروض زياراتها. يرجى"
                                    + " المحاولة مرة أخرى من متصفحك، عبر شبكة المنزل أو بيانات"
                                    + " الهاتف.");
            case 400, 404, 414, 431 ->
                    new PageWords(
                            "لا يوجد شيء هنا",
                            "الرابط خاطئ أو غير مكتمل. يرجى التحقق منه، أو طلبه مجددًا ممن أرسله"
                                    + " إليك.");
            case 405 -> new PageWords("هذا غير ممكن هنا", "يمكن زيارة هذا العنوان فقط.");
            case 410 -> new PageWords("انتهى هذا العرض", "لم يعد العرض أو الرابط فعّالًا.");
            case 429 ->
                    new PageWords(
                            "زيارات كثيرة جدًا", "يرجى الانتظار دقيقة، ثم فتح الرابط مرة أخرى.");
            default ->
                    new PageWords(
                            "يرجى المحاولة بعد لحظات", "يتعذّر الوصول إلى جزء من خدمتنا حاليًا.");
        };
    }
}
