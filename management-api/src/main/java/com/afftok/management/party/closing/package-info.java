/// Closing of users, with the accounts that they alone act for.
@NullMarked
package com.afftok.management.party.closing;

import org.jspecify.annotations.NullMarked;
