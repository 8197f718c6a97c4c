/// Authentication and authorization: tokens, sessions, roles, permissions, and the guard of all
/// endpoints.
@NullMarked
package com.afftok.management.access;

import org.jspecify.annotations.NullMarked;
