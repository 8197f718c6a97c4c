/// The account that a user acts for, and what the caller of a request may do.
@NullMarked
package com.afftok.management.party.account;

import org.jspecify.annotations.NullMarked;
