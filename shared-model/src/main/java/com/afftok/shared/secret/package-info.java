/// Secrets that the platform must be able to read again, sealed for as long as they lie in the
/// database.
@NullMarked
package com.afftok.shared.secret;

import org.jspecify.annotations.NullMarked;
