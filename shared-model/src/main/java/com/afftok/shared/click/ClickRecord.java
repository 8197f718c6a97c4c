package com.afftok.shared.click;

/// An item of a batch: a click, or unreadable bytes.
public sealed interface ClickRecord {

    record Read(ClickEvent event) implements ClickRecord {}

    /// Bytes from `offset` on that were skipped, and why; possibly several records.
    record Corrupt(int offset, int length, String why) implements ClickRecord {}
}
