/// Blocked addresses and networks.
@NullMarked
package com.afftok.management.trust.block;

import org.jspecify.annotations.NullMarked;
