/// Passwords: hashes, rules, proof and change.
@NullMarked
package com.afftok.management.access.password;

import org.jspecify.annotations.NullMarked;
