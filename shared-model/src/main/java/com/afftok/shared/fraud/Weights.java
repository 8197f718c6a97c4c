package com.afftok.shared.fraud;

import com.afftok.shared.click.FraudReason;
import java.util.Map;

/// The weight of each reason in the score, in hundredths.
public final class Weights {

    private final int[] byBit = new int[Integer.SIZE];

    Weights(Map<FraudReason, Integer> hundredths) {
        hundredths.forEach(
                (reason, weight) -> byBit[Integer.numberOfTrailingZeros(reason.bit())] = weight);
    }

    public int of(FraudReason reason) {
        return sum(reason.bit());
    }

    /// The sum for a mask of reasons; it may be above 1.
    public int sum(int reasons) {
        int sum = 0;
        for (int rest = reasons; rest != 0; rest &= rest - 1) {
            sum += byBit[Integer.numberOfTrailingZeros(rest)];
        }
        return sum;
    }
}
