package com.afftok.management.platform.request;

import com.afftok.shared.click.Tag;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tags of a link, as members of a request or answer and as columns of a row; null if absent.
@Serdeable
public record Tags(
        @Nullable String sub1,
        @Nullable String sub2,
        @Nullable String sub3,
        @Nullable String sub4,
        @Nullable String sub5,
        @Nullable String source,
        @Nullable String utmSource,
        @Nullable String utmMedium,
        @Nullable String utmCampaign,
        @Nullable String utmTerm,
        @Nullable String utmContent) {

    private static final int LONGEST = 100;

    /// The tags that lists can be filtered by.
    public static Tags ofFilter(
            @Nullable String sub1,
            @Nullable String sub2,
            @Nullable String sub3,
            @Nullable String sub4,
            @Nullable String sub5,
            @Nullable String source) {
        return new Tags(sub1, sub2, sub3, sub4, sub5, source, null, null, null, null, null);
    }

    /// The tags that are present, in their order.
    public Map<Tag, String> present() {
        Map<Tag, String> present = new EnumMap<>(Tag.class);
        for (Tag tag : Tag.ALL) {
            String value = value(tag);
            if (value != null) {
                present.put(tag, value);
            }
        }
        return Collections.unmodifiableMap(present);
    }

    private @Nullable String value(Tag tag) {
        return switch (tag) {
            case SUB1 -> sub1;
            case SUB2 -> sub2;
            case SUB3 -> sub3;
            case SUB4 -> sub4;
            case SUB5 -> sub5;
            case SOURCE -> source;
            case UTM_SOURCE -> utmSource;
            case UTM_MEDIUM -> utmMedium;
            case UTM_CAMPAIGN -> utmCampaign;
            case UTM_TERM -> utmTerm;
            case UTM_CONTENT -> utmContent;
        };
    }

    /// Checks the length and characters of those present.
    ///
    /// @param min 0 if a tag may be empty, which removes it
    public Tags check(Fields fields, int min) {
        present().forEach((tag, value) -> fields.textOrNull(tag.label(), value, min, LONGEST));
        return this;
    }
}
