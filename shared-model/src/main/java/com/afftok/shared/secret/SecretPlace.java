package com.afftok.shared.secret;

/// The place of a sealed secret. It cannot be opened elsewhere, so write access to the database
/// does not allow giving one owner's secret to another.
///
/// @param table its table
/// @param owner the id of the user or administrator who owns it
/// @param purpose such as the column or the mode
public record SecretPlace(String table, long owner, String purpose) {

    @Override
    public String toString() {
        return table + "/" + owner + "/" + purpose;
    }
}
