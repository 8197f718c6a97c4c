/// Tokens sent by mail: they replace a lost password or prove an address.
@NullMarked
package com.afftok.management.access.mailed;

import org.jspecify.annotations.NullMarked;
