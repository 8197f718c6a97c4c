package com.afftok.management.trust.audit;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Recomputes the hash chain, a bounded part at a time.
///
/// New entries are verified first. The rest of the bound is used for old entries, from where the
/// last verification stopped, and from the first again after the last, so that changes of old
/// entries are detected, too; at once if the log is not longer than one verification.
@Singleton
final class VerifyChain {

    private static final int MOST_ENTRIES = 20_000;
    private static final int ENTRIES_OF_A_STATEMENT = 5_000;

    private final ChainRepository chain;
    private final long most;
    private final long piece;

    @Inject
    VerifyChain(ChainRepository chain) {
        this(chain, MOST_ENTRIES, ENTRIES_OF_A_STATEMENT);
    }

    /// @param most entries of a verification
    /// @param piece entries of a statement
    VerifyChain(ChainRepository chain, long most, long piece) {
        this.chain = chain;
        this.most = most;
        this.piece = piece;
    }

    ChainRow run() {
        Checkpoint before = chain.checkpoint();
        long newest = chain.newest();
        Part fresh = recompute(before.checked(), Math.min(newest, before.checked() + most));
        long left = most - Math.max(0, fresh.end() - before.checked());
        Part again = recompute(before.again(), Math.min(before.checked(), before.again() + left));
        left -= again.end() - before.again();
        Part anew =
                again.isIntactUpTo(before.checked())
                        ? recompute(0, Math.min(before.again(), left))
                        : new Part(again.end(), null);
        Long broken =
                Stream.of(
                                chain.endsBroken(),
                                fresh.firstBroken(),
                                again.firstBroken(),
                                anew.firstBroken())
                        .flatMap(Optional::stream)
                        .min(Long::compare)
                        .orElse(null);
        Checkpoint after =
                broken == null
                        ? new Checkpoint(Math.max(fresh.end(), before.checked()), anew.end())
                        : before;
        return new ChainRow(
                newest,
                broken,
                chain.hash(newest).orElse(""),
                before,
                after,
                chain.hash(after.checked()).orElse(""));
    }

    /// Stores the checkpoint for the next verification.
    void keep(ChainRow row) {
        if (!row.after().equals(row.before())) {
            chain.move(
                    row.before().checked(),
                    row.before().again(),
                    row.after().checked(),
                    row.checkedHash(),
                    row.after().again());
        }
    }

    /// A recomputed range.
    ///
    /// @param end the last valid entry
    private record Part(long end, @Nullable Long broken) {

        Optional<Long> firstBroken() {
            return Optional.ofNullable(broken);
        }

        boolean isIntactUpTo(long entry) {
            return broken == null && end >= entry;
        }
    }

    /// Recomputes the entries after one, up to another.
    private Part recompute(long behind, long last) {
        long end = behind;
        while (end < last) {
            long next = Math.min(last, end + piece);
            Optional<Long> broken = chain.firstBroken(end + 1, next);
            if (broken.isPresent()) {
                return new Part(end, broken.get());
            }
            end = next;
        }
        return new Part(end, null);
    }
}
