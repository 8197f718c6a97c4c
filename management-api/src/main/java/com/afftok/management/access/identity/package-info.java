/// Identities: accounts at providers that sign users in. They are proven, linked and removed.
@NullMarked
package com.afftok.management.access.identity;

import org.jspecify.annotations.NullMarked;
