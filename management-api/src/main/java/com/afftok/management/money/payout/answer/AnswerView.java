package com.afftok.management.money.payout.answer;

import com.afftok.management.money.payout.settle.Fate;
import com.afftok.management.money.payout.settle.Fate.Result;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;

/// What became of each line of an answer.
///
/// @param again whether the same file was imported before
@Serdeable
record AnswerView(boolean again, int applied, int already, int refused, List<LineView> lines) {

    /// @param status of the payout now
    @Serdeable
    record LineView(int line, long payoutId, String result, String status) {}

    /// @param fates in the order of the lines
    static AnswerView of(boolean again, List<AnswerLine> lines, List<Fate> fates) {
        List<LineView> views = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Fate fate = fates.get(i);
            views.add(
                    new LineView(
                            lines.get(i).line(),
                            lines.get(i).payout(),
                            fate.result().label(),
                            fate.status()));
        }
        return new AnswerView(
                again,
                count(fates, Result.APPLIED),
                count(fates, Result.ALREADY),
                count(fates, Result.REFUSED),
                views);
    }

    private static int count(List<Fate> fates, Result result) {
        return Math.toIntExact(fates.stream().filter(fate -> fate.result() == result).count());
    }
}
