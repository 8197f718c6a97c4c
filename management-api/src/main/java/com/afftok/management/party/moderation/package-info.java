/// Users as administrators see them: found, looked at, banned, let in again.
@NullMarked
package com.afftok.management.party.moderation;

import org.jspecify.annotations.NullMarked;
