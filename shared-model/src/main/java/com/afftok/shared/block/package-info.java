/// How edges and management keep and announce the blocks of addresses.
@NullMarked
package com.afftok.shared.block;

import org.jspecify.annotations.NullMarked;
