package com.afftok.management.access;

/// Ways to act as a user that the user adds to an account, beside the password.
public interface AddedWayIn {

    /// Removes those of a user.
    void removeAll(long user);
}
