package com.afftok.management.money.ledger;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.InvalidRequest;
import com.afftok.management.platform.request.Problem;
import org.jspecify.annotations.Nullable;

/// The account whose books are read: the caller's own, or the one that an administrator names.
public record Books(long account) {

    private static final String ACCOUNT = "account_id";

    /// The books that a request names.
    ///
    /// @throws InvalidRequest if the caller may not read them, or an administrator names none
    public static Books of(Caller caller, @Nullable Long account) {
        Fields fields = new Fields();
        long read =
                switch (caller) {
                    case Caller.User user -> {
                        long own = user.account().value();
                        fields.check(account == null || account == own, ACCOUNT, Problem.NOT_YOURS);
                        yield own;
                    }
                    case Caller.Admin _ -> fields.id(ACCOUNT, account);
                };
        fields.end();
        return new Books(read);
    }
}
