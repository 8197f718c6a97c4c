package com.afftok.management.money.payout.answer;

import com.afftok.management.money.payout.settle.Settlement;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a bank says of a payout.
///
/// @param line of the file, from 1
/// @param amount that it paid or did not pay; null if the file has none
record AnswerLine(int line, Settlement settlement, @Nullable BigDecimal amount) {

    long payout() {
        return settlement.payout().value();
    }
}
