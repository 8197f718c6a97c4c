package com.afftok.shared.macro;

import java.util.ArrayList;
import java.util.List;

/// A text with macros in braces, such as `/order?c={click_id}`, parsed once. It is filled from left
/// to right: the text before each macro, its value, and the text behind the last one. Values are
/// never parsed.
///
/// A brace that is never closed is text.
public final class MacroText {

    private final String text;
    private final List<String> names;

    /// The beginning and end of each macro in the text.
    private final int[] bounds;

    private MacroText(String text, List<String> names, int[] bounds) {
        this.text = text;
        this.names = names;
        this.bounds = bounds;
    }

    public static MacroText of(String text) {
        List<String> names = new ArrayList<>();
        List<Integer> bounds = new ArrayList<>();
        int open = text.indexOf('{');
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            names.add(text.substring(open + 1, close));
            bounds.add(open);
            bounds.add(close + 1);
            open = text.indexOf('{', close);
        }
        return new MacroText(
                text, List.copyOf(names), bounds.stream().mapToInt(Integer::intValue).toArray());
    }

    public String text() {
        return text;
    }

    /// The names of the macros, in their order.
    public List<String> names() {
        return names;
    }

    /// The index at which a macro begins.
    public int start(int macro) {
        return bounds[2 * macro];
    }

    /// The index behind a macro.
    public int end(int macro) {
        return bounds[2 * macro + 1];
    }
}
