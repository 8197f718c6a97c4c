package com.afftok.shared.click;

/// What the promoter hung on a link to tell its clicks apart; an absent tag is empty.
public record Tags(
        String sub1,
        String sub2,
        String sub3,
        String sub4,
        String sub5,
        String source,
        String utmSource,
        String utmMedium,
        String utmCampaign,
        String utmTerm,
        String utmContent) {

    /// The number of tags.
    public static final int COUNT = 11;

    /// The most characters that one tag may have; [ClickEvent#truncate] cuts to it.
    public static final int MAX_LENGTH = 100;

    public static final Tags NONE = new Tags("", "", "", "", "", "", "", "", "", "", "");

    public Tags {
        check("sub1", sub1);
        check("sub2", sub2);
        check("sub3", sub3);
        check("sub4", sub4);
        check("sub5", sub5);
        check("source", source);
        check("utm_source", utmSource);
        check("utm_medium", utmMedium);
        check("utm_campaign", utmCampaign);
        check("utm_term", utmTerm);
        check("utm_content", utmContent);
    }

    private static void check(String name, String value) {
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    name + " has more than " + MAX_LENGTH + " characters");
        }
    }
}
