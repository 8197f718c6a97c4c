/// Registration, sign-in, sessions and passwords.
@NullMarked
package com.afftok.management.access.auth;

import org.jspecify.annotations.NullMarked;
