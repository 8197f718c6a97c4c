package com.afftok.management.access.passkey;

import com.yubico.webauthn.data.ByteArray;

/// A passkey that an authenticator has just made.
///
/// @param publicKey in the form of COSE
record NewPasskey(
        ByteArray credentialId,
        ByteArray publicKey,
        long signCount,
        boolean backupEligible,
        boolean backedUp) {}
