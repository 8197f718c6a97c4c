package com.afftok.shared.secret;

/// Where a sealed secret belongs: it opens nowhere else, so that nobody who can write to the
/// database can give one owner the secret of another.
///
/// @param table the table that it lies in
/// @param owner the number of the user or administrator whose it is
/// @param purpose what it is for, such as the column or the mode
public record SecretPlace(String table, long owner, String purpose) {

    @Override
    public String toString() {
        return table + "/" + owner + "/" + purpose;
    }
}
