package com.afftok.edge.write;

import com.afftok.shared.click.ClickEvent;
import java.util.List;

/// A piece of a [Chunk] that is dealt with in one step.
sealed interface Part {

    /// Clicks for one transaction.
    ///
    /// @param repeated whether some of them may be written already
    record Clicks(List<ClickEvent> clicks, boolean repeated) implements Part {}

    /// A batch with records that can't be read, for all the reasons why; what can be read of it is
    /// in other parts.
    @SuppressWarnings("ArrayRecordComponent")
    record Damaged(byte[] batch, String why) implements Part {}
}
