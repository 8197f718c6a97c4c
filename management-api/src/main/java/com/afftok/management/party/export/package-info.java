/// Export of all that the platform stores about a user and the accounts that the user owns.
@NullMarked
package com.afftok.management.party.export;

import org.jspecify.annotations.NullMarked;
