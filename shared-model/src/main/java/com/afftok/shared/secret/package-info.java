/// Encryption of secrets in the database that the platform must be able to read.
@NullMarked
package com.afftok.shared.secret;

import org.jspecify.annotations.NullMarked;
