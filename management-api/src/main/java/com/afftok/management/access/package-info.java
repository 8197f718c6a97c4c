/// Who calls, and what they may: tokens, sessions, roles, permissions, and the guard before every
/// endpoint.
@NullMarked
package com.afftok.management.access;

import org.jspecify.annotations.NullMarked;
