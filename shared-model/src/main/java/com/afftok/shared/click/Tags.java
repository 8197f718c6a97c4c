package com.afftok.shared.click;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tags of a link, by which promoters distinguish its clicks; an absent tag is empty.
public final class Tags {

    /// Maximum length of a tag, in characters; see [ClickEvent#truncate].
    public static final int MAX_LENGTH = 100;

    public static final Tags NONE = from(_ -> "");

    private final String[] values;

    private Tags(String[] values) {
        this.values = values;
    }

    /// Calls the function once for each tag, in order.
    public static Tags from(Function<Tag, String> value) {
        String[] values = new String[Tag.ALL.size()];
        for (Tag tag : Tag.ALL) {
            values[tag.position()] = checked(tag, value.apply(tag));
        }
        return new Tags(values);
    }

    /// Tags with these values.
    ///
    /// @param values of all tags in order
    public static Tags of(String... values) {
        if (values.length != Tag.ALL.size()) {
            throw new IllegalArgumentException("there are " + Tag.ALL.size() + " tags");
        }
        return from(tag -> values[tag.position()]);
    }

    public String get(Tag tag) {
        return values[tag.position()];
    }

    /// These tags, with the others as defaults for empty ones.
    public Tags over(Tags other) {
        if (equals(NONE) || other.equals(NONE)) {
            return equals(NONE) ? other : this;
        }
        return from(tag -> get(tag).isEmpty() ? other.get(tag) : get(tag));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tags tags && Arrays.equals(values, tags.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Tag.ALL.stream()
                .filter(tag -> !get(tag).isEmpty())
                .map(tag -> tag.label() + "=" + get(tag))
                .collect(Collectors.joining(", ", "Tags[", "]"));
    }

    private static String checked(Tag tag, String value) {
        if (value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    tag.label() + " has more than " + MAX_LENGTH + " characters");
        }
        return value;
    }
}
