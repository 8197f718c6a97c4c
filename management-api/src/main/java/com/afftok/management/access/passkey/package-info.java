/// Passkeys (WebAuthn): they are added, removed, and sign users in.
@NullMarked
package com.afftok.management.access.passkey;

import org.jspecify.annotations.NullMarked;
