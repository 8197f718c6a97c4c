/// Profiles and payout details of users.
@NullMarked
package com.afftok.management.party.profile;

import org.jspecify.annotations.NullMarked;
