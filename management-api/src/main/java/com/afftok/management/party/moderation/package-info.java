/// Moderation of users by administrators: search, details, bans, roles, password reset.
@NullMarked
package com.afftok.management.party.moderation;

import org.jspecify.annotations.NullMarked;
