/// How people sign in, stay signed in, and sign out: passwords, sessions, and the tokens of both.
@NullMarked
package com.afftok.management.access.auth;

import org.jspecify.annotations.NullMarked;
