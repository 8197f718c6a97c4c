/// Says whether the process lives, serves, and reaches what it stands on.
@NullMarked
package com.afftok.management.platform.health;

import org.jspecify.annotations.NullMarked;
