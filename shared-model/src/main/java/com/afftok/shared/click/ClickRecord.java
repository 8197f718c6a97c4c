package com.afftok.shared.click;

/// What was found at one place of a batch: a click, or bytes that hold none that can be read.
public sealed interface ClickRecord {

    /// A click as it was written.
    record Read(ClickEvent event) implements ClickRecord {}

    /// Bytes from `offset` on that were skipped, and why; they may have been more than one record.
    record Corrupt(int offset, int length, String why) implements ClickRecord {}
}
