package com.afftok.shared.click;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A tag of a link, in the order of the binary form of a click.
public enum Tag {
    SUB1("sub1", 0),
    SUB2("sub2", 1),
    SUB3("sub3", 2),
    SUB4("sub4", 3),
    SUB5("sub5", 4),
    SOURCE("source", 5),
    UTM_SOURCE("utm_source", 6),
    UTM_MEDIUM("utm_medium", 7),
    UTM_CAMPAIGN("utm_campaign", 8),
    UTM_TERM("utm_term", 9),
    UTM_CONTENT("utm_content", 10);

    public static final List<Tag> ALL = List.of(values());

    /// The five tags without a fixed meaning.
    public static final Set<Tag> SUBS = Collections.unmodifiableSet(EnumSet.range(SUB1, SUB5));

    private static final Map<String, Tag> BY_LABEL =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Tag::label, Function.identity()));

    private final String label;
    private final int position;

    Tag(String label, int position) {
        this.label = label;
        this.position = position;
    }

    /// The name as a parameter of a link and as a column of a table.
    public String label() {
        return label;
    }

    /// The position in the binary form, from 0.
    public int position() {
        return position;
    }

    /// Null if there is no such tag.
    public static @Nullable Tag find(String label) {
        return BY_LABEL.get(label);
    }
}
